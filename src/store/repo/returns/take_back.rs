//! Takes back a whole return that was imported wrongly, with everything that depends on it.

use diesel::prelude::*;
use onward_domain::{
    id::{ImportId, UserId},
    returns::ssda903::{Child, Plan, between, plan::PersonPlan},
};
use std::collections::BTreeSet;

use super::{Returns, apply, held, runs::RunState};
use crate::{
    error::StoreResult,
    repo::audit::Deed,
    schema::imports::{import_questions, imports, return_holdings, return_rows},
    types::{Column as _, Instant},
};

/// What happened when an import was taken back.
#[derive(Debug, Clone)]
pub enum TakenBack {
    /// It was done, and this is what changed in the records.
    Done(Box<Plan>),
    /// It was never applied, or was taken back before. Nothing was done.
    NotThere,
    /// The records changed since it was planned. Nothing was done.
    Moved,
}

/// What taking an import back would change.
pub struct PlannedBack {
    import: ImportId,
    before: held::Loaded,
    plan: Plan,
    version: i64,
}

impl PlannedBack {
    /// How many questions would be asked, and of how many people an answer would wait for one.
    #[must_use]
    pub fn asks(&self) -> (usize, usize) {
        let holds = |person: &&PersonPlan| {
            person.questions.iter().chain(&person.restated).any(|question| question.holds.is_some())
        };
        let people = &self.plan.people;
        (people.iter().map(|person| person.questions.len()).sum(), people.iter().filter(holds).count())
    }
}

/// Who takes an import back, and why.
#[derive(Debug, Clone, Copy)]
pub struct TakesBack<'w> {
    /// Who; none from the command line.
    pub by: Option<UserId>,
    /// Why, in their words.
    pub why: Option<&'w str>,
}

/// What goes when an import is taken back.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct GoesWith {
    /// Rows of it that count now.
    pub rows: usize,
    /// Of so many children.
    pub children: usize,
    /// Questions that it asked.
    pub questions: usize,
    /// Of these, the ones that a person has settled.
    pub settled: usize,
}

impl Returns<'_> {
    /// What would go with an import if it were taken back.
    ///
    /// # Errors
    /// The database can't be read.
    pub fn goes_with(&self, import: ImportId) -> StoreResult<GoesWith> {
        let id = import.column();
        self.tx.run(|connection| {
            let rows = || {
                return_rows::table
                    .filter(return_rows::import_id.eq(&id))
                    .filter(return_rows::replaced_by.is_null())
                    .filter(return_rows::withdrawn.eq(false))
            };
            let asked = || import_questions::table.filter(import_questions::import_id.eq(&id));
            let children: Vec<String> = rows().select(return_rows::person_id).distinct().load(connection)?;
            let settled = asked().filter(import_questions::settled_by.is_not_null());
            let few = |count: i64| usize::try_from(count).unwrap_or_default();
            Ok(GoesWith {
                rows: few(rows().count().get_result(connection)?),
                children: children.len(),
                questions: few(asked().count().get_result(connection)?),
                settled: few(settled.count().get_result(connection)?),
            })
        })
    }

    /// What taking an applied import back would change, to be done by [`Self::finish_take_back`].
    ///
    /// # Errors
    /// There is no such import; the database can't be read.
    pub fn plan_take_back(&self, import: ImportId) -> StoreResult<Option<PlannedBack>> {
        if self.cant_be_taken_back(import)? {
            return Ok(None);
        }
        let version = self.tx.data_version()?;
        let (before, said) = held::load_without(self.tx, &import.column())?;
        let children: BTreeSet<&Child> =
            before.held.ledger.children.keys().chain(said.children.keys()).collect();
        let mut plan = between(&before.held, &said, children);
        // Whoever takes it back knows that it is gone.
        for person in &mut plan.people {
            person.questions.retain(|question| !question.key.starts_with("gone "));
        }
        Ok(Some(PlannedBack { import, before, plan, version }))
    }

    fn cant_be_taken_back(&self, import: ImportId) -> StoreResult<bool> {
        let run = self.run(import)?;
        Ok(run.state != RunState::Applied || run.taken_back.is_some())
    }

    /// Takes an applied import back as planned: what it handed in no longer counts, what it had replaced counts again, and the
    /// records say what follows from that. What an adviser corrected since is asked about.
    ///
    /// # Errors
    /// The database refuses, and nothing is changed then.
    pub fn finish_take_back(
        &self,
        planned: &PlannedBack,
        takes: TakesBack<'_>,
        now: Instant,
    ) -> StoreResult<TakenBack> {
        let PlannedBack { import, version, .. } = planned;
        if self.cant_be_taken_back(*import)? {
            return Ok(TakenBack::NotThere);
        }
        if self.tx.facts_changed() || self.tx.data_version()? != *version {
            return Ok(TakenBack::Moved);
        }
        self.do_take_back(planned, takes, now)
    }

    fn do_take_back(
        &self,
        planned: &PlannedBack,
        TakesBack { by, why }: TakesBack<'_>,
        now: Instant,
    ) -> StoreResult<TakenBack> {
        let PlannedBack { import, before, plan, .. } = planned;
        let import = *import;
        self.close_questions_of(import, now)?;
        self.put_back(import)?;
        apply::apply(self.tx, before, plan, import, by, now)?;
        self.ask_again_what_it_answered(import)?;
        self.tx.run(|connection| {
            diesel::update(imports::table.find(import.column()))
                .set((
                    imports::taken_back_at.eq(Some(now.column())),
                    imports::taken_back_by.eq(by.map(|by| by.column())),
                    imports::taken_back_why.eq(why),
                ))
                .execute(connection)?;
            Ok(())
        })?;
        self.tx.note_change();
        let subject = import.to_string();
        self.tx.note_deed(
            &Deed { by, what: "import.taken_back", subject: Some(&subject), ..Deed::default() },
            now,
        )?;
        Ok(TakenBack::Done(Box::new(plan.clone())))
    }

    /// Plans and does it in one piece.
    ///
    /// # Errors
    /// There is no such import; the database refuses, and nothing is changed then.
    pub fn take_back(&self, import: ImportId, takes: TakesBack<'_>, now: Instant) -> StoreResult<TakenBack> {
        match self.plan_take_back(import)? {
            None => Ok(TakenBack::NotThere),
            Some(planned) => self.do_take_back(&planned, takes, now),
        }
    }

    /// Closes the import's questions that nobody has settled; what still has to be asked is asked again.
    fn close_questions_of(&self, import: ImportId, now: Instant) -> StoreResult<()> {
        self.tx.run(|connection| {
            let open = import_questions::table
                .filter(import_questions::import_id.eq(import.column()))
                .filter(import_questions::settled_at.is_null());
            diesel::update(open)
                .set((
                    import_questions::settled_at.eq(now.column()),
                    import_questions::answer.eq("dealt_with"),
                    import_questions::answered_by.eq(import.column()),
                ))
                .execute(connection)?;
            Ok(())
        })
    }

    /// A row that an earlier import left out is unknown again once the return is gone that gave it. Everything else that is open follows
    /// from the rows, and was planned.
    fn ask_again_what_it_answered(&self, import: ImportId) -> StoreResult<()> {
        self.tx.run(|connection| {
            let gone: Vec<String> = imports::table
                .filter(imports::taken_back_at.is_not_null())
                .select(imports::id)
                .load(connection)?;
            let answered: Vec<(String, String)> = import_questions::table
                .filter(import_questions::answered_by.eq(import.column()))
                .filter(import_questions::settled_by.is_null())
                .filter(import_questions::key.like("row %"))
                .select((import_questions::id, import_questions::import_id))
                .load(connection)?;
            for (question, asked_by) in answered {
                if asked_by == import.column() || gone.contains(&asked_by) {
                    continue;
                }
                let none: Option<String> = None;
                diesel::update(import_questions::table.find(question))
                    .set((
                        import_questions::settled_at.eq(None::<chrono::NaiveDateTime>),
                        import_questions::answer.eq(&none),
                        import_questions::answered_by.eq(&none),
                    ))
                    .execute(connection)?;
            }
            Ok(())
        })
    }

    /// Puts back what the import replaced, or passes it to whatever replaced the import in turn.
    fn put_back(&self, import: ImportId) -> StoreResult<()> {
        self.tx.run(|connection| {
            let id = import.column();
            let handed_in: Vec<(i64, String, Option<String>)> = return_holdings::table
                .filter(return_holdings::import_id.eq(&id))
                .select((return_holdings::year, return_holdings::holds, return_holdings::replaced_by))
                .load(connection)?;
            for (year, holds, since) in handed_in {
                let rows = return_rows::table
                    .filter(return_rows::replaced_by.eq(&id))
                    .filter(return_rows::year.eq(year))
                    .filter(return_rows::holds.eq(&holds));
                diesel::update(rows).set(return_rows::replaced_by.eq(&since)).execute(connection)?;
                let holdings = return_holdings::table
                    .filter(return_holdings::replaced_by.eq(&id))
                    .filter(return_holdings::year.eq(year))
                    .filter(return_holdings::holds.eq(&holds));
                diesel::update(holdings).set(return_holdings::replaced_by.eq(&since)).execute(connection)?;
            }
            diesel::update(return_rows::table.filter(return_rows::import_id.eq(&id)))
                .set(return_rows::withdrawn.eq(true))
                .execute(connection)?;
            diesel::update(return_holdings::table.filter(return_holdings::import_id.eq(&id)))
                .set(return_holdings::withdrawn.eq(true))
                .execute(connection)?;
            Ok(())
        })
    }
}
