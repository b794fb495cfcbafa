//! A draft goes to the young person's phone, and, signed by the adviser, to a manager.

use onward_domain::{
    id::PersonId,
    pathway::{PlanAct, Stage},
};
use onward_store::{StoreError, StoreResult, scope::Caseload};

use super::see::open_to_write;
use crate::usecases::ask::Ask;

/// Gives the draft to the young person to read. Again after a change.
///
/// # Errors
/// `NotFound` without a draft; `NotAllowed` where the record was opened from outside.
pub fn share(ask: &Ask<'_, Caseload>, person: PersonId, key: &str) -> StoreResult<bool> {
    let record = open_to_write(ask, person)?;
    let draft = record.plans().open_draft()?.ok_or(StoreError::NotFound)?;
    let from = [Stage::Writing, Stage::WithThem, Stage::SentBack];
    record.plans().move_on(draft.id, &from, PlanAct::Shared, None, key)
}

/// The adviser signs, and it waits for a manager. The young person reads it before any manager does: it was shared first.
/// `words`: what the adviser says about a disagreement, or why there is no answer.
///
/// # Errors
/// As [`share`].
pub fn hand_in(
    ask: &Ask<'_, Caseload>,
    person: PersonId,
    words: Option<&str>,
    key: &str,
) -> StoreResult<bool> {
    let record = open_to_write(ask, person)?;
    let draft = record.plans().open_draft()?.ok_or(StoreError::NotFound)?;
    record.plans().move_on(draft.id, &[Stage::WithThem], PlanAct::HandedIn, words, key)
}
