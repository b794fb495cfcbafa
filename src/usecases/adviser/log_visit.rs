//! An adviser writes down a visit, call or try, once: it closes the clock of visits, and where they live and what they do go
//! into the record's own histories, which the yearly return, coverage and the young person's pages read.

use chrono::NaiveDate;
use onward_domain::{
    access::Purpose,
    contact::{Contact, ContactNote},
    due::What,
    id::{ContactId, PersonId},
    living::{
        ACTIVITY_NOT_KNOWN, Activity, ActivityNote, HOME_NOT_KNOWN, Home, HomeNote, activity_on, home_on,
    },
    mine::Languages,
    position::{Asked, Position},
};
use onward_store::{
    StoreError, StoreResult,
    repo::versions::{Kept, Sent, Version},
    scope::{Caseload, Record},
};

use super::Answered;
use crate::usecases::ask::Ask;

/// What was said of the home.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum HomeSaid {
    /// It did not come up.
    Nothing,
    /// The same home, judged now.
    Same {
        suitable: bool,
        why: Option<String>,
    },
    /// A new one.
    Moved(HomeNote),
    NotKnown,
}

/// What was said of what they do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ActivitySaid {
    /// It did not come up.
    Nothing,
    Same,
    /// Something new.
    Now(ActivityNote),
    NotKnown,
}

/// A visit as written down.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Visit {
    pub sent: Sent<Contact>,
    pub home: HomeSaid,
    pub activity: ActivitySaid,
}

/// Why it can't be so.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CannotBe {
    /// The day is before they were born.
    BeforeBirth(NaiveDate),
    /// They moved before they were born.
    HomeBeforeBirth(NaiveDate),
    /// It began before they were born.
    ActivityBeforeBirth(NaiveDate),
    /// There is no home yet that could be the same.
    NoHomeYet,
    /// There is no activity yet that could be the same.
    NoActivityYet,
    /// They moved before the day from which the last home is recorded.
    MovedBefore(NaiveDate),
    /// It began before the day from which the last activity is recorded.
    BeganBefore(NaiveDate),
}

/// What the form needs.
#[derive(Debug, Clone)]
pub struct SeenForVisit {
    pub answered: Answered,
    /// Where they live today, as far as is known.
    pub home: Option<Home>,
    /// What they do today, as far as is known.
    pub activity: Option<Activity>,
    /// The birthday of the return for which contact today counts.
    pub asked: Option<Asked>,
    /// In which languages they want to speak and read.
    pub languages: Option<Languages>,
}

/// Opens the record to write in.
///
/// # Errors
/// `NotFound` for a person who is not the adviser's; the store's own.
pub fn see_for_visit(ask: &Ask<'_, Caseload>, person: PersonId) -> StoreResult<SeenForVisit> {
    let record = ask.open(person, Purpose::Contact)?;
    let today = ask.now.today;
    let answered = Answered::of(ask.law, record.overview()?, today).in_record(&record);
    let born = answered.listed.person.identity.born;
    Ok(SeenForVisit {
        home: home_on(&record.homes_shown()?, today).cloned(),
        activity: activity_on(&record.activities().standing()?, today).cloned(),
        asked: born.and_then(|born| Asked::on_day(born, today)),
        languages: record.languages()?,
        answered,
    })
}

/// Keeps a visit with everything it says, once.
///
/// # Errors
/// As [`see_for_visit`]; `NotAllowed` where the record was opened from outside.
pub fn log_visit(
    ask: &Ask<'_, Caseload>,
    person: PersonId,
    visit: &Visit,
) -> StoreResult<Kept<Contact, CannotBe>> {
    let record = ask.open(person, Purpose::Contact)?;
    let day = visit.sent.says.happened_on;
    // With their addresses, which are kept when a home is followed by the next.
    let homes = record.homes_shown()?;
    let activities = record.activities().standing()?;
    let before = (home_on(&homes, day), activity_on(&activities, day));
    let kept = record.contacts().keep_unless(&visit.sent, |_| cannot_be(&record, visit, before))?;
    if matches!(kept, Kept::Now(_)) {
        keep_home(&record, day, before.0, &visit.home)?;
        keep_activity(&record, day, before.1, &visit.activity)?;
    }
    Ok(kept)
}

fn cannot_be(
    record: &Record<'_>,
    visit: &Visit,
    (home, activity): (Option<&Home>, Option<&Activity>),
) -> StoreResult<Option<CannotBe>> {
    let born = record.person()?.identity.born;
    let day = visit.sent.says.happened_on;
    if let Some(born) = born.filter(|born| day < *born) {
        return Ok(Some(CannotBe::BeforeBirth(born)));
    }
    let unborn = |from: Option<NaiveDate>| born.filter(|born| from.is_some_and(|from| from < *born));
    let earlier =
        |new: Option<NaiveDate>, last: Option<NaiveDate>| new.unwrap_or(day).lt(&last?).then_some(last?);
    let of_home = match &visit.home {
        HomeSaid::Same { .. } if home.is_none() => Some(CannotBe::NoHomeYet),
        HomeSaid::Moved(note) => {
            let before = earlier(note.from, home.and_then(|home| home.note.from)).map(CannotBe::MovedBefore);
            unborn(note.from).map(CannotBe::HomeBeforeBirth).or(before)
        }
        _ => None,
    };
    let of_activity = match &visit.activity {
        ActivitySaid::Same if activity.is_none() => Some(CannotBe::NoActivityYet),
        ActivitySaid::Now(note) => {
            let before =
                earlier(note.from, activity.and_then(|one| one.note.from)).map(CannotBe::BeganBefore);
            unborn(note.from).map(CannotBe::ActivityBeforeBirth).or(before)
        }
        _ => None,
    };
    Ok(of_home.or(of_activity))
}

/// A home goes on, ends where the next begins, or is judged anew from the day of the visit.
fn keep_home(record: &Record<'_>, day: NaiveDate, before: Option<&Home>, said: &HomeSaid) -> StoreResult<()> {
    let next = match (said, before) {
        (HomeSaid::Nothing, _) | (HomeSaid::Same { .. }, None) => return Ok(()),
        (HomeSaid::Same { suitable, why }, Some(home)) => {
            let judged = HomeNote { suitable: Some(*suitable), why: why.clone(), ..home.note.clone() };
            if home.note.suitable == Some(*suitable) && (why.is_none() || home.note.why == *why) {
                return Ok(());
            }
            if home.note.suitable.is_none() || home.note.from == Some(day) {
                return record.homes().correct(home.id, &judged).map(drop);
            }
            HomeNote { from: Some(day), ..judged }
        }
        (HomeSaid::Moved(note), _) => HomeNote { from: note.from.or(Some(day)), ..note.clone() },
        (HomeSaid::NotKnown, Some(home)) if home.note.kind == HOME_NOT_KNOWN => return Ok(()),
        (HomeSaid::NotKnown, _) => {
            HomeNote { kind: HOME_NOT_KNOWN.into(), from: Some(day), ..HomeNote::default() }
        }
    };
    let homes = record.homes();
    match before {
        // It began on the very day: it is put right, not followed.
        Some(home) if home.note.from == next.from => homes.correct(home.id, &next).map(drop),
        Some(home) => {
            let next = HomeNote { until: home.note.until, ..next };
            homes.correct(home.id, &HomeNote { until: next.from, ..home.note.clone() })?;
            homes.add(&next).map(drop)
        }
        None => homes.add(&next).map(drop),
    }
}

fn keep_activity(
    record: &Record<'_>,
    day: NaiveDate,
    before: Option<&Activity>,
    said: &ActivitySaid,
) -> StoreResult<()> {
    let next = match (said, before) {
        (ActivitySaid::Nothing | ActivitySaid::Same, _) => return Ok(()),
        (ActivitySaid::Now(note), _) => ActivityNote { from: note.from.or(Some(day)), ..note.clone() },
        (ActivitySaid::NotKnown, Some(one)) if one.note.kind == ACTIVITY_NOT_KNOWN => return Ok(()),
        (ActivitySaid::NotKnown, _) => {
            ActivityNote { kind: ACTIVITY_NOT_KNOWN.into(), from: Some(day), ..ActivityNote::default() }
        }
    };
    let activities = record.activities();
    match before {
        Some(one) if one.note.from == next.from => activities.correct(one.id, &next).map(drop),
        Some(one) => {
            let next = ActivityNote { until: one.note.until, ..next };
            activities.correct(one.id, &ActivityNote { until: next.from, ..one.note.clone() })?;
            activities.add(&next).map(drop)
        }
        None => activities.add(&next).map(drop),
    }
}

/// A visit that was written down, and what else it filled.
#[derive(Debug, Clone)]
pub struct SeenVisit {
    pub answered: Answered,
    /// What it says now; what it said last, where it was withdrawn.
    pub contact: ContactNote,
    /// The version that stands; `None` where it was withdrawn.
    pub version: Option<ContactId>,
    /// What it said before, newest first.
    pub earlier: Vec<Version<Contact>>,
    /// By when the next visit is owed; nothing where none is.
    pub visit_due: Option<NaiveDate>,
    pub home: Option<Home>,
    pub activity: Option<Activity>,
    /// What the return would say now.
    pub position: Option<Position>,
}

/// Opens the record and reads what a visit filled.
///
/// # Errors
/// As [`see_for_visit`]; `NotFound` for a contact that is not this person's.
pub fn see_visit(ask: &Ask<'_, Caseload>, person: PersonId, contact: ContactId) -> StoreResult<SeenVisit> {
    let record = ask.open(person, Purpose::Contact)?;
    let line = record.contacts().line(contact)?;
    let newest = line.first().map(|version| &version.row).ok_or(StoreError::NotFound)?;
    let version = newest.recorded.stands().then_some(newest.id);
    let contact = newest.note.clone();
    let earlier = line.into_iter().filter(|version| !version.row.recorded.stands()).collect();
    let answered = Answered::of(ask.law, record.overview()?, ask.now.today).in_record(&record);
    let (homes, activities) = (record.homes_shown()?, record.activities().standing()?);
    Ok(SeenVisit {
        visit_due: answered.due.iter().find(|due| due.what == What::Visit).map(|due| due.day),
        home: home_on(&homes, contact.happened_on).cloned(),
        activity: activity_on(&activities, contact.happened_on).cloned(),
        position: position(&record, &answered, contact.happened_on, (&homes, &activities))?,
        answered,
        contact,
        version,
        earlier,
    })
}

/// What the return would say of the birthday for which contact on this day counts.
fn position(
    record: &Record<'_>,
    answered: &Answered,
    day: NaiveDate,
    (homes, activities): (&[Home], &[Activity]),
) -> StoreResult<Option<Position>> {
    let born = answered.listed.person.identity.born;
    let Some(asked) = born.and_then(|born| Asked::on_day(born, day)) else { return Ok(None) };
    let contacts = record.contacts().standing()?;
    let met: Vec<_> = contacts.iter().map(|one| (one.note.happened_on, one.note.kind)).collect();
    Ok(Some(Position::of(asked, answered.today, &met, homes, activities)))
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;
    use crate::usecases::{
        testing::{Jay, asking, at, day, own_asking},
        young_person::see_home::see_home,
    };
    use onward_domain::{contact::ContactKind, shown::Records};
    use onward_store::{on_both, testing::TestStore};

    fn visit(says: ContactNote, key: &str) -> Visit {
        let sent = Sent { version: None, says, key: key.into() };
        Visit { sent, home: HomeSaid::Nothing, activity: ActivitySaid::Nothing }
    }

    fn log(store: &TestStore, jay: &Jay, visit: Visit) -> Kept<Contact, CannotBe> {
        let (me, person) = (jay.priya, jay.person);
        store.write(move |tx| log_visit(&asking(tx, me, at(0)), person, &visit)).unwrap()
    }

    fn jay_now(store: &TestStore, jay: &Jay) -> SeenForVisit {
        let (me, person) = (jay.priya, jay.person);
        store.read(move |tx| see_for_visit(&asking(tx, me, at(0)), person)).unwrap()
    }

    fn at_home(on: &str) -> ContactNote {
        ContactNote::new(ContactKind::VisitAtHome, day(on))
    }

    fn flat() -> HomeSaid {
        HomeSaid::Moved(HomeNote { kind: "U".into(), suitable: Some(true), ..HomeNote::default() })
    }

    on_both!(recorded_once_a_visit_fills_clock_coverage_chronology_return_and_their_own_page => |store| {
        let jay = Jay::of(store);
        let account = jay.account(store);
        let before = jay_now(store, &jay).answered;
        assert!(before.not_recorded.contains(&What::Visit));
        assert!(before.due.iter().all(|due| due.what != What::Visit), "nothing to be late for");
        assert_eq!(before.listed.shown().visits(day("2026-11-23")), Records::Nothing);

        // His birthday is on 21 March: contact counts from 21 December. This visit is of January.
        let note = ContactNote {
            next_on: Some(day("2027-03-10")),
            own_words: Some("The café job is good.".into()),
            ..at_home("2027-01-11")
        };
        let told = Visit {
            home: flat(),
            activity: ActivitySaid::Now(ActivityNote { kind: "F5".into(), ..ActivityNote::default() }),
            ..visit(note, "one")
        };
        let (me, person) = (jay.priya, jay.person);
        let january = onward_domain::moment::Moment { today: day("2027-01-11"), ..at(0) };
        let twice = told.clone();
        let first = store.write(move |tx| log_visit(&asking(tx, me, january), person, &told)).unwrap();
        let again = store.write(move |tx| log_visit(&asking(tx, me, january), person, &twice)).unwrap();
        assert_eq!(first.version(), again.version(), "sent twice, kept once");

        let contact = first.version().unwrap();
        let seen = store.read(move |tx| see_visit(&asking(tx, me, january), person, contact)).unwrap();
        assert_eq!(seen.visit_due, Some(day("2027-03-11")), "the clock of visits");
        assert_eq!(seen.answered.listed.shown().visits(day("2027-01-11")), Records::Done, "coverage");
        let position = seen.position.unwrap();
        assert!(position.is_whole(), "the return");
        assert_eq!((position.activity.as_deref(), position.home.as_deref()), (Some("F5"), Some("U1")));
        assert_eq!((position.in_touch, position.asked.age), (Some(day("2027-01-11")), 20));
        let line = store.read(move |tx| asking(tx, me, january).open(person, Purpose::Contact)?.contacts().standing());
        assert_eq!(line.unwrap().len(), 1, "the chronology");
        let own = store.read(move |tx| see_home(&own_asking(tx, account, january))).unwrap();
        assert_eq!(own.own.next_contact, Some(day("2027-03-10")), "his own page");
        assert_eq!(own.last_met.as_ref().unwrap().own_words.as_deref(), Some("The café job is good."));
    });

    on_both!(a_call_a_try_and_a_refusal_never_close_a_visit => |store| {
        let jay = Jay::of(store);
        for (kind, key) in [(ContactKind::Call, "a"), (ContactKind::Tried, "b"), (ContactKind::Refused, "c")] {
            log(store, &jay, visit(ContactNote::new(kind, day("2026-11-20")), key)).version().unwrap();
        }
        let now = jay_now(store, &jay).answered;
        assert!(now.not_recorded.contains(&What::Visit), "nobody has seen him");
        assert_eq!(now.listed.last_contact, Some(day("2026-11-20")), "the call reached him");
        log(store, &jay, visit(at_home("2026-11-20"), "d"));
        let visit = jay_now(store, &jay).answered.due.into_iter().find(|due| due.what == What::Visit);
        assert_eq!(visit.unwrap().day, day("2027-01-20"));
    });

    on_both!(homes_and_activities_are_histories_and_a_judgement_counts_from_its_day => |store| {
        let jay = Jay::of(store);
        log(store, &jay, Visit { home: flat(), ..visit(at_home("2026-09-01"), "a") });
        let damp = HomeSaid::Same { suitable: false, why: Some("Damp in both rooms".into()) };
        log(store, &jay, Visit { home: damp, ..visit(at_home("2026-10-01"), "b") });
        log(store, &jay, Visit { home: HomeSaid::NotKnown, ..visit(at_home("2026-11-01"), "c") });
        let (me, person) = (jay.priya, jay.person);
        let homes = store.read(move |tx| asking(tx, me, at(0)).open(person, Purpose::Contact)?.homes_shown()).unwrap();
        let lines: Vec<_> = homes
            .iter()
            .map(|home| (home.note.kind.as_str(), home.note.suitable, home.note.from.unwrap().to_string(), home.note.until))
            .collect();
        assert_eq!(lines, [
            ("U", Some(true), "2026-09-01".to_owned(), Some(day("2026-10-01"))),
            ("U", Some(false), "2026-10-01".to_owned(), Some(day("2026-11-01"))),
            ("R", None, "2026-11-01".to_owned(), None),
        ]);
        assert_eq!(homes[1].note.why.as_deref(), Some("Damp in both rooms"));
    });

    on_both!(what_can_not_be_is_refused_and_nothing_is_kept => |store| {
        let jay = Jay::of(store);
        let refused = [
            (visit(at_home("2001-01-01"), "a"), CannotBe::BeforeBirth(day("2007-03-21"))),
            (
                Visit { home: HomeSaid::Same { suitable: true, why: None }, ..visit(at_home("2026-11-20"), "b") },
                CannotBe::NoHomeYet,
            ),
            (
                Visit { activity: ActivitySaid::Same, ..visit(at_home("2026-11-20"), "c") },
                CannotBe::NoActivityYet,
            ),
        ];
        let long_ago = Some(day("2001-01-01"));
        let home = HomeNote { kind: "E".into(), from: long_ago, ..HomeNote::default() };
        let work = ActivityNote { kind: "F2".into(), from: long_ago, until: None, at: None };
        let refused = refused.into_iter().chain([
            (
                Visit { home: HomeSaid::Moved(home), ..visit(at_home("2026-11-20"), "f") },
                CannotBe::HomeBeforeBirth(day("2007-03-21")),
            ),
            (
                Visit { activity: ActivitySaid::Now(work), ..visit(at_home("2026-11-20"), "g") },
                CannotBe::ActivityBeforeBirth(day("2007-03-21")),
            ),
        ]);
        for (visit, why) in refused {
            assert_eq!(log(store, &jay, visit), Kept::Doubt(why));
        }
        log(store, &jay, Visit { home: flat(), ..visit(at_home("2026-11-10"), "d") });
        let early = HomeNote { kind: "E".into(), from: Some(day("2026-11-01")), ..HomeNote::default() };
        let moved = Visit { home: HomeSaid::Moved(early), ..visit(at_home("2026-11-20"), "e") };
        assert_eq!(log(store, &jay, moved), Kept::Doubt(CannotBe::MovedBefore(day("2026-11-10"))));
        let now = jay_now(store, &jay);
        assert_eq!(now.home.unwrap().note.kind, "U");
        assert_eq!(now.answered.listed.last_visit, Some(day("2026-11-10")));
    });
}
