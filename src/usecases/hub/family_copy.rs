//! What of a contact the family may read, and what is left out of their copy.

use std::collections::HashMap;

use onward_domain::{
    hub::{Mark, Part, Passed, Withheld},
    id::{HubContactId, UserId},
};
use onward_store::{StoreResult, repo::hub::WithLedger, scope::HubDesk};

use crate::usecases::ask::Ask;

/// A contact with everything that stands in it, and what was marked.
#[derive(Debug, Clone)]
pub struct Marked {
    pub one: WithLedger,
    pub parts: Vec<Part>,
    pub passed: Vec<Passed>,
    /// Oldest first.
    pub marks: Vec<Mark>,
    pub names: HashMap<UserId, String>,
}

/// The contact with its marks. The look is written down.
///
/// # Errors
/// `NotFound` for no contact; the store's.
pub fn see_marked(ask: &Ask<'_, HubDesk>, id: HubContactId) -> StoreResult<Marked> {
    let one = ask.scope.contact(ask.tx, id, ask.now)?;
    let (parts, marks) = (ask.scope.parts(ask.tx, id)?, ask.scope.marks(ask.tx, id)?);
    let passed = ask.scope.passed(ask.tx, id)?;
    let steps = one.steps.iter().map(|step| step.by);
    let by = steps.chain(parts.iter().map(|part| part.by)).chain(marks.iter().map(|mark| mark.by));
    let by = by.chain(passed.iter().map(|pass| pass.by));
    let names = ask.tx.users().names(by)?;
    Ok(Marked { one, parts, passed, marks, names })
}

/// Leaves an entry out for a reason, or shows it again. Once a form.
///
/// # Errors
/// `NotFound` for no such entry; the store's.
pub fn mark(
    ask: &Ask<'_, HubDesk>,
    id: HubContactId,
    entry: &str,
    reason: Option<Withheld>,
    key: &str,
) -> StoreResult<()> {
    ask.scope.mark(ask.tx, id, (entry, reason), key, ask.now)
}
