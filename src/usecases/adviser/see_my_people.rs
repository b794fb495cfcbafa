//! An adviser sees their people: what is next for each, when they were last seen, what is not claimed.

use leaving_care_rules::Law;
use onward_domain::moment::Moment;
use onward_store::{StoreResult, Tx, scope::Caseload};

use super::Answered;

/// Everyone to whom the adviser is allocated today, by name, each assessed.
///
/// # Errors
/// The store's.
pub fn see_my_people(tx: &Tx, caseload: &Caseload, law: &Law, now: Moment) -> StoreResult<Vec<Answered>> {
    Ok(caseload.people(tx, now)?.into_iter().map(|listed| Answered::of(law, listed, now.today)).collect())
}
