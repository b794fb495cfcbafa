//! An adviser writes down the accepted date of birth, or corrects it. Everything is worked out anew from it.

use chrono::NaiveDate;
use onward_domain::{
    access::Purpose,
    id::PersonId,
    person::{Identity, Person},
};
use onward_store::{
    StoreResult,
    repo::{Saved, life::NewNote},
    scope::Caseload,
};

use crate::usecases::ask::Ask;

/// What a form sent.
#[derive(Debug, Clone)]
pub struct SentBirth {
    /// The version of the identity that it was filled from.
    pub version: i64,
    /// The day.
    pub born: NaiveDate,
    /// How the adviser knows: kept as a note that the young person may read.
    pub reason: String,
}

/// What happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Written {
    /// It stands.
    Kept,
    /// Somebody else changed what identifies the person meanwhile.
    Meanwhile(Box<Person>),
}

/// Whose date of birth it is, in a record that is open to write in.
///
/// # Errors
/// `NotFound` for a person who is not the adviser's; the store's own.
pub fn see_birth(ask: &Ask<'_, Caseload>, person: PersonId) -> StoreResult<Person> {
    ask.open_for_change(person, Purpose::CareHistory)?.person()
}

/// Keeps the day; sent twice it is kept once.
///
/// # Errors
/// As [`see_birth`].
pub fn settle_birth(ask: &Ask<'_, Caseload>, person: PersonId, sent: &SentBirth) -> StoreResult<Written> {
    let record = ask.open_for_change(person, Purpose::CareHistory)?;
    let stands = record.person()?;
    if stands.identity.born == Some(sent.born) {
        record.import_questions().settle_birth(&sent.reason)?;
        return Ok(Written::Kept);
    }
    let identity = Identity { born: Some(sent.born), ..stands.identity };
    match record.save_identity(&identity, sent.version)? {
        Saved::Stale(theirs) => Ok(Written::Meanwhile(Box::new(theirs))),
        Saved::Saved => {
            let text = format!("Date of birth: {}", sent.reason);
            record.notes().add(&NewNote { text, shared: true })?;
            // What a return asked about it is answered by the same day.
            record.import_questions().settle_birth(&sent.reason)?;
            Ok(Written::Kept)
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;
    use crate::usecases::testing::{Jay, asking, at, day};
    use onward_store::{on_both, testing::TestStore};

    fn send(store: &TestStore, jay: &Jay, version: i64, born: &str) -> Written {
        let sent = SentBirth { version, born: day(born), reason: "Passport".into() };
        let (me, person) = (jay.priya, jay.person);
        store.write(move |tx| settle_birth(&asking(tx, me, at(0)), person, &sent)).unwrap()
    }

    on_both!(a_date_of_birth_is_corrected_once_and_never_over_somebody_else_s => |store| {
        let jay = Jay::of(store);
        let (me, person) = (jay.priya, jay.person);
        let before = store.read(move |tx| see_birth(&asking(tx, me, at(0)), person)).unwrap();
        assert_eq!(send(store, &jay, before.version, "2007-03-22"), Written::Kept);
        assert_eq!(send(store, &jay, before.version, "2007-03-22"), Written::Kept, "sent twice");
        let Written::Meanwhile(theirs) = send(store, &jay, before.version, "2007-03-23") else {
            unreachable!("the form is old")
        };
        assert_eq!(theirs.identity.born, Some(day("2007-03-22")));
    });
}
