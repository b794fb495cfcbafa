//! Statutory returns: what they said, what importing them would change, and making exactly those changes.
//!
//! An import belongs to the service as a whole, so it is reached through a manager's view or the installation's own
//! task; the questions it raises hang on the opened record of the person they are about.

use onward_domain::{
    id::{ImportId, UserId},
    returns::ssda903::{Allowed, Held, Incoming, Plan, plan, plan::Hindrance},
};
use sha2::{Digest as _, Sha256};
use std::sync::Arc;

use crate::{
    Tx,
    error::StoreResult,
    scope::{ServiceView, System},
    types::Instant,
};

mod apply;
mod disputed;
mod held;
mod join;
mod keep;
mod pieces;
mod positions;
mod questions;
mod rights;
mod runs;
mod take_back;
mod years;

pub(crate) use disputed::{Waiting, in_doubt};
pub use join::{Joined, JoinedNumber, MayBeOne, SaidOf, TwoPeople};
pub(crate) use pieces::on_their_way;
pub use pieces::{Keeping, Prepared};
pub use positions::{CameUnaccompanied, ReturnedPosition, SaidByReturns};
pub use questions::{Answer, ImportQuestion, ImportQuestions, OpenQuestions, Settled, WordsToChoose};
pub use rights::{BeforeAndAfter, ROWS, RunRight};
pub use runs::{Run, RunFile, RunProblem, RunState, StagedFile, TakenBackBy};
pub use take_back::{GoesWith, PlannedBack, TakenBack, TakesBack};
pub use years::HeldTable;

/// What returns said, and their imports.
#[derive(Clone, Copy)]
pub struct Returns<'t> {
    tx: &'t Tx,
}

impl Tx {
    pub(crate) fn returns(&self) -> Returns<'_> {
        Returns { tx: self }
    }
}

impl<'t> System<'t> {
    /// What returns said, and their imports, for the command line.
    #[must_use]
    pub fn returns(&self) -> Returns<'t> {
        self.tx().returns()
    }
}

impl ServiceView {
    /// What returns said, and their imports, for a manager.
    #[must_use]
    pub fn returns<'t>(&self, tx: &'t Tx) -> Returns<'t> {
        tx.returns()
    }
}

/// A plan's fingerprint: two plans with the same one do the same to the same records.
#[must_use]
pub fn fingerprint(plan: &Plan) -> String {
    let mut hash = Sha256::new();
    plan.fingerprint_into(|bytes| hash.update(bytes));
    hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}

/// What an import would change, with the records it was worked out on.
pub struct Planned {
    /// What would change.
    pub plan: Arc<Plan>,
    /// The mark of the plan.
    pub mark: String,
    loaded: held::Loaded,
    version: i64,
}

impl Planned {
    /// The plan alone: what it was compared with is let go.
    #[must_use]
    pub fn into_plan(self) -> Arc<Plan> {
        self.plan
    }
}

/// What happened to an attempt to apply what was shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Applied {
    Done,
    /// The records have changed since: what would happen now is not what was shown. Nothing was done.
    NotAsShown,
    /// The records changed since it was planned; whether it still comes to the same is not known. Nothing was done.
    Moved,
    /// Something stands in the way. Nothing was done.
    Hindered(Hindrance),
}

impl Returns<'_> {
    /// What the service holds, for planning an import.
    ///
    /// # Errors
    /// The database can't be read, or a stored row is not one of ours.
    pub fn held(&self) -> StoreResult<Held> {
        Ok(held::load(self.tx, None)?.held)
    }

    /// What an import would change, based on what is held now, to be applied later.
    ///
    /// # Errors
    /// The database can't be read, or a stored row is not one of ours.
    pub fn planned(&self, incoming: &Incoming) -> StoreResult<Planned> {
        let version = self.tx.data_version()?;
        let loaded = held::load(self.tx, None)?;
        let plan = plan(&loaded.held, incoming);
        Ok(Planned { mark: fingerprint(&plan), plan: Arc::new(plan), loaded, version })
    }

    /// Applies in this transaction what was planned, if it is still what was shown and nothing prevents it; rows that
    /// can't be imported do, unless whoever runs it allows them to be left out. If records have changed since it was
    /// planned, it is planned again, and applied only if the result is still the same.
    ///
    /// # Errors
    /// The database refuses; then nothing is changed.
    pub fn apply_planned(
        &self,
        (planned, incoming): (&Planned, &Incoming),
        (shown, allowed): (&str, Allowed),
        import: ImportId,
        by: Option<UserId>,
        now: Instant,
    ) -> StoreResult<Applied> {
        if self.tx.facts_changed() || self.tx.data_version()? != planned.version {
            return self.apply(incoming, (shown, allowed), import, by, now);
        }
        self.apply_if_shown(planned, (shown, allowed), import, by, now)
    }

    /// Plans an import again and applies it in this transaction if its plan still has this fingerprint.
    ///
    /// # Errors
    /// The database refuses; then nothing is changed.
    pub fn apply(
        &self,
        incoming: &Incoming,
        how: (&str, Allowed),
        import: ImportId,
        by: Option<UserId>,
        now: Instant,
    ) -> StoreResult<Applied> {
        self.apply_if_shown(&self.planned(incoming)?, how, import, by, now)
    }

    fn apply_if_shown(
        &self,
        planned: &Planned,
        (shown, allowed): (&str, Allowed),
        import: ImportId,
        by: Option<UserId>,
        now: Instant,
    ) -> StoreResult<Applied> {
        if planned.mark != shown {
            return Ok(Applied::NotAsShown);
        }
        if let Some(hindrance) = planned.plan.hindrance(allowed) {
            return Ok(Applied::Hindered(hindrance));
        }
        apply::apply(self.tx, &planned.loaded, &planned.plan, import, by, now)?;
        self.note_applied(import, by, now)?;
        Ok(Applied::Done)
    }
}
