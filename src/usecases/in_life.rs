//! People in a young person's life: they and their adviser write down who is who, and the young person says what each may be
//! told, and takes it back.

use onward_domain::{
    access::Purpose,
    allocation::{Part, Worker},
    id::{LifePersonId, PersonId},
    life_people::{LifePerson, MayKnow},
    recorded::Source,
};
use onward_store::{
    StoreError, StoreResult,
    repo::versions::{Kept, Sent, Version},
    scope::{Caseload, OwnRecord, Record},
};

use super::{adviser::Answered, ask::Ask};

/// How somebody's line in the list ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ends {
    /// From now on they are told nothing.
    TakenBack,
    /// They are no longer in the list.
    Removed,
}

/// Only their adviser lifts the mark that an adviser set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MarkStays;

/// The young person's list, and one of it with its versions where a form is about one.
#[derive(Debug, Clone)]
pub struct OwnLife {
    pub adviser: Option<Worker>,
    pub people: Vec<LifePerson>,
    pub versions: Vec<Version<LifePerson>>,
}

/// Opens one's own record and reads the list.
///
/// # Errors
/// `NotFound` for somebody who is not in their list; the store's own.
pub fn see_own_life(ask: &Ask<'_, OwnRecord>, one: Option<LifePersonId>) -> StoreResult<OwnLife> {
    let record = ask.open(Purpose::OwnPages)?;
    let versions = versions(&record, one)?;
    Ok(OwnLife { adviser: record.worker(Part::Adviser)?, people: record.life_people()?, versions })
}

/// Keeps what they say of somebody, and for staff why that one must not be told anything.
///
/// # Errors
/// The store's own.
pub fn keep_own_person(
    ask: &Ask<'_, OwnRecord>,
    mut sent: Sent<LifePerson>,
) -> StoreResult<Kept<LifePerson, MarkStays>> {
    let record = ask.open(Purpose::OwnPages)?;
    let versions = record.life_people_versions();
    let stands = sent.version.map(|version| versions.find(version)).transpose()?.flatten();
    // Another name for the same consent is no new consent.
    if let Some(stands) = stands.filter(|stands| stands.note.may == sent.says.may) {
        sent.says.agreed_on = stands.note.agreed_on;
        sent.says.why = stands.note.why;
    }
    let mut kept = versions.keep_unless(&sent, |stands| {
        let marked = stands.is_some_and(is_marked_by_staff) && sent.says.may != MayKnow::Never;
        Ok(marked.then_some(MarkStays))
    })?;
    if let Kept::Clash(Some(theirs)) = &mut kept {
        theirs.row.note.why = None;
    }
    Ok(kept)
}

fn is_marked_by_staff(one: &LifePerson) -> bool {
    one.note.may == MayKnow::Never && (one.note.why.is_some() || one.recorded.source != Source::YoungPerson)
}

/// Ends somebody's line: what they may be told is taken back, or they are out of the list.
///
/// # Errors
/// `NotFound` for somebody who is not in their list, and for taking out whom an adviser marked; the store's own.
pub fn end_own_person(ask: &Ask<'_, OwnRecord>, one: LifePersonId, how: Ends) -> StoreResult<()> {
    let record = ask.open(Purpose::OwnPages)?;
    let stands = record.standing_in_life(one)?;
    if how == Ends::Removed && is_marked_by_staff(&stands) {
        return Err(StoreError::NotFound);
    }
    ends(&record, stands.id, how)
}

/// The list on the adviser's side.
#[derive(Debug, Clone)]
pub struct SeenLife {
    pub answered: Answered,
    pub people: Vec<LifePerson>,
    /// Of each, who wrote it, in the same order.
    pub by: Vec<Option<String>>,
    pub versions: Vec<Version<LifePerson>>,
}

/// Opens the record and reads the list, and one of it with its versions.
///
/// # Errors
/// `NotFound` for a person who is not the adviser's and for somebody who is not in the list; the store's own.
pub fn see_life(
    ask: &Ask<'_, Caseload>,
    person: PersonId,
    one: Option<LifePersonId>,
) -> StoreResult<SeenLife> {
    let record = ask.open(person, Purpose::PersonPage)?;
    let answered = Answered::of(ask.law, record.overview()?, ask.now.today).in_record(&record);
    let people = record.life_people()?;
    let names = ask.tx.users().names(people.iter().filter_map(|one| one.recorded.by))?;
    let by = people.iter().map(|one| one.recorded.by.and_then(|user| names.get(&user).cloned())).collect();
    Ok(SeenLife { answered, by, people, versions: versions(&record, one)? })
}

/// Keeps what the adviser writes of somebody.
///
/// # Errors
/// `NotFound` for a person who is not the adviser's; the store's own.
pub fn keep_person_in_life(
    ask: &Ask<'_, Caseload>,
    person: PersonId,
    sent: &Sent<LifePerson>,
) -> StoreResult<Kept<LifePerson>> {
    ask.open_for_change(person, Purpose::PersonPage)?.life_people_versions().keep(sent)
}

/// The same as [`end_own_person`], when the young person says so to their adviser.
///
/// # Errors
/// `NotFound` for a person who is not the adviser's and for somebody who is not in the list; the store's own.
pub fn end_person_in_life(
    ask: &Ask<'_, Caseload>,
    person: PersonId,
    one: LifePersonId,
    how: Ends,
) -> StoreResult<()> {
    let record = ask.open_for_change(person, Purpose::PersonPage)?;
    let stands = record.standing_in_life(one)?;
    ends(&record, stands.id, how)
}

fn ends(record: &Record<'_>, one: LifePersonId, how: Ends) -> StoreResult<()> {
    match how {
        Ends::TakenBack => record.take_back_consent(one),
        Ends::Removed => record.life_people_versions().withdraw(one),
    }
}

fn versions(record: &Record<'_>, one: Option<LifePersonId>) -> StoreResult<Vec<Version<LifePerson>>> {
    one.map_or_else(|| Ok(Vec::new()), |one| record.life_person_line(one))
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;
    use crate::usecases::{
        adviser::see_person::see_person,
        testing::{Jay, adviser, asking, at, day, own_asking},
    };
    use onward_domain::life_people::LifePersonNote;
    use onward_store::{on_both, testing::TestStore};

    fn says(name: &str, may: MayKnow) -> LifePersonNote {
        LifePersonNote {
            name: name.into(),
            who: "my nan".into(),
            reach: Some("07700 900001".into()),
            may,
            agreed_on: day("2026-11-20"),
            why: (may == MayKnow::Never).then(|| "A court order of 2024 says so.".into()),
        }
    }

    fn by_priya(store: &TestStore, jay: &Jay, note: LifePersonNote, key: &str) -> LifePersonId {
        let (me, person) = (jay.priya, jay.person);
        let sent = Sent { version: None, says: note, key: key.into() };
        let kept = store.write(move |tx| keep_person_in_life(&asking(tx, me, at(0)), person, &sent)).unwrap();
        kept.version().unwrap()
    }

    fn priya_sees(store: &TestStore, jay: &Jay) -> Vec<LifePerson> {
        let (me, person) = (jay.priya, jay.person);
        store.read(move |tx| see_life(&asking(tx, me, at(1)), person, None)).unwrap().people
    }

    on_both!(what_he_agreed_is_taken_back_by_him_and_his_adviser_sees_it_at_once_with_both_versions => |store| {
        let jay = Jay::of(store);
        let account = jay.account(store);
        let nan = by_priya(store, &jay, says("Nan", MayKnow::Plan), "one");
        assert_eq!(by_priya(store, &jay, says("Nan", MayKnow::Plan), "one"), nan, "sent twice");
        let me = account;
        store.write(move |tx| end_own_person(&own_asking(tx, me, at(2)), nan, Ends::TakenBack)).unwrap();
        let after = priya_sees(store, &jay);
        assert_eq!((after.len(), after[0].note.may, after[0].recorded.source), (1, MayKnow::TakenBack, Source::YoungPerson));
        assert_eq!(after[0].note.agreed_on, at(2).today);
        let (priya, person, id) = (jay.priya, jay.person, after[0].id);
        let seen = store.read(move |tx| see_life(&asking(tx, priya, at(3)), person, Some(id))).unwrap();
        let said: Vec<_> = seen.versions.iter().map(|version| version.row.note.may).collect();
        assert_eq!(said, [MayKnow::TakenBack, MayKnow::Plan], "both versions stay");
        let again = store.write(move |tx| end_own_person(&own_asking(tx, me, at(4)), nan, Ends::TakenBack));
        assert!(again.is_ok() && priya_sees(store, &jay)[0].id == id, "sent twice it stays as it is");
    });

    on_both!(whoever_must_not_be_told_stands_first_with_a_reason_that_he_does_not_see_and_a_mark_that_he_can_t_lift => |store| {
        let jay = Jay::of(store);
        let account = jay.account(store);
        by_priya(store, &jay, says("Ann", MayKnow::Everything), "one");
        let father = by_priya(store, &jay, says("Ted", MayKnow::Never), "two");
        let sees = priya_sees(store, &jay);
        assert_eq!((sees[0].note.name.as_str(), sees[0].note.why.is_some()), ("Ted", true));
        let own = store.read(move |tx| see_own_life(&own_asking(tx, account, at(1)), Some(father))).unwrap();
        assert_eq!(own.people[0].note.may, MayKnow::Never);
        assert!(own.people.iter().all(|one| one.note.why.is_none()));
        assert!(own.versions.iter().all(|version| version.row.note.why.is_none()));
        let lifts = Sent { version: Some(father), says: says("Ted", MayKnow::Plan), key: "three".into() };
        let kept = store.write(move |tx| keep_own_person(&own_asking(tx, account, at(2)), lifts.clone())).unwrap();
        assert_eq!(kept, Kept::Doubt(MarkStays));
        let removed = store.write(move |tx| end_own_person(&own_asking(tx, account, at(2)), father, Ends::Removed));
        assert_eq!(removed.unwrap_err(), StoreError::NotFound);
        let renamed = Sent {
            version: Some(father),
            says: LifePersonNote { name: "Edward".into(), why: None, ..says("Ted", MayKnow::Never) },
            key: "four".into(),
        };
        store.write(move |tx| keep_own_person(&own_asking(tx, account, at(2)), renamed.clone())).unwrap();
        let sees = priya_sees(store, &jay);
        assert_eq!((sees[0].note.name.as_str(), sees[0].note.why.is_some()), ("Edward", true), "his words, and the reason stays");
    });

    on_both!(another_adviser_sees_nobody_and_a_manager_reads_the_list => |store| {
        let jay = Jay::of(store);
        by_priya(store, &jay, says("Nan", MayKnow::Plan), "one");
        let (stranger, person) = (adviser(store, "Callum Reid"), jay.person);
        let refused = store.read(move |tx| see_life(&asking(tx, stranger, at(1)), person, None));
        assert_eq!(refused.unwrap_err(), StoreError::NotFound);
        let me = jay.priya;
        let seen = store.read(move |tx| see_person(&asking(tx, me, at(1)), person)).unwrap();
        assert_eq!(seen.life.len(), 1);
    });
}
