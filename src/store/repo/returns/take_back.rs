//! Takes back a whole return that was imported wrongly, with everything that depends on it.

use diesel::prelude::*;
use onward_domain::{
    id::{ImportId, UserId},
    returns::ssda903::{Child, Plan, between},
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
}

impl Returns<'_> {
    /// Takes back an applied import: what it handed in no longer counts, what it replaced counts again, and the records
    /// say what follows. Anything an adviser has corrected since is asked about.
    ///
    /// # Errors
    /// There is no such import; or the database refuses, and then nothing is changed.
    pub fn take_back(&self, import: ImportId, by: Option<UserId>, now: Instant) -> StoreResult<TakenBack> {
        let run = self.run(import)?;
        if run.state != RunState::Applied || run.taken_back_at.is_some() {
            return Ok(TakenBack::NotThere);
        }
        self.close_questions_of(import, now)?;
        let before = held::load(self.tx, None)?;
        self.put_back(import)?;
        let said = held::load(self.tx, None)?.held.ledger;
        let children: BTreeSet<&Child> =
            before.held.ledger.children.keys().chain(said.children.keys()).collect();
        let mut plan = between(&before.held, &said, children);
        // Whoever takes it back knows that it is gone.
        for person in &mut plan.people {
            person.questions.retain(|question| !question.key.starts_with("gone "));
        }
        apply::apply(self.tx, &before, &plan, import, by, now)?;
        self.tx.run(|connection| {
            diesel::update(imports::table.find(import.column()))
                .set((
                    imports::taken_back_at.eq(Some(now.column())),
                    imports::taken_back_by.eq(by.map(|by| by.column())),
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
        Ok(TakenBack::Done(Box::new(plan)))
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
