//! An adviser enters or corrects the name somebody goes by.

use onward_domain::{access::Purpose, id::PersonId, person::Person};
use onward_store::{StoreResult, scope::Caseload};

use crate::usecases::{
    ask::Ask,
    write_name::{SentName, Written, write_name_once},
};

/// Who it is about.
///
/// # Errors
/// `NotFound` for a person who is not the adviser's; `NotAllowed` if the record was opened from outside; any store
/// error.
pub fn see_name(ask: &Ask<'_, Caseload>, person: PersonId) -> StoreResult<Person> {
    ask.open_for_change(person, Purpose::PersonPage)?.person()
}

/// Stores the names from a form, once.
///
/// # Errors
/// As for [`see_name`].
pub fn name_person(ask: &Ask<'_, Caseload>, person: PersonId, sent: &SentName) -> StoreResult<Written> {
    write_name_once(ask.tx, ask.me, &ask.open(person, Purpose::PersonPage)?, sent)
}
