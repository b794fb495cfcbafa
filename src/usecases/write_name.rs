//! The name somebody goes by, entered or corrected: by their adviser, a manager, or from a file on the first day.
//!
//! An earlier name is not kept: it may be one that must never be seen again. The audit trail says that it was changed,
//! when and by whom ([decision 10](../../docs/decisions/0010-a-name-is-corrected-not-kept.md)).

use onward_domain::{
    id::UserId,
    person::{Identity, Person},
};
use onward_store::{StoreResult, Tx, repo::Saved, scope::Record};

use super::account::names::is_unseen_mark;

/// The most characters in each name.
pub const MOST: usize = 100;

/// Which of the names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Field {
    /// The name they use.
    KnownAs,
    /// First names as on their papers.
    FirstNames,
    FamilyName,
}

/// Why what was entered is not a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NoName {
    /// The name they use is empty.
    #[error("the name they use is missing")]
    Missing,
    /// It contains an invisible character, or a line break.
    #[error("it holds a character that nobody can see")]
    Unseen,
    /// More than [`MOST`] characters.
    #[error("it is longer than 100 characters")]
    TooLong,
    #[error("there is no letter in it")]
    NoLetter,
}

/// The name somebody goes by: single spaces, no invisible characters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Names {
    /// The name they use, and the one pages show.
    known_as: String,
    /// First names as on their papers; empty if nobody knows.
    first_names: String,
    /// Family name; empty if they have none, or nobody knows.
    family_name: String,
}

impl Names {
    /// Names as entered.
    ///
    /// # Errors
    /// What has to be corrected, in the order of the page.
    pub fn read(known_as: &str, first_names: &str, family_name: &str) -> Result<Self, Vec<(Field, NoName)>> {
        let mut wrong = Vec::new();
        let mut take = |field, written: &str| match check(field, written) {
            Ok(name) => name,
            Err(why) => {
                wrong.push((field, why));
                String::new()
            }
        };
        let names = Self {
            known_as: take(Field::KnownAs, known_as),
            first_names: take(Field::FirstNames, first_names),
            family_name: take(Field::FamilyName, family_name),
        };
        if wrong.is_empty() { Ok(names) } else { Err(wrong) }
    }

    /// The identity with these names in it.
    #[must_use]
    pub fn over(&self, identity: &Identity) -> Identity {
        Identity {
            known_as: self.known_as.clone(),
            first_names: self.first_names.clone(),
            family_name: self.family_name.clone(),
            ..identity.clone()
        }
    }

    /// The same names with a different name that they use, checked beforehand.
    #[must_use]
    pub fn known_as(&self, known_as: &str) -> Self {
        Self { known_as: known_as.to_owned(), ..self.clone() }
    }

    /// The name that lists would show.
    #[must_use]
    pub fn listed(&self) -> String {
        format!("{} {}", self.known_as, self.family_name).trim().to_owned()
    }
}

fn check(field: Field, written: &str) -> Result<String, NoName> {
    let name = written.split(' ').filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ");
    if name.is_empty() {
        return if field == Field::KnownAs { Err(NoName::Missing) } else { Ok(name) };
    }
    if name.chars().any(|letter| letter.is_control() || is_unseen_mark(letter)) {
        return Err(NoName::Unseen);
    }
    if name.chars().count() > MOST {
        return Err(NoName::TooLong);
    }
    if !name.chars().any(char::is_alphabetic) {
        return Err(NoName::NoLetter);
    }
    Ok(name)
}

/// What happened to a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Written {
    Kept,
    /// It already was the same; nothing was changed.
    Same,
    /// Somebody else changed the person's identity after the form was shown; nothing was changed. This is the current
    /// one.
    Meanwhile(Box<Person>),
}

/// What a form sent.
#[derive(Debug, Clone)]
pub struct SentName {
    /// As entered.
    pub names: Names,
    /// The version of the person that the form started from.
    pub version: i64,
    /// The form's own key: a form sent twice is carried out once.
    pub key: String,
}

/// What a form's key is used up for.
const ACT: &str = "person.named";

/// Writes the names from a form into an open record, once however often it is sent.
///
/// # Errors
/// As for [`write_name`].
pub fn write_name_once(tx: &Tx, me: UserId, record: &Record<'_>, sent: &SentName) -> StoreResult<Written> {
    record.for_change()?;
    if tx.done_before(me, &sent.key, ACT)?.is_some() {
        return Ok(Written::Same);
    }
    let written = write_name(record, &sent.names, sent.version)?;
    if !matches!(written, Written::Meanwhile(_)) {
        tx.use_up(me, &sent.key, ACT, "", record.now().at)?;
    }
    Ok(written)
}

/// Writes the names into an open record, unless somebody else has changed it since `version`.
///
/// # Errors
/// `NotAllowed` for the young person themselves, and through a record opened from outside; any database error.
pub fn write_name(record: &Record<'_>, names: &Names, version: i64) -> StoreResult<Written> {
    record.for_change()?;
    let person = record.person()?;
    let identity = names.over(&person.identity);
    if identity == person.identity {
        return Ok(Written::Same);
    }
    Ok(match record.save_identity(&identity, version)? {
        Saved::Saved => Written::Kept,
        Saved::Stale(person) => Written::Meanwhile(Box::new(person)),
    })
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;
    use crate::usecases::testing::{Jay, at};
    use onward_domain::access::Purpose;
    use onward_store::{StoreError, on_both, testing::TestStore};

    #[test]
    fn a_name_has_letters_and_no_invisible_characters() {
        let names = Names::read("  Zoë  Ann ", "", "O’Neill-Núñez").unwrap();
        assert_eq!((names.known_as.as_str(), names.listed().as_str()), ("Zoë Ann", "Zoë Ann O’Neill-Núñez"));
        assert!(Names::read("میلاد", "", "می‌خواهم").is_ok(), "joiners belong to names");
        let long = "ж".repeat(101);
        for (written, why) in [
            ("", NoName::Missing),
            ("  ", NoName::Missing),
            ("Jay\u{202e}", NoName::Unseen),
            ("Jay\u{200b}", NoName::Unseen),
            ("Jay\nLinton", NoName::Unseen),
            ("Jay\tL", NoName::Unseen),
            ("12 / 3", NoName::NoLetter),
            (&long, NoName::TooLong),
        ] {
            assert_eq!(Names::read(written, "", "").unwrap_err(), [(Field::KnownAs, why)]);
        }
        let wrong = Names::read("Jay", "\u{7}", &long).unwrap_err();
        assert_eq!(
            wrong.iter().map(|(field, _)| *field).collect::<Vec<_>>(),
            [Field::FirstNames, Field::FamilyName]
        );
    }

    fn write(store: &TestStore, jay: &Jay, known_as: &str, version: i64) -> Written {
        let (caseload, person) = (jay.caseload(store), jay.person);
        let names = Names::read(known_as, "Jay Marcus", "Linton").unwrap();
        store
            .write(move |tx| {
                let record = caseload.open(tx, person, Purpose::PersonPage, at(0))?;
                write_name(&record, &names, version)
            })
            .unwrap()
    }

    on_both!(jays_name_is_written_once_and_the_second_of_two_writers_is_told_what_stands => |store| {
        let jay = Jay::of(store);
        assert_eq!(write(store, &jay, "JJ", 1), Written::Kept);
        assert_eq!(write(store, &jay, "JJ", 1), Written::Same, "said again, nothing is left to do");
        let Written::Meanwhile(stands) = write(store, &jay, "Jamie", 1) else { unreachable!("an old version") };
        assert_eq!((stands.identity.known_as.as_str(), stands.version), ("JJ", 2));
        assert_eq!(write(store, &jay, "Jamie", 2), Written::Kept);
    });

    on_both!(a_record_opened_from_outside_keeps_its_name => |store| {
        let jay = Jay::of(store);
        let callum = crate::usecases::testing::adviser(store, "Callum Reid");
        let caseload = store.viewer(callum).unwrap().unwrap().caseload().unwrap();
        let person = jay.person;
        let names = Names::read("Nobody", "", "").unwrap();
        let done = store.write(move |tx| {
            caseload.outside().break_glass(tx, person, "Night cover: he rang the night line.", at(0))?;
            let record = caseload.open(tx, person, Purpose::PersonPage, at(0))?;
            write_name(&record, &names, 1)
        });
        assert!(matches!(done, Err(StoreError::NotAllowed(_))), "{done:?}");
    });

    on_both!(a_letter_in_an_old_name_ends_with_it_and_whoever_checks_it_learns_no_name => |store| {
        use crate::usecases::{
            account::secrets::Keys,
            testing::own_asking,
            young_person::prove::{Checked, Chosen, check_proof, make_proof, see_proofs},
        };
        use onward_domain::proof::Receiver;
        let jay = Jay::of(store);
        let (me, keys) = (jay.account(store), Keys::from_secret("a secret"));
        let make = |key: &'static str| {
            let keys = keys.clone();
            store.write(move |tx| make_proof(&own_asking(tx, me, at(0)), &keys, (Receiver::Landlord, Chosen::default()), key)).unwrap()
        };
        let check = |key: &'static str| {
            let keys = keys.clone();
            store.write(move |tx| check_proof(tx, &keys, &keys.code_of(key, 8), at(1))).unwrap()
        };
        make("in the old name");
        assert!(matches!(check("in the old name"), Checked::Real { name, .. } if name == "Jay Linton"));
        assert_eq!(write(store, &jay, "Jay", 1), Written::Kept);
        assert_eq!(check("in the old name"), Checked::Ended);
        make("in the new name");
        let seen = store.read(|tx| see_proofs(&own_asking(tx, me, at(2)))).unwrap();
        assert!(seen.letters.iter().all(|letter| letter.letter.name == "Jay Marcus Linton"), "{:?}", seen.letters);
        assert_eq!(write(store, &jay, "JJ", 2), Written::Kept);
        assert!(matches!(check("in the new name"), Checked::Real { .. }), "what he is called is in no letter");
    });

    #[test]
    fn an_old_name_is_nowhere_after_it_was_corrected() {
        let store = TestStore::sqlite();
        let jay = Jay::of(&store);
        let write_as = |known_as: &str, family: &str, version: i64| {
            let (caseload, person) = (jay.caseload(&store), jay.person);
            let names = Names::read(known_as, "", family).unwrap();
            store
                .write(move |tx| {
                    let record = caseload.open(tx, person, Purpose::PersonPage, at(0))?;
                    write_name(&record, &names, version)
                })
                .unwrap()
        };
        assert_eq!(write_as("Zacharias", "Quillfeather", 1), Written::Kept);
        let (me, keys) =
            (jay.account(&store), crate::usecases::account::secrets::Keys::from_secret("a secret"));
        store
            .write(move |tx| {
                let ask = crate::usecases::testing::own_asking(tx, me, at(0));
                let receiver = onward_domain::proof::Receiver::College;
                crate::usecases::young_person::prove::make_proof(
                    &ask,
                    &keys,
                    (receiver, crate::usecases::young_person::prove::Chosen::default()),
                    "a letter",
                )
            })
            .unwrap();
        assert_eq!(write_as("Mina", "Brook", 2), Written::Kept);
        let onward_store::DatabaseUrl::Sqlite(file) = &store.url else { unreachable!("embedded") };
        let copy = file.with_extension("copy");
        onward_store::backup::backup(&store.url, &copy).unwrap();
        let bytes = std::fs::read(&copy).unwrap();
        let holds =
            |word: &str| bytes.windows(word.len()).any(|part| part.eq_ignore_ascii_case(word.as_bytes()));
        assert!(holds("Brook"), "the name of today is in the file");
        for old in ["Zacharias", "Quillfeather"] {
            assert!(!holds(old), "{old} stands in the file still");
        }
    }
}
