//! A young person's own steps beside their plan, and which parts they share. What is private is not read here by anybody else,
//! whatever their right to the record.

use std::collections::{BTreeSet, HashMap};

use diesel::prelude::*;
use onward_domain::{
    access::Right,
    id::{OwnStepId, OwnStepVersionId, PlanShareId},
    plan::{
        OwnStep, OwnStepLine, OwnStepVersion, PlanArea, PlanShare, PlanShareNote, StepStatus, StepText, Way,
    },
};

use super::{
    Saved,
    versions::{Hand, Rows as _, Versions, versioned},
};
use crate::{
    connection::AnyConnection,
    error::{StoreError, StoreResult},
    rows::Row as _,
    schema::records::{own_step_versions, own_steps, plan_shares},
    scope::Record,
    types::{Column as _, Instant},
};

/// What a form's key is used up for.
const ADDED: &str = "own_step";
const SAID: &str = "own_step_version";
const MOVED: &str = "own_step_moved";

/// The person's own steps.
#[derive(Clone, Copy)]
pub struct OwnSteps<'r> {
    record: &'r Record<'r>,
}

impl Record<'_> {
    /// The person's own steps.
    #[must_use]
    pub fn own_steps(&self) -> OwnSteps<'_> {
        OwnSteps { record: self }
    }

    /// Which parts of the plan they share, for the young person alone.
    #[must_use]
    pub const fn plan_shares(&self) -> Versions<'_, PlanShare> {
        Versions::of(self)
    }

    /// The parts of the plan whose own words and steps this viewer may read: every one for the young person, those that are
    /// shared for whoever works with them, none where the record was opened from outside.
    ///
    /// # Errors
    /// The database's own.
    pub fn open_parts(&self) -> StoreResult<BTreeSet<PlanArea>> {
        match self.right() {
            Right::Own | Right::System => Ok(PlanArea::ALL.iter().copied().collect()),
            Right::BreakGlass | Right::Hub | Right::Refused => Ok(BTreeSet::new()),
            Right::Adviser | Right::ReviewingOfficer | Right::Manager => {
                let rows = self.tx().run(|connection| Ok(PlanShare::standing(connection, &self.key())?))?;
                Ok(rows.iter().filter(|row| row.note.shared).map(|row| row.note.area).collect())
            }
        }
    }
}

impl OwnSteps<'_> {
    /// Their steps in their order, with every version; for others, those of the parts that are shared.
    ///
    /// # Errors
    /// The database's own.
    pub fn all(&self) -> StoreResult<Vec<OwnStepLine>> {
        let open = self.record.open_parts()?;
        if open.is_empty() {
            return Ok(Vec::new());
        }
        let mut all = self.lines()?;
        all.retain(|line| open.contains(&line.now.text.area));
        // What was said while a step was in a part that is private stays there.
        for line in &mut all {
            line.earlier.retain(|version| open.contains(&version.text.area));
        }
        Ok(all)
    }

    fn lines(&self) -> StoreResult<Vec<OwnStepLine>> {
        let key = self.record.key();
        let (steps, versions) = self.record.tx().run(|connection| {
            let steps: Vec<OwnStep> = own_steps::table
                .filter(own_steps::person_id.eq(&key))
                .order((own_steps::place, own_steps::id))
                .load(connection)?;
            let theirs = own_steps::table.filter(own_steps::person_id.eq(&key)).select(own_steps::id);
            let versions: Vec<OwnStepVersion> = own_step_versions::table
                .filter(own_step_versions::step_id.eq_any(theirs))
                .order(own_step_versions::number.desc())
                .load(connection)?;
            Ok((steps, versions))
        })?;
        let mut by_step: HashMap<OwnStepId, Vec<OwnStepVersion>> = HashMap::new();
        for version in versions {
            by_step.entry(version.step).or_default().push(version);
        }
        let line = |step: OwnStep| {
            let mut versions = by_step.remove(&step.id)?.into_iter();
            Some(OwnStepLine { now: versions.next()?, earlier: versions.collect(), step })
        };
        Ok(steps.into_iter().filter_map(line).collect())
    }

    /// Adds one at the end, once a form.
    ///
    /// # Errors
    /// `NotAllowed` for anybody else.
    pub fn add(&self, text: &StepText, key: &str) -> StoreResult<OwnStepId> {
        self.record.own_only()?;
        if let Some(before) = self.record.kept_before(key, ADDED)? {
            return Ok(before);
        }
        let last = self.lines()?.last().map_or(0, |line| line.step.place);
        let now = self.record.now().at;
        let step = OwnStep {
            id: OwnStepId::new(),
            person: self.record.id(),
            place: last.saturating_add(1),
            made_at: now,
            made_by: self.record.by(),
        };
        let version = self.version(step.id, 1, text);
        self.record.tx().savepoint(|| {
            self.record.tx().run(|connection| {
                step.insert(connection)?;
                Ok(version.insert(connection)?)
            })?;
            self.record.use_key(key, ADDED, &step.id.to_string())?;
            self.record.changed("own_step.added", &step.id.to_string())
        })?;
        Ok(step.id)
    }

    /// Says it anew, once a form, unless it was said anew since version `number`; then it answers with how it stands now, and
    /// nothing is changed. Every version stays.
    ///
    /// # Errors
    /// `NotAllowed` for anybody else; `NotFound` when it is not theirs.
    pub fn say(
        &self,
        step: OwnStepId,
        number: i64,
        text: &StepText,
        key: &str,
    ) -> StoreResult<Saved<OwnStepLine>> {
        self.record.own_only()?;
        let line = self.find(step)?;
        if self.record.kept_before::<OwnStepVersionId>(key, SAID)?.is_some() || line.now.text == *text {
            return Ok(Saved::Saved);
        }
        if line.now.number != number {
            return Ok(Saved::Stale(line));
        }
        let version = self.version(step, number.saturating_add(1), text);
        self.record.tx().savepoint(|| {
            self.record.tx().run(|connection| Ok(version.insert(connection)?))?;
            self.record.use_key(key, SAID, &version.id.to_string())?;
            self.record.changed("own_step.changed", &step.to_string())
        })?;
        Ok(Saved::Saved)
    }

    /// Says how far it is, unless it was said anew since version `number`.
    ///
    /// # Errors
    /// As [`Self::say`].
    pub fn mark(
        &self,
        step: OwnStepId,
        number: i64,
        status: StepStatus,
        key: &str,
    ) -> StoreResult<Saved<OwnStepLine>> {
        let text = StepText { status, ..self.find(step)?.now.text };
        self.say(step, number, &text, key)
    }

    /// Changes places with the next one up or down in its part, once a form. Its words don't change by it, so nobody who writes
    /// them meanwhile is disturbed. The first stays first and the last stays last.
    ///
    /// # Errors
    /// `NotAllowed` for anybody else; `NotFound` when it is not theirs.
    pub fn shift(&self, step: OwnStepId, way: Way, key: &str) -> StoreResult<()> {
        self.record.own_only()?;
        let line = self.find(step)?;
        if self.record.kept_before::<OwnStepId>(key, MOVED)?.is_some() {
            return Ok(());
        }
        let beside: Vec<OwnStepLine> = self
            .lines()?
            .into_iter()
            .filter(|other| other.now.text.area == line.now.text.area)
            .filter(|other| other.now.text.status != StepStatus::Dropped || other.step.id == step)
            .collect();
        let at = beside.iter().position(|other| other.step.id == step).ok_or(StoreError::NotFound)?;
        let to = match way {
            Way::Up => at.checked_sub(1),
            Way::Down => at.checked_add(1),
        };
        let Some(other) = to.and_then(|to| beside.get(to)) else { return Ok(()) };
        self.record.tx().savepoint(|| {
            self.put(step, other.step.place)?;
            self.put(other.step.id, line.step.place)?;
            self.record.use_key(key, MOVED, &step.to_string())?;
            self.record.changed("own_step.moved", &step.to_string())
        })
    }

    fn put(&self, step: OwnStepId, place: i64) -> StoreResult<()> {
        self.record.tx().run(|connection| {
            diesel::update(
                own_steps::table
                    .filter(own_steps::id.eq(step.column()))
                    .filter(own_steps::person_id.eq(self.record.key())),
            )
            .set(own_steps::place.eq(place))
            .execute(connection)?;
            Ok(())
        })
    }

    fn find(&self, step: OwnStepId) -> StoreResult<OwnStepLine> {
        self.lines()?.into_iter().find(|line| line.step.id == step).ok_or(StoreError::NotFound)
    }

    fn version(&self, step: OwnStepId, number: i64, text: &StepText) -> OwnStepVersion {
        OwnStepVersion {
            id: OwnStepVersionId::new(),
            step,
            number,
            text: text.clone(),
            said_at: self.record.now().at,
            said_by: self.record.by(),
        }
    }
}

versioned!(PlanShare(PlanShareNote, PlanShareId) in plan_shares, word "plan_share", order (recorded_at), {
    const HAND: Hand = Hand::Own;
    fn says(&self, note: &PlanShareNote) -> bool {
        self.note == *note
    }
    fn written(record: &Record<'_>, note: &PlanShareNote) -> StoreResult<Self> {
        let (id, note) = (PlanShareId::new(), *note);
        Ok(Self { id, person: record.id(), note, recorded: record.mark(), superseded_by: None })
    }
    fn in_place_of(&self, note: &PlanShareNote) -> bool {
        self.note.area == note.area
    }
});
