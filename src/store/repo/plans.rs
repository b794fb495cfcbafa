//! A person's pathway plans. A plan or step is only ever looked up inside the person's record.

use chrono::NaiveDate;
use diesel::prelude::*;
use onward_domain::{
    access::Right,
    id::{PlanId, PlanPartId, PlanSayingId, StepId},
    plan::{NewSaying, PartText, Plan, PlanPart, PlanSaying, PlanStatus, Step, StepStatus, StepText},
};

use super::Saved;
use crate::{
    dialect::among,
    error::{StoreError, StoreResult},
    rows::Row as _,
    schema::records::{plan_parts, plan_sayings, plan_steps, plans},
    scope::Record,
    types::Column as _,
};

/// What a form's key is used up for.
const SAID: &str = "plan_saying";

/// The person's pathway plans.
#[derive(Clone, Copy)]
pub struct Plans<'r> {
    record: &'r Record<'r>,
}

impl Record<'_> {
    /// The person's pathway plans.
    #[must_use]
    pub fn plans(&self) -> Plans<'_> {
        Plans { record: self }
    }
}

impl<'r> Plans<'r> {
    pub(super) const fn record(&self) -> &'r Record<'r> {
        self.record
    }
}

impl Plans<'_> {
    /// All of them, first to last. A young person does not see drafts.
    ///
    /// # Errors
    /// Any database error.
    pub fn all(&self) -> StoreResult<Vec<Plan>> {
        let mut all: Vec<Plan> = self.record.tx().run(|connection| {
            Ok(plans::table
                .filter(plans::person_id.eq(self.record.key()))
                .order(plans::number)
                .load(connection)?)
        })?;
        if self.record.right() == Right::Own {
            all.retain(|plan| plan.status != PlanStatus::Draft);
        }
        Ok(all)
    }

    /// The agreed one, if there is one.
    ///
    /// # Errors
    /// Any database error.
    pub fn agreed(&self) -> StoreResult<Option<Plan>> {
        Ok(self.all()?.into_iter().rev().find(|plan| plan.status == PlanStatus::Agreed))
    }

    /// The agreed one with its steps, if there is one.
    ///
    /// # Errors
    /// Any database error.
    pub fn agreed_with_steps(&self) -> StoreResult<Option<(Plan, Vec<Step>)>> {
        let Some(plan) = self.agreed()? else { return Ok(None) };
        let steps = self.steps(plan.id)?;
        Ok(Some((plan, steps)))
    }

    /// Starts a draft.
    ///
    /// # Errors
    /// `NotAllowed` for a young person.
    pub fn begin(&self) -> StoreResult<PlanId> {
        self.record.staff_only()?;
        let number = self.all()?.last().map_or(0, |plan| plan.number).saturating_add(1);
        let plan = Plan {
            id: PlanId::new(),
            person: self.record.id(),
            number,
            status: PlanStatus::Draft,
            own_words: None,
            agreed_on: None,
            review_due: None,
            version: 1,
            created_at: self.record.now().at,
            created_by: self.record.by(),
            support: None,
        };
        self.record.tx().run(|connection| Ok(plan.insert(connection)?))?;
        self.record.changed("plan.begun", &plan.id.to_string())?;
        Ok(plan.id)
    }

    /// Agrees a draft: its text no longer changes, and the plan before it is replaced.
    ///
    /// # Errors
    /// `NotFound` when it is not this person's; a plan that is not a draft, or has changed since `version`, is stale.
    pub fn agree(
        &self,
        id: PlanId,
        version: i64,
        agreed_on: NaiveDate,
        review_due: NaiveDate,
        own_words: Option<&str>,
    ) -> StoreResult<Saved<Plan>> {
        self.record.staff_only()?;
        let changed = self.record.tx().run(|connection| {
            let changed = diesel::update(
                plans::table
                    .filter(plans::id.eq(id.column()))
                    .filter(plans::person_id.eq(self.record.key()))
                    .filter(plans::status.eq(PlanStatus::Draft.column()))
                    .filter(plans::version.eq(version)),
            )
            .set((
                plans::status.eq(PlanStatus::Agreed.column()),
                plans::agreed_on.eq(Some(agreed_on)),
                plans::review_due.eq(Some(review_due)),
                plans::own_words.eq(own_words),
                plans::version.eq(version.saturating_add(1)),
            ))
            .execute(connection)?;
            if changed == 1 {
                diesel::update(
                    plans::table
                        .filter(plans::person_id.eq(self.record.key()))
                        .filter(plans::status.eq(PlanStatus::Agreed.column()))
                        .filter(plans::id.ne(id.column())),
                )
                .set(plans::status.eq(PlanStatus::Replaced.column()))
                .execute(connection)?;
            }
            Ok(changed)
        })?;
        if changed == 0 {
            return self.find(id)?.map(Saved::Stale).ok_or(StoreError::NotFound);
        }
        self.record.changed("plan.agreed", &id.to_string())?;
        Ok(Saved::Saved)
    }

    /// One of them, if it is this person's.
    ///
    /// # Errors
    /// Any database error.
    pub fn find(&self, id: PlanId) -> StoreResult<Option<Plan>> {
        Ok(self.all()?.into_iter().find(|plan| plan.id == id))
    }

    /// The steps of one of them, in the order in which they were added.
    ///
    /// # Errors
    /// `NotFound` when the plan is not this person's.
    pub fn steps(&self, plan: PlanId) -> StoreResult<Vec<Step>> {
        self.readable(plan)?;
        self.record.tx().run(|connection| {
            Ok(plan_steps::table
                .filter(plan_steps::plan_id.eq(plan.column()))
                .order(plan_steps::id)
                .load(connection)?)
        })
    }

    /// Adds a step to a draft.
    ///
    /// # Errors
    /// `NotFound` when the plan is not this person's; `NotAllowed` when it has been agreed.
    pub fn add_step(&self, plan: PlanId, text: &StepText) -> StoreResult<StepId> {
        self.record.staff_only()?;
        self.draft(plan)?;
        let step = Step {
            id: StepId::new(),
            plan,
            text: text.clone(),
            version: 1,
            changed_at: self.record.now().at,
            changed_by: self.record.by(),
        };
        self.record.tx().run(|connection| Ok(step.insert(connection)?))?;
        self.record.changed("step.added", &step.id.to_string())?;
        Ok(step.id)
    }

    /// Sets how far along a step is, unless somebody else has done so since `version`. The young person may too.
    ///
    /// # Errors
    /// `NotFound` when the step is not this person's.
    pub fn set_step(&self, step: StepId, version: i64, status: StepStatus) -> StoreResult<Saved<Step>> {
        let before = self.step(step)?.ok_or(StoreError::NotFound)?;
        let changed = self.record.tx().run(|connection| {
            Ok(diesel::update(
                plan_steps::table
                    .filter(plan_steps::id.eq(step.column()))
                    .filter(plan_steps::version.eq(version)),
            )
            .set((
                plan_steps::status.eq(status.column()),
                plan_steps::version.eq(version.saturating_add(1)),
                plan_steps::changed_at.eq(self.record.now().at.column()),
                plan_steps::changed_by.eq(self.record.by().column()),
            ))
            .execute(connection)?)
        })?;
        if changed == 0 {
            return Ok(Saved::Stale(before));
        }
        self.record.changed("step.changed", &step.to_string())?;
        Ok(Saved::Saved)
    }

    /// Rewrites a step of a draft, unless somebody else has done so since `version`.
    ///
    /// # Errors
    /// `NotFound` when the step is not this person's; `NotAllowed` when the plan has been agreed.
    pub fn rewrite_step(&self, step: StepId, version: i64, text: &StepText) -> StoreResult<Saved<Step>> {
        self.record.staff_only()?;
        let before = self.step(step)?.ok_or(StoreError::NotFound)?;
        self.draft(before.plan)?;
        if before.version == version {
            let said = [
                Some(before.text.what.as_str()),
                Some(before.text.who.as_str()),
                before.text.otherwise.as_deref(),
            ];
            self.keep_words(before.plan, before.text.area, &said, (before.changed_at, before.changed_by))?;
        }
        let changed = self.record.tx().run(|connection| {
            Ok(diesel::update(
                plan_steps::table
                    .filter(plan_steps::id.eq(step.column()))
                    .filter(plan_steps::version.eq(version)),
            )
            .set((
                plan_steps::area.eq(text.area.column()),
                plan_steps::what.eq(&text.what),
                plan_steps::who.eq(&text.who),
                plan_steps::due_on.eq(text.due_on),
                plan_steps::status.eq(text.status.column()),
                plan_steps::otherwise.eq(&text.otherwise),
                plan_steps::version.eq(version.saturating_add(1)),
                plan_steps::changed_at.eq(self.record.now().at.column()),
                plan_steps::changed_by.eq(self.record.by().column()),
            ))
            .execute(connection)?)
        })?;
        if changed == 0 {
            return Ok(Saved::Stale(before));
        }
        self.record.changed("step.changed", &step.to_string())?;
        Ok(Saved::Saved)
    }

    /// What the council wrote for the parts of one of them.
    ///
    /// # Errors
    /// `NotFound` when the plan is not this person's.
    pub fn parts(&self, plan: PlanId) -> StoreResult<Vec<PlanPart>> {
        self.readable(plan)?;
        self.record.tx().run(|connection| {
            Ok(plan_parts::table
                .filter(plan_parts::plan_id.eq(plan.column()))
                .order(plan_parts::id)
                .load(connection)?)
        })
    }

    /// Writes a part of a draft, for the first time (`version` 0) or unless somebody else has written it since `version`.
    ///
    /// # Errors
    /// `NotFound` when the plan is not this person's; `NotAllowed` when it has been agreed.
    pub fn write_part(&self, plan: PlanId, version: i64, text: &PartText) -> StoreResult<Saved<PlanPart>> {
        self.record.staff_only()?;
        self.draft(plan)?;
        let before = self.parts(plan)?.into_iter().find(|part| part.text.area == text.area);
        let part = PlanPart {
            id: before.as_ref().map_or_else(PlanPartId::new, |part| part.id),
            plan,
            text: text.clone(),
            version: version.saturating_add(1),
            changed_at: self.record.now().at,
            changed_by: self.record.by(),
        };
        match before {
            Some(before) if before.version != version => return Ok(Saved::Stale(before)),
            Some(before) => {
                let said = [Some(before.text.agreed.as_str()), before.text.otherwise.as_deref()];
                self.keep_words(plan, before.text.area, &said, (before.changed_at, before.changed_by))?;
                self.rewrite_part(&part, version)?;
            }
            None => self.record.tx().run(|connection| Ok(part.insert(connection).map(drop)?))?,
        }
        self.record.changed("plan_part.written", &part.id.to_string())?;
        Ok(Saved::Saved)
    }

    fn rewrite_part(&self, part: &PlanPart, version: i64) -> StoreResult<()> {
        let written = self.record.tx().run(|connection| {
            Ok(diesel::update(
                plan_parts::table
                    .filter(plan_parts::id.eq(part.id.column()))
                    .filter(plan_parts::version.eq(version)),
            )
            .set((
                plan_parts::agreed.eq(&part.text.agreed),
                plan_parts::otherwise.eq(&part.text.otherwise),
                plan_parts::version.eq(part.version),
                plan_parts::changed_at.eq(part.changed_at.column()),
                plan_parts::changed_by.eq(part.changed_by.column()),
            ))
            .execute(connection)?)
        })?;
        if written == 1 { Ok(()) } else { Err(StoreError::Stale) }
    }

    /// One of theirs, or the draft that they got to read.
    fn readable(&self, plan: PlanId) -> StoreResult<()> {
        let known = self.find(plan)?.is_some() || self.open_draft()?.is_some_and(|draft| draft.id == plan);
        if known { Ok(()) } else { Err(StoreError::NotFound) }
    }

    /// The plan, while it may still be written.
    pub(super) fn draft(&self, plan: PlanId) -> StoreResult<Plan> {
        let found = self.find(plan)?.ok_or(StoreError::NotFound)?;
        if found.status == PlanStatus::Draft {
            return Ok(found);
        }
        Err(StoreError::NotAllowed("an agreed plan no longer changes".into()))
    }

    /// What the person said about their plans, newest first; for others without their own words for a part that is private.
    ///
    /// # Errors
    /// The database's own.
    pub fn sayings(&self) -> StoreResult<Vec<PlanSaying>> {
        let mut all: Vec<PlanSaying> = self.record.tx().run(|connection| {
            Ok(plan_sayings::table
                .filter(plan_sayings::person_id.eq(self.record.key()))
                .order((plan_sayings::said_at.desc(), plan_sayings::id.desc()))
                .load(connection)?)
        })?;
        let open = self.record.open_parts()?;
        let is_private = |each: &PlanSaying| {
            each.said.kind.is_private_with_its_part()
                && each.said.area.is_some_and(|area| !open.contains(&area))
        };
        all.retain(|each| !is_private(each));
        Ok(all)
    }

    /// Keeps what the person says, once a form.
    ///
    /// # Errors
    /// `NotAllowed` for anyone else: nobody says it for them; `NotFound` for a plan that is not theirs.
    pub fn say(&self, said: &NewSaying, key: &str) -> StoreResult<PlanSayingId> {
        if self.record.right() != Right::Own {
            return Err(StoreError::NotAllowed("only they say what they think of their plan".into()));
        }
        if let Some(before) = self.record.kept_before(key, SAID)? {
            return Ok(before);
        }
        if let Some(plan) = said.plan
            && self.open_draft()?.is_none_or(|draft| draft.id != plan)
        {
            self.find(plan)?.ok_or(StoreError::NotFound)?;
        }
        let row = PlanSaying {
            id: PlanSayingId::new(),
            person: self.record.id(),
            said: said.clone(),
            said_at: self.record.now().at,
            said_by: self.record.by(),
        };
        self.record.tx().savepoint(|| {
            self.record.tx().run(|connection| Ok(row.insert(connection)?))?;
            self.record.use_key(key, SAID, &row.id.to_string())?;
            self.record.changed("plan.said", &row.id.to_string())
        })?;
        Ok(row.id)
    }

    fn step(&self, id: StepId) -> StoreResult<Option<Step>> {
        let plans: Vec<String> = self.all()?.iter().map(|plan| plan.id.column()).collect();
        self.record.tx().run(|connection| {
            Ok(plan_steps::table
                .filter(plan_steps::id.eq(id.column()))
                .filter(among(connection, plan_steps::plan_id, &plans))
                .first(connection)
                .optional()?)
        })
    }
}
