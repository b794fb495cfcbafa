//! Where somebody lives and what they do, over the years: an adviser sees both histories, adds a line of the past, corrects or ends
//! one, or says that it was a mistake.

use chrono::NaiveDate;
use onward_domain::{
    access::Purpose,
    id::{ActivityId, HomeId, PersonId},
    living::{Activity, ActivityNote, Home, HomeNote},
};
use onward_store::{
    StoreError, StoreResult,
    repo::versions::{Kept, Sent, Version},
    scope::{Caseload, Record},
};

use super::{
    Answered,
    correct_visit::{Correction, Put, because},
};
use crate::usecases::ask::Ask;

/// Both histories, every version, without addresses.
#[derive(Debug, Clone)]
pub struct SeenLiving {
    pub answered: Answered,
    /// Newest first.
    pub homes: Vec<Version<Home>>,
    /// Newest first.
    pub activities: Vec<Version<Activity>>,
}

/// What must be seen before it is stored, or can't be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CannotStand {
    BeforeBirth(NaiveDate),
    /// Another line covers some of the same days, from this one on; `None` since always.
    Overlaps(Option<NaiveDate>),
}

/// Opens the record and reads both.
///
/// # Errors
/// `NotFound` for a person who is not the adviser's; the store's own.
pub fn see_living(ask: &Ask<'_, Caseload>, person: PersonId) -> StoreResult<SeenLiving> {
    let record = ask.open(person, Purpose::PersonPage)?;
    let answered = Answered::of(ask.law, record.overview()?, ask.now.today).in_record(&record);
    Ok(SeenLiving { homes: record.homes().seen()?, activities: record.activities().seen()?, answered })
}

/// Keeps a new version of a home with its address, or withdraws it.
///
/// # Errors
/// As [`see_living`]; `NotFound` for a home that is not this person's; `NotAllowed` where the record was opened from outside. A stale
/// form is a value: [`Kept::Clash`].
pub fn correct_home(
    ask: &Ask<'_, Caseload>,
    person: PersonId,
    sent: &Correction<HomeId, HomeNote>,
) -> StoreResult<Kept<Home, CannotStand>> {
    let record = ask.open_for_change(person, Purpose::PersonPage)?;
    record.homes().find(sent.version)?.ok_or(StoreError::NotFound)?;
    let homes = record.homes_shown()?;
    let kept = match &sent.put {
        Put::Right(says) => {
            // The form does not show the address: it stays as it is.
            let before = homes.iter().find(|home| home.id == sent.version);
            let address = before.and_then(|home| home.note.address.clone());
            let says = HomeNote { address, ..says.clone() };
            let others = homes.iter().filter(|home| home.id != sent.version);
            let doubt = cannot_stand(
                &record,
                (says.from, says.until),
                others.map(|home| (home.note.from, home.note.until)),
            )?;
            let form = Sent { version: Some(sent.version), says, key: sent.key.clone() };
            record.homes().keep_unless(&form, |_| Ok(doubt))?
        }
        Put::Away => record.homes().take_back(sent.version, &sent.key, |_| Ok(None))?,
    };
    because(&record, &kept, &format!("Home: {}", sent.reason))?;
    Ok(kept)
}

/// The same for what they do.
///
/// # Errors
/// As [`correct_home`].
pub fn correct_activity(
    ask: &Ask<'_, Caseload>,
    person: PersonId,
    sent: &Correction<ActivityId, ActivityNote>,
) -> StoreResult<Kept<Activity, CannotStand>> {
    let record = ask.open_for_change(person, Purpose::PersonPage)?;
    record.activities().find(sent.version)?.ok_or(StoreError::NotFound)?;
    let kept = match &sent.put {
        Put::Right(says) => {
            let all = record.activities().standing()?;
            let others = all.iter().filter(|one| one.id != sent.version);
            let doubt = cannot_stand(
                &record,
                (says.from, says.until),
                others.map(|one| (one.note.from, one.note.until)),
            )?;
            let form = Sent { version: Some(sent.version), says: says.clone(), key: sent.key.clone() };
            record.activities().keep_unless(&form, |_| Ok(doubt))?
        }
        Put::Away => record.activities().take_back(sent.version, &sent.key, |_| Ok(None))?,
    };
    because(&record, &kept, &format!("Activity: {}", sent.reason))?;
    Ok(kept)
}

/// A line of a history that was not recorded while it went on, and how they know of it.
#[derive(Debug, Clone)]
pub struct Added<N> {
    pub says: N,
    /// Kept as a note for staff.
    pub reason: String,
    pub key: String,
}

/// Adds a home. It overlaps no other one: what stands is corrected first.
///
/// # Errors
/// `NotFound` for a person who is not the adviser's; `NotAllowed` where the record was opened from outside.
pub fn add_home(
    ask: &Ask<'_, Caseload>,
    person: PersonId,
    sent: &Added<HomeNote>,
) -> StoreResult<Kept<Home, CannotStand>> {
    let record = ask.open_for_change(person, Purpose::PersonPage)?;
    let (says, homes) = (&sent.says, record.homes_shown()?);
    let days = homes.iter().map(|home| (home.note.from, home.note.until));
    let doubt = cannot_stand(&record, (says.from, says.until), days)?;
    let form = Sent { version: None, says: says.clone(), key: sent.key.clone() };
    let kept = record.homes().keep_unless(&form, |_| Ok(doubt))?;
    because(&record, &kept, &format!("Home added: {}", sent.reason))?;
    Ok(kept)
}

/// The same for what they did.
///
/// # Errors
/// As [`add_home`].
pub fn add_activity(
    ask: &Ask<'_, Caseload>,
    person: PersonId,
    sent: &Added<ActivityNote>,
) -> StoreResult<Kept<Activity, CannotStand>> {
    let record = ask.open_for_change(person, Purpose::PersonPage)?;
    let (says, all) = (&sent.says, record.activities().standing()?);
    let days = all.iter().map(|one| (one.note.from, one.note.until));
    let doubt = cannot_stand(&record, (says.from, says.until), days)?;
    let form = Sent { version: None, says: says.clone(), key: sent.key.clone() };
    let kept = record.activities().keep_unless(&form, |_| Ok(doubt))?;
    because(&record, &kept, &format!("Activity added: {}", sent.reason))?;
    Ok(kept)
}

/// The first day, and the first day after it.
type Days = (Option<NaiveDate>, Option<NaiveDate>);

/// Why these days can't be kept beside those of the other lines.
fn cannot_stand(
    record: &Record<'_>,
    (from, until): Days,
    mut others: impl Iterator<Item = Days>,
) -> StoreResult<Option<CannotStand>> {
    let born = record.person()?.identity.born;
    if let Some(born) = born.filter(|born| from.is_some_and(|from| from < *born)) {
        return Ok(Some(CannotStand::BeforeBirth(born)));
    }
    let before = |one: Option<NaiveDate>, end: Option<NaiveDate>| match (one, end) {
        (Some(one), Some(end)) => one < end,
        _ => true,
    };
    let same = others.find(|(other, ends)| before(from, *ends) && before(*other, until));
    Ok(same.map(|(other, _)| CannotStand::Overlaps(other.max(from))))
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;
    use crate::usecases::testing::{Jay, asking, at, day};
    use onward_store::{on_both, testing::TestStore};

    fn flat(from: &str, until: Option<&str>) -> HomeNote {
        HomeNote {
            kind: "U".into(),
            from: Some(day(from)),
            until: until.map(day),
            address: Some("4 Mill Lane".into()),
            ..HomeNote::default()
        }
    }

    fn lives(store: &TestStore, jay: &Jay, note: HomeNote) -> HomeId {
        let (me, person) = (jay.priya, jay.person);
        store
            .write(move |tx| asking(tx, me, at(0)).open(person, Purpose::Contact)?.homes().add(&note))
            .unwrap()
    }

    fn send(
        store: &TestStore,
        jay: &Jay,
        version: HomeId,
        put: Put<HomeNote>,
        key: &str,
    ) -> Kept<Home, CannotStand> {
        let (me, person) = (jay.priya, jay.person);
        let sent = Correction { version, put, reason: "The tenancy says so".into(), key: key.into() };
        store.write(move |tx| correct_home(&asking(tx, me, at(1)), person, &sent)).unwrap()
    }

    on_both!(a_home_is_ended_without_losing_its_address_and_does_not_overlap_the_next => |store| {
        let jay = Jay::of(store);
        let first = lives(store, &jay, flat("2026-01-05", Some("2026-06-01")));
        lives(store, &jay, flat("2026-06-01", None));
        let shown = |until| HomeNote { address: None, suitable: Some(false), why: Some("Damp".into()), ..flat("2026-01-05", until) };
        assert_eq!(
            send(store, &jay, first, Put::Right(shown(Some("2026-07-01"))), "one"),
            Kept::Doubt(CannotStand::Overlaps(Some(day("2026-06-01"))))
        );
        let unborn = HomeNote { from: Some(day("1999-01-05")), ..shown(Some("2026-05-20")) };
        assert_eq!(send(store, &jay, first, Put::Right(unborn), "two"), Kept::Doubt(CannotStand::BeforeBirth(day("2007-03-21"))));
        let kept = send(store, &jay, first, Put::Right(shown(Some("2026-05-20"))), "three");
        let now = kept.version().unwrap();
        assert!(matches!(send(store, &jay, first, Put::Right(shown(None)), "four"), Kept::Clash(Some(_))));
        let (me, person) = (jay.priya, jay.person);
        let homes = store.read(move |tx| asking(tx, me, at(2)).open(person, Purpose::Contact)?.homes_shown()).unwrap();
        let home = homes.iter().find(|home| home.id == now).unwrap();
        assert_eq!((home.note.until, home.note.address.as_deref()), (Some(day("2026-05-20")), Some("4 Mill Lane")));
        let seen = store.read(move |tx| see_living(&asking(tx, me, at(2)), person)).unwrap();
        assert_eq!(seen.homes.len(), 3, "what it said before is kept");
        assert!(seen.homes.iter().all(|home| home.row.note.address.is_none()));
    });

    on_both!(a_home_of_the_past_is_added_once_beside_those_that_stand => |store| {
        let jay = Jay::of(store);
        lives(store, &jay, flat("2026-06-01", None));
        let (me, person) = (jay.priya, jay.person);
        let add = |from: &str, until: Option<&str>, key: &str| {
            let says = HomeNote { address: None, ..flat(from, until) };
            let sent = Added { says, reason: "Her own file".into(), key: key.into() };
            store.write(move |tx| add_home(&asking(tx, me, at(1)), person, &sent)).unwrap()
        };
        assert_eq!(add("2026-01-05", None, "one"), Kept::Doubt(CannotStand::Overlaps(Some(day("2026-06-01")))));
        assert_eq!(add("1999-01-05", Some("2000-01-01"), "two"), Kept::Doubt(CannotStand::BeforeBirth(day("2007-03-21"))));
        assert!(matches!(add("2026-01-05", Some("2026-06-01"), "three"), Kept::Now(_)));
        assert!(matches!(add("2026-01-05", Some("2026-06-01"), "three"), Kept::Before(_)), "sent twice");
        let seen = store.read(move |tx| see_living(&asking(tx, me, at(2)), person)).unwrap();
        assert_eq!(seen.homes.len(), 2);
        let notes = store.read(move |tx| asking(tx, me, at(2)).open(person, Purpose::Contact)?.notes().standing()).unwrap();
        assert!(notes.iter().any(|note| note.text == "Home added: Her own file"), "{notes:?}");
    });

    on_both!(an_activity_by_mistake_is_taken_out => |store| {
        let jay = Jay::of(store);
        let (me, person) = (jay.priya, jay.person);
        let work = ActivityNote { kind: "F2".into(), from: Some(day("2026-09-01")), ..ActivityNote::default() };
        let one = store.write(move |tx| asking(tx, me, at(0)).open(person, Purpose::Contact)?.activities().add(&work)).unwrap();
        let away = Correction { version: one, put: Put::Away, reason: "It is another Jay".into(), key: "a".into() };
        let sent = away.clone();
        let kept = store.write(move |tx| correct_activity(&asking(tx, me, at(1)), person, &away)).unwrap();
        assert!(matches!(kept, Kept::Now(_)));
        let again = store.write(move |tx| correct_activity(&asking(tx, me, at(1)), person, &sent)).unwrap();
        assert!(matches!(again, Kept::Before(_)), "sent twice");
        let seen = store.read(move |tx| see_living(&asking(tx, me, at(2)), person)).unwrap();
        assert!(seen.activities.iter().all(|one| !one.row.recorded.stands()) && seen.activities.len() == 1);
    });
}
