//! An adviser tries out a change: the rules answer with and without it. Nothing is saved.

use leaving_care_rules::impossible::Impossible;
use onward_domain::{access::Purpose, id::PersonId};
use onward_store::{StoreResult, scope::Caseload};

use super::{
    Answered,
    consider::{Consider, Considered, consider, impossible},
};
use crate::usecases::ask::Ask;

/// What the page of "what if" shows.
#[derive(Debug, Clone)]
pub struct SeenChange {
    /// The person, assessed.
    pub answered: Answered,
    /// The answers with and without the change; `None` if no change was asked about, or without a date of birth.
    pub considered: Option<(Consider, Considered)>,
    /// Why it can't happen.
    pub cannot_be: Option<Impossible>,
}

/// Opens the record and compares.
///
/// # Errors
/// `NotFound` for a person who is not the adviser's; any store error.
pub fn try_change(
    ask: &Ask<'_, Caseload>,
    person: PersonId,
    what: Option<Consider>,
) -> StoreResult<SeenChange> {
    let today = ask.now.today;
    let record = ask.open(person, Purpose::PersonPage)?;
    let answered = Answered::of(ask.law, record.overview()?, today).in_record(&record);
    let cannot_be = what.and_then(|what| impossible(&answered.facts, what));
    let what = what.filter(|_| cannot_be.is_none());
    let considered =
        what.and_then(|what| Some((what, consider(ask.law, ask.messages, &answered.facts, today, what)?)));
    Ok(SeenChange { answered, considered, cannot_be })
}
