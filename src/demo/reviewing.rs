//! What Judith reviewed and challenged in the last months, with answers and results; and two pages of practice advice.

use chrono::NaiveDate;
use onward_domain::{
    access::Purpose,
    id::{PersonId, UserId},
    moment::Moment,
    reviewing::{
        AdviceNote, ChallengeAct, ChallengeMatter, ChallengeMove, ChallengeResult, HowKnown, ReviewKind,
        ReviewNote, ReviewRecord, ViewsGiven,
    },
};
use onward_store::{
    StoreError, StoreResult, Tx,
    repo::{reviewing::NewChallenge, versions::Sent},
    scope::{Record, ReviewDesk},
};

use super::life::{after, before};

/// Half past four in the afternoon of a day.
fn on(day: NaiveDate) -> Moment {
    let at = day.and_time(chrono::NaiveTime::MIN).and_utc() + chrono::TimeDelta::minutes(16 * 60 + 30);
    Moment { at, today: day }
}

fn not_now(why: impl std::fmt::Debug) -> StoreError {
    StoreError::NotAllowed(format!("{why:?}"))
}

/// Puts it into the database.
///
/// # Errors
/// The store's own.
pub fn fill(tx: &Tx, judith: UserId, dawn: UserId, now: Moment) -> StoreResult<()> {
    let desk = tx.viewer(judith)?.and_then(|viewer| viewer.review()).ok_or(StoreError::NotFound)?;
    let all = desk.people(tx, now)?;
    let mut people: Vec<PersonId> = all.iter().map(|one| one.person.id).collect();
    people.truncate(6);
    for (place, person) in people.iter().enumerate() {
        review(tx, &desk, *person, place, now.today)?;
    }
    // The last of three is nearly grown up.
    let grown = all.iter().skip(2).find(|one| {
        one.person.identity.born.and_then(|born| now.today.years_since(born)).is_some_and(|age| age == 17)
    });
    if let ([first, second, ..], Some(third)) = (people.as_slice(), grown) {
        challenges(tx, (&desk, judith, dawn), [*first, *second, third.person.id], now.today)?;
    }
    advice(tx, &desk, now)
}

fn record_of<'t>(tx: &'t Tx, desk: &ReviewDesk, person: PersonId, day: NaiveDate) -> StoreResult<Record<'t>> {
    desk.open(tx, person, Purpose::Review, on(day))
}

/// Most had a review some months ago; one is late, one is booked, one says little about an outcome.
fn review(tx: &Tx, desk: &ReviewDesk, person: PersonId, place: usize, today: NaiveDate) -> StoreResult<()> {
    let key = |what: &str| format!("made up {what} {place}");
    let held = before(today, [190, 120, 175, 60, 30, 100].get(place).copied().unwrap_or(90));
    let past = record_of(tx, desk, person, held)?;
    let id = past.book_review(ReviewKind::Care, held, &key("booked"))?;
    let whole = place != 3;
    let says = ReviewRecord {
        held_on: held,
        views_how: if place == 4 { ViewsGiven::Declined } else { ViewsGiven::InPerson },
        views_before: (place != 4)
            .then(|| "I want to know where I live next, and see my brother more.".to_owned()),
        views_after: whole.then(|| "It was shorter than last time. They listened.".to_owned()),
        outcome: whole
            .then(|| "They know before their birthday where they will live, and have seen it.".to_owned()),
        by_when: whole.then(|| after(held, 90)),
        who: whole.then(|| "Farah Siddiqui".to_owned()),
        decided:
            "The plan goes on. School reports on attendance each month. Family time every second Saturday."
                .to_owned(),
    };
    let note = ReviewNote { review: id, record: says, shared: whole, left_out: None };
    let _recorded = past.record_review(&Sent { version: None, says: note, key: key("recorded") })?;
    if place == 1 || place == 2 {
        let ahead = after(today, if place == 1 { 3 } else { 14 });
        record_of(tx, desk, person, before(today, 5))?.book_review(ReviewKind::Care, ahead, &key("ahead"))?;
    }
    Ok(())
}

fn challenges(
    tx: &Tx,
    (desk, judith, dawn): (&ReviewDesk, UserId, UserId),
    [first, second, third]: [PersonId; 3],
    today: NaiveDate,
) -> StoreResult<()> {
    let raise = |person, days, matter, title: &str, words: &str, childs: Option<&str>| {
        let new = NewChallenge {
            matter,
            title: title.to_owned(),
            words: words.to_owned(),
            childs_words: childs.map(str::to_owned),
        };
        record_of(tx, desk, person, before(today, days))?.raise_challenge(&new, &format!("made up {title}"))
    };
    let step = |act, days, words: &str, by| ChallengeMove {
        act,
        words: words.to_owned(),
        result: None,
        how_known: None,
        childs_words: None,
        on: before(today, days),
        at: on(before(today, days)).at,
        by,
    };
    let manager = tx.viewer(dawn)?.and_then(|viewer| viewer.service()).ok_or(StoreError::NotFound)?;
    let answer = |person, id, days, words: &str| {
        let record = manager.open(tx, person, Purpose::Review, on(before(today, days)))?;
        let step = step(ChallengeAct::Answered, days, words, dawn);
        record.move_challenge(id, &step, &format!("made up answer {days}"))?.map_err(not_now)
    };
    let stopped = raise(
        first,
        32,
        ChallengeMatter::FamilyTime,
        "Time with her brother stopped",
        "The plan says every second Saturday. There has been none since 29 August, and nobody has said why.",
        Some("I don’t know if he thinks I forgot him."),
    )?;
    answer(
        first,
        stopped,
        11,
        "You are right. The worker who drove them left in August and nobody took it over. A family support worker drives from \
         21 November, each second Saturday.",
    )?;
    raise(
        second,
        19,
        ChallengeMatter::Education,
        "No school place",
        "Out of school since the move in October. The plan names no day and nobody who finds a place.",
        None,
    )?;
    raise(
        third,
        3,
        ChallengeMatter::Home,
        "The plan has no home after 18",
        "18 within the year, and no step of the plan says where they will live.",
        None,
    )?;
    let closed = raise(
        third,
        75,
        ChallengeMatter::Health,
        "Health check not done",
        "The yearly check was due in June. Nobody booked it.",
        None,
    )?;
    answer(third, closed, 70, "Booked for 22 September with the nurse at the clinic; their carer goes too.")?;
    let result = ChallengeMove {
        result: Some(ChallengeResult::Changed),
        how_known: Some(HowKnown::Said),
        childs_words: Some("She checked my ears. I can hear in class now.".to_owned()),
        ..step(ChallengeAct::Result, 55, "They had the check, and hearing aids two weeks later.", judith)
    };
    let record = record_of(tx, desk, third, before(today, 55))?;
    record.move_challenge(closed, &result, "made up result")?.map_err(not_now)
}

fn advice(tx: &Tx, desk: &ReviewDesk, now: Moment) -> StoreResult<()> {
    for (title, matter, words) in [
        (
            "Brothers and sisters: time that is in the plan and does not happen",
            ChallengeMatter::FamilyTime,
            "Ask both children, apart, when they last met.\nAsk for the name of whoever drives, and who does it when they are \
             away.\nRecord each time that was missed with its day. Two in a row is a challenge, not a reminder.",
        ),
        (
            "A plan without a home after 18",
            ChallengeMatter::Home,
            "By 17 there are two homes to choose from, and they have seen both.\nStaying put is asked for in writing, with the \
             carer’s answer.\nA hostel is no plan.",
        ),
    ] {
        let note = AdviceNote { title: title.to_owned(), matter, words: words.to_owned() };
        desk.keep_advice(tx, None, &note, &format!("made up {title}"), now)?;
    }
    Ok(())
}
