//! An adviser says with whom somebody went to live: a parent ends what a relative doesn't.

use leaving_care_rules::person::LivesWith;
use onward_domain::{
    access::Purpose,
    care::{LifeEvent, LifeEventKind, LifeEventNote},
    id::{EventId, PersonId},
};
use onward_store::{
    StoreError, StoreResult,
    repo::versions::{Kept, Sent},
    scope::Caseload,
};

use super::Answered;
use crate::usecases::ask::Ask;

/// Opens the record and finds the return home of which it is not known with whom; else the last of which it is.
///
/// # Errors
/// `NotFound` for a person who is not the adviser's; the store's own.
pub fn see_lived_with(
    ask: &Ask<'_, Caseload>,
    person: PersonId,
) -> StoreResult<(Answered, Option<LifeEvent>)> {
    let record = ask.open(person, Purpose::CareHistory)?;
    let mut events = record.events().standing()?;
    events.retain(|event| event.note.kind == LifeEventKind::ReturnedHome);
    let open = events.iter().find(|event| event.note.lives_with.is_none());
    let event = open.or(events.last()).cloned();
    Ok((Answered::of(ask.law, record.overview()?, ask.now.today).in_record(&record), event))
}

/// Keeps with whom, replacing the version that the form started from.
///
/// # Errors
/// As [`see_lived_with`]; `NotFound` for an event that is not this person's. A stale form is a value: [`Kept::Clash`].
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

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;
    use crate::usecases::testing::{Jay, asking, at};
    use onward_store::{on_both, testing::TestStore};

    fn seen(store: &TestStore, jay: &Jay) -> Option<LifeEvent> {
        let (me, person) = (jay.priya, jay.person);
        store.read(move |tx| see_lived_with(&asking(tx, me, at(0)), person)).unwrap().1
    }

    on_both!(who_went_home_to_whom_is_kept_once_and_whoever_is_slower_is_told => |store| {
        let jay = Jay::of(store);
        assert_eq!(seen(store, &jay), None, "nothing to ask");
        let person = jay.person;
        let event = jay.went_home(store, "2024-01-10");
        assert_eq!(seen(store, &jay).unwrap().id, event);
        let say = |with, key: &'static str| {
            let me = jay.priya;
            store
                .write(move |tx| say_lived_with(&asking(tx, me, at(1)), person, (event, with, key)))
                .unwrap()
        };
        let first = say(LivesWith::Parent, "one");
        assert_eq!(say(LivesWith::Parent, "one").version(), first.version(), "sent twice");
        assert!(matches!(say(LivesWith::Other, "two"), Kept::Clash(Some(_))));
        assert_eq!(seen(store, &jay).unwrap().note.lives_with, Some(LivesWith::Parent));
    });
}
