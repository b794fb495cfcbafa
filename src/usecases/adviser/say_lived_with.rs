//! An adviser says with whom somebody went to live: a parent ends what a relative doesn't.

use leaving_care_rules::person::LivesWith;
use onward_domain::{
    access::Purpose,
    care::{LifeEvent, LifeEventNote},
    id::{EventId, PersonId},
};
use onward_store::{
    StoreError, StoreResult,
    repo::versions::{Kept, Sent},
    scope::Caseload,
};

use super::Answered;
use crate::usecases::ask::Ask;

/// Opens the record and finds the event.
///
/// # Errors
/// `NotFound` for a person who is not the adviser's and for an event that is not this person's; the store's own.
pub fn see_lived_with(
    ask: &Ask<'_, Caseload>,
    person: PersonId,
    event: EventId,
) -> StoreResult<(Answered, LifeEvent)> {
    let record = ask.open(person, Purpose::CareHistory)?;
    let event = record.events().find(event)?.ok_or(StoreError::NotFound)?;
    Ok((Answered::of(ask.law, record.overview()?, ask.now.today).in_record(&record), event))
}

/// Keeps with whom, in the place of the version that the form was filled from.
///
/// # Errors
/// As [`see_lived_with`]. A stale form is a value: [`Kept::Clash`].
pub fn say_lived_with(
    ask: &Ask<'_, Caseload>,
    person: PersonId,
    (event, with, key): (EventId, LivesWith, &str),
) -> StoreResult<Kept<LifeEvent>> {
    let record = ask.open(person, Purpose::CareHistory)?;
    let stands = record.events().find(event)?.ok_or(StoreError::NotFound)?;
    let says = LifeEventNote { lives_with: Some(with), ..stands.note };
    record.events().keep(&Sent { version: Some(event), says, key: key.to_owned() })
}
