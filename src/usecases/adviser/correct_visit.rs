//! An adviser corrects what was written about a visit or contact, or says that it was a mistake. The clocks that read it follow; what
//! was written before stays in the history.

use chrono::NaiveDate;
use onward_domain::{
    access::Purpose,
    contact::{Contact, ContactNote},
    id::{ContactId, PersonId},
};
use onward_store::{
    StoreResult,
    repo::{
        life::NewNote,
        versions::{Kept, Sent},
    },
    scope::{Caseload, Record},
};

use crate::usecases::ask::Ask;

/// What is done with something that was written down.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Put<N> {
    /// It says this instead.
    Right(N),
    /// It never was.
    Away,
}

/// What a form sent.
#[derive(Debug, Clone)]
pub struct Correction<I, N> {
    /// The version that it started from.
    pub version: I,
    pub put: Put<N>,
    /// Why: kept as a note for staff.
    pub reason: String,
    pub key: String,
}

/// Keeps a new version of a contact, or withdraws it. The doubt is the day of birth that its day lies before.
///
/// # Errors
/// `NotFound` for a person who is not the adviser's and for a contact that is not this person's; `NotAllowed` where the record was
/// opened from outside. A stale form is a value: [`Kept::Clash`].
pub fn correct_visit(
    ask: &Ask<'_, Caseload>,
    person: PersonId,
    sent: &Correction<ContactId, ContactNote>,
) -> StoreResult<Kept<Contact, NaiveDate>> {
    let record = ask.open_for_change(person, Purpose::Contact)?;
    let born = record.person()?.identity.born;
    let kept = match &sent.put {
        Put::Right(says) => {
            let form = Sent { version: Some(sent.version), says: says.clone(), key: sent.key.clone() };
            record.contacts().keep_unless(&form, |_| Ok(born.filter(|born| says.happened_on < *born)))?
        }
        Put::Away => record.contacts().take_back(sent.version, &sent.key, |_| Ok(None))?,
    };
    because(&record, &kept, &format!("Visit or contact: {}", sent.reason))?;
    Ok(kept)
}

/// The reason of what was kept now, once, for those who work with the record.
pub(super) fn because<V: onward_store::repo::versions::Versioned, D>(
    record: &Record<'_>,
    kept: &Kept<V, D>,
    text: &str,
) -> StoreResult<()> {
    if matches!(kept, Kept::Now(_)) {
        record.notes().add(&NewNote { text: text.to_owned(), shared: false })?;
    }
    Ok(())
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;
    use crate::usecases::{
        adviser::{
            log_visit::{see_for_visit, see_visit},
            today::see_today,
        },
        testing::{Jay, asking, at, day},
    };
    use onward_domain::{contact::ContactKind, due::What};
    use onward_store::{on_both, testing::TestStore};

    fn visited(store: &TestStore, jay: &Jay, on: &str) -> ContactId {
        let (me, person, on) = (jay.priya, jay.person, day(on));
        store
            .write(move |tx| {
                let record = asking(tx, me, at(0)).open(person, Purpose::Contact)?;
                record.contacts().add(&ContactNote::new(ContactKind::VisitAtHome, on))
            })
            .unwrap()
    }

    fn send(
        store: &TestStore,
        jay: &Jay,
        version: ContactId,
        put: Put<ContactNote>,
        key: &str,
    ) -> Kept<Contact, NaiveDate> {
        let (me, person) = (jay.priya, jay.person);
        let sent = Correction { version, put, reason: "I mixed two people up".into(), key: key.into() };
        store.write(move |tx| correct_visit(&asking(tx, me, at(1)), person, &sent)).unwrap()
    }

    fn visit_due(store: &TestStore, jay: &Jay) -> Option<NaiveDate> {
        let (me, person) = (jay.priya, jay.person);
        let one = store.read(move |tx| see_for_visit(&asking(tx, me, at(2)), person)).unwrap().answered;
        one.due.iter().find(|due| due.what == What::Visit).map(|due| due.day)
    }

    on_both!(a_visit_of_the_wrong_day_is_corrected_and_the_clock_follows => |store| {
        let jay = Jay::of(store);
        let first = visited(store, &jay, "2026-11-20");
        assert_eq!(visit_due(store, &jay), Some(day("2027-01-20")));
        let right = ContactNote::new(ContactKind::VisitAtHome, day("2026-10-20"));
        let kept = send(store, &jay, first, Put::Right(right.clone()), "one");
        let now = kept.version().unwrap();
        assert_eq!(send(store, &jay, first, Put::Right(right.clone()), "one").version(), Some(now), "sent twice");
        assert_eq!(visit_due(store, &jay), Some(day("2026-12-20")), "the clock follows");
        let other = ContactNote::new(ContactKind::Call, day("2026-10-20"));
        assert!(matches!(send(store, &jay, first, Put::Right(other), "two"), Kept::Clash(Some(_))), "somebody was faster");
        let unborn = ContactNote::new(ContactKind::Call, day("1999-10-20"));
        assert_eq!(send(store, &jay, now, Put::Right(unborn), "three"), Kept::Doubt(day("2007-03-21")));
        let (me, person) = (jay.priya, jay.person);
        let seen = store.read(move |tx| see_visit(&asking(tx, me, at(2)), person, first)).unwrap();
        assert_eq!((seen.version, seen.contact), (Some(now), right), "the old address shows what it says now");
        assert_eq!(seen.earlier.len(), 1, "and what it said before");
    });

    on_both!(a_visit_that_never_was_is_taken_out_and_stays_in_the_history => |store| {
        let jay = Jay::of(store);
        let wrong = visited(store, &jay, "2026-11-20");
        visited(store, &jay, "2026-09-20");
        assert!(matches!(send(store, &jay, wrong, Put::Away, "one"), Kept::Now(_)));
        assert_eq!(visit_due(store, &jay), Some(day("2026-11-20")), "the visit before it counts again");
        let me = jay.priya;
        let today = store.read(move |tx| see_today(&asking(tx, me, at(2)))).unwrap();
        assert_eq!(today.people[0].answered.listed.last_visit, Some(day("2026-09-20")));
        let person = jay.person;
        let seen = store.read(move |tx| see_visit(&asking(tx, me, at(2)), person, wrong)).unwrap();
        assert_eq!(seen.version, None, "it says that it was withdrawn");
        let notes = store.read(move |tx| asking(tx, me, at(2)).open(person, Purpose::Contact)?.notes().standing()).unwrap();
        assert!(notes.iter().any(|note| note.text.contains("mixed two people up") && !note.shared));
    });
}
