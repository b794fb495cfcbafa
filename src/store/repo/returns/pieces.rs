//! A large import goes to the writer in pieces, between which others write. It is all or nothing all the same: people who are
//! new come out of everybody's sight, each with all that is theirs, and one last piece, which holds what changes for people who
//! are here, makes them be there.

use diesel::{dsl::Select, prelude::*};
use onward_domain::{
    id::{ImportId, UserId},
    returns::ssda903::{Allowed, Plan},
};
use std::sync::Arc;

use super::{
    Applied, Planned, Returns,
    apply::{self, Stamp, Writes},
    runs::{RunState, StagedFile},
};
use crate::{
    Store, Tx,
    dialect::insert_all,
    error::{StoreError, StoreResult},
    repo::audit::Deed,
    schema::{
        imports::{import_links, import_questions, imports, people_on_their_way, return_rows},
        people::persons,
        records::{care_episodes, life_events},
    },
    types::{Column as _, Instant},
};

/// New people in one piece: some thousand rows.
const PEOPLE: usize = 100;
/// People of whom a run says what happens to them, in one piece.
const SAID: usize = 500;
/// Who was sent ahead so long ago by an import that was never finished is called back.
const LEFT_BEHIND: chrono::TimeDelta = chrono::TimeDelta::minutes(10);

/// An import on its way: what was planned, to be done in pieces.
pub struct Prepared {
    planned: Arc<Planned>,
    import: ImportId,
    by: Option<UserId>,
    now: Instant,
    new_people: usize,
    last: Writes,
}

/// The people whom nobody sees yet.
pub(crate) fn on_their_way() -> Select<people_on_their_way::table, people_on_their_way::person_id> {
    people_on_their_way::table.select(people_on_their_way::person_id)
}

impl Returns<'_> {
    /// Takes what was planned apart into pieces. Nothing is written yet.
    #[must_use]
    pub fn prepare(
        &self,
        planned: Arc<Planned>,
        import: ImportId,
        by: Option<UserId>,
        now: Instant,
    ) -> Prepared {
        Prepared::of(planned, import, by, now)
    }

    /// Does all that is left, in one piece, and lets everybody see who was sent ahead: if it is still what was shown, and
    /// nothing stands in its way.
    ///
    /// # Errors
    /// `Stale` where who was sent ahead is not all there; the database refuses. Nothing is changed then.
    pub fn finish(&self, prepared: &Prepared, (shown, allowed): (&str, Allowed)) -> StoreResult<Applied> {
        let Prepared { planned, import, by, now, new_people, last } = prepared;
        if planned.mark != shown {
            return Ok(Applied::NotAsShown);
        }
        if self.tx.facts_changed() || self.tx.data_version()? != planned.version {
            return Ok(Applied::Moved);
        }
        if let Some(hindrance) = planned.plan.hindrance(allowed) {
            return Ok(Applied::Hindered(hindrance));
        }
        let (stamp, last) = (Stamp::of(*import, *by, *now), last.clone());
        self.tx.run(|connection| {
            let there = people_on_their_way::table.filter(people_on_their_way::import_id.eq(import.column()));
            let there = diesel::delete(there).execute(connection)?;
            if there != *new_people {
                return Err(StoreError::Stale);
            }
            apply::write(connection, last, &stamp)
        })?;
        self.note_applied(*import, *by, *now)?;
        Ok(Applied::Done)
    }

    pub(super) fn note_applied(&self, import: ImportId, by: Option<UserId>, now: Instant) -> StoreResult<()> {
        self.tx.note_change();
        let subject = import.to_string();
        self.tx
            .note_deed(&Deed { by, what: "import.applied", subject: Some(&subject), ..Deed::default() }, now)
    }
}

impl Prepared {
    fn of(planned: Arc<Planned>, import: ImportId, by: Option<UserId>, now: Instant) -> Self {
        let stamp = Stamp::of(import, by, now);
        let last = apply::all_else(&planned.loaded, &planned.plan, import, &stamp);
        let new_people = planned.plan.people.iter().filter(|person| person.is_new).count();
        Self { planned, import, by, now, new_people, last }
    }

    /// The mark of the plan.
    #[must_use]
    pub fn mark(&self) -> &str {
        &self.planned.mark
    }

    /// The same import on records that changed since, where the plan still comes to the same: who was sent ahead stays.
    #[must_use]
    pub fn again(&self, planned: Arc<Planned>) -> Option<Self> {
        (planned.mark == self.planned.mark).then(|| Self::of(planned, self.import, self.by, self.now))
    }
}

impl Store {
    /// Sends the new people of an import ahead, in pieces between which others write. Nobody sees them before it is finished.
    /// Answers whether all are there: not where `go_on` said no, and then nothing of them is left.
    ///
    /// # Errors
    /// `UnderWay` where another import sent somebody of them ahead; the database refuses. Nothing of them is left then.
    pub fn send_ahead(&self, prepared: &Prepared, go_on: &dyn Fn() -> bool) -> StoreResult<bool> {
        self.call_back_what_was_left_behind(prepared)?;
        let Prepared { planned, import, by, now, .. } = prepared;
        let (import, stamp) = (*import, Arc::new(Stamp::of(*import, *by, *now)));
        let new: Vec<_> = planned.plan.people.iter().filter(|person| person.is_new).collect();
        for people in new.chunks(PEOPLE) {
            if !go_on() {
                self.call_back(import)?;
                return Ok(false);
            }
            let piece = Arc::new(apply::piece(&planned.loaded, people, import, &stamp));
            let stamp = Arc::clone(&stamp);
            if let Err(why) = self.write(move |tx| send(tx, &piece, import, &stamp)) {
                self.call_back(import)?;
                // Nobody of them was there when it was planned, so who is there now came with another import.
                return Err(if matches!(why, StoreError::Exists(_)) { StoreError::UnderWay } else { why });
            }
        }
        Ok(true)
    }

    /// Calls back whom an import sent ahead, with all that is theirs.
    ///
    /// # Errors
    /// The database refuses.
    pub fn call_back(&self, import: ImportId) -> StoreResult<()> {
        while self.write(move |tx| call_some_back(tx, import))? {}
        Ok(())
    }

    /// An import that was broken off (the server stopped) left people behind whom nobody sees.
    fn call_back_what_was_left_behind(&self, prepared: &Prepared) -> StoreResult<()> {
        let (own, before) = (prepared.import, (prepared.now - LEFT_BEHIND).column());
        let left: Vec<ImportId> = self.read(|tx| {
            tx.run(|connection| {
                let under_way = imports::state
                    .eq(RunState::Applying.word())
                    .and(imports::claimed_at.is_not_null())
                    .and(imports::claimed_at.ge(before));
                Ok(people_on_their_way::table
                    .inner_join(imports::table.on(imports::id.eq(people_on_their_way::import_id)))
                    .filter(diesel::dsl::not(under_way.assume_not_null()).or(imports::id.eq(own.column())))
                    .select(imports::id)
                    .distinct()
                    .load(connection)?)
            })
        })?;
        left.into_iter().try_for_each(|import| self.call_back(import))
    }
}

fn send(tx: &Tx, piece: &Writes, import: ImportId, stamp: &Stamp) -> StoreResult<()> {
    let on_their_way: Vec<_> = piece
        .people()
        .map(|person| {
            let person = people_on_their_way::person_id.eq(person.to_owned());
            (person, people_on_their_way::import_id.eq(import.column()))
        })
        .collect();
    tx.run(|connection| {
        apply::write(connection, piece.clone(), stamp)?;
        insert_all!(connection, people_on_their_way::table, on_their_way)?;
        Ok(())
    })
}

/// Answers whether there may be more.
fn call_some_back(tx: &Tx, import: ImportId) -> StoreResult<bool> {
    let many = i64::try_from(PEOPLE).unwrap_or(i64::MAX);
    tx.run(|connection| {
        let who: Vec<String> = people_on_their_way::table
            .filter(people_on_their_way::import_id.eq(import.column()))
            .limit(many)
            .select(people_on_their_way::person_id)
            .load(connection)?;
        diesel::delete(import_questions::table.filter(import_questions::person_id.eq_any(&who)))
            .execute(connection)?;
        diesel::delete(return_rows::table.filter(return_rows::person_id.eq_any(&who))).execute(connection)?;
        diesel::delete(import_links::table.filter(import_links::person_id.eq_any(&who)))
            .execute(connection)?;
        diesel::delete(life_events::table.filter(life_events::person_id.eq_any(&who))).execute(connection)?;
        diesel::delete(care_episodes::table.filter(care_episodes::person_id.eq_any(&who)))
            .execute(connection)?;
        diesel::delete(people_on_their_way::table.filter(people_on_their_way::person_id.eq_any(&who)))
            .execute(connection)?;
        diesel::delete(persons::table.filter(persons::id.eq_any(&who))).execute(connection)?;
        Ok(who.len() == PEOPLE)
    })
}

/// What is to be kept of a run beside its head: who it is about, and the content of its files.
pub struct Keeping {
    id: ImportId,
    plan: Arc<Plan>,
    files: Arc<Vec<StagedFile>>,
}

impl Returns<'_> {
    /// What is left to keep of a run whose head is kept. Files are kept where it waits for a yes.
    #[must_use]
    pub const fn keeping(&self, id: ImportId, plan: Arc<Plan>, files: Arc<Vec<StagedFile>>) -> Keeping {
        Keeping { id, plan, files }
    }
}

impl Store {
    /// Keeps the rest of a run, in pieces between which others write. Answers whether it is all there.
    ///
    /// # Errors
    /// The database refuses.
    pub fn keep_rest(&self, keeping: &Keeping, go_on: &dyn Fn() -> bool) -> StoreResult<bool> {
        let Keeping { id, plan, files } = keeping;
        let id = *id;
        for at in 0..files.len() {
            let files = Arc::clone(files);
            self.write(move |tx| match files.get(at) {
                Some(file) => tx.returns().keep_file(id, file),
                None => Ok(()),
            })?;
        }
        for first in (0..plan.people.len()).step_by(SAID) {
            if !go_on() {
                return Ok(false);
            }
            let plan = Arc::clone(plan);
            self.write(move |tx| tx.returns().keep_people(id, &plan, first..first + SAID))?;
        }
        Ok(true)
    }
}
