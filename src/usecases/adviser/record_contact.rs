//! An adviser writes down a visit, call or message: what closes the clock of visits.

use onward_domain::{access::Purpose, contact::Contact, id::PersonId};
use onward_store::{
    StoreResult,
    repo::versions::{Kept, Sent},
    scope::Caseload,
};

use super::{Answered, answer_fact::BeforeBirth};
use crate::usecases::ask::Ask;

/// Opens the record to write in.
///
/// # Errors
/// `NotFound` for a person who is not the adviser's; the store's own.
pub fn see_for_contact(ask: &Ask<'_, Caseload>, person: PersonId) -> StoreResult<Answered> {
    let record = ask.open(person, Purpose::Contact)?;
    Ok(Answered::of(ask.law, record.overview()?, ask.now.today).in_record(&record))
}

/// Keeps a contact, once.
///
/// # Errors
/// As [`see_for_contact`]; `NotAllowed` where the record was opened from outside.
pub fn record_contact(
    ask: &Ask<'_, Caseload>,
    person: PersonId,
    sent: &Sent<Contact>,
) -> StoreResult<Kept<Contact, BeforeBirth>> {
    let record = ask.open(person, Purpose::Contact)?;
    record.contacts().keep_unless(sent, |_| BeforeBirth::of(&record, Some(sent.says.happened_on)))
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;
    use crate::usecases::testing::{Jay, asking, at, day};
    use onward_domain::{
        contact::{ContactKind, ContactNote},
        due::What,
    };
    use onward_store::{on_both, testing::TestStore};

    fn jay_now(store: &TestStore, jay: &Jay) -> Answered {
        let (me, person) = (jay.priya, jay.person);
        store.read(move |tx| see_for_contact(&asking(tx, me, at(0)), person)).unwrap()
    }

    on_both!(a_first_visit_is_no_longer_not_recorded_and_its_clock_runs_from_its_day => |store| {
        let jay = Jay::of(store);
        let before = jay_now(store, &jay);
        assert!(before.not_recorded.contains(&What::Visit));
        assert!(before.due.iter().all(|due| due.what != What::Visit), "nothing to be late for");
        let says = ContactNote {
            kind: ContactKind::VisitAtHome,
            happened_on: day("2026-11-20"),
            summary: "Moved in well.".into(),
            next_on: None,
        };
        let sent = Sent { version: None, says, key: "one".into() };
        let (me, person) = (jay.priya, jay.person);
        let again = sent.clone();
        let first = store.write(move |tx| record_contact(&asking(tx, me, at(0)), person, &sent)).unwrap();
        let second = store.write(move |tx| record_contact(&asking(tx, me, at(0)), person, &again)).unwrap();
        assert_eq!(first.version(), second.version(), "sent twice");
        let after = jay_now(store, &jay);
        assert!(!after.not_recorded.contains(&What::Visit));
        let visit = after.due.iter().find(|due| due.what == What::Visit).unwrap();
        assert_eq!(visit.day, day("2027-01-20"));
    });
}
