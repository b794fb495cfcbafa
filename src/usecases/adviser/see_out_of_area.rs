//! An adviser sees which council does and pays what for somebody who lives in the area of one and is owed by another.

use leaving_care_rules::facts::CircumstanceFact;
use onward_domain::{access::Purpose, care::CircumstanceValue, id::PersonId, whose::Whose};
use onward_store::{StoreResult, scope::Caseload};

use super::Answered;
use crate::usecases::ask::Ask;

/// Opens the record and reads who owes the help, and where they live.
///
/// # Errors
/// `NotFound` for a person who is not the adviser's; any store error.
pub fn see_out_of_area(ask: &Ask<'_, Caseload>, person: PersonId) -> StoreResult<Answered> {
    let record = ask.open(person, Purpose::PersonPage)?;
    Ok(Answered::of(ask.law, record.overview()?, ask.now.today).in_record(&record))
}

/// This council owes the help, and they live in the area of another.
#[must_use]
pub fn lives_away(one: &Answered) -> bool {
    let lives_here = one.listed.facts.circumstance(CircumstanceFact::LivesInResponsibleArea);
    one.whose == Whose::Ours
        && lives_here.is_some_and(|said| said.note.value == CircumstanceValue::Yes(false))
}
