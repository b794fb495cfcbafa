//! The borough's directory, what one reader says is wrong, and three questions of people who could not find it.

use chrono::{NaiveDate, TimeDelta};
use onward_domain::{
    directory::{
        Answers, EntryKind, EntryNote, Flag, Need, Question, QuestionAnswer, QuestionOutcome, Wrong,
        next_check, promised_by,
    },
    id::{DirectoryFlagId, DirectoryQuestionId, UserId},
    moment::Moment,
};
use onward_store::{StoreError, StoreResult, Tx, repo::directory::KeptEntry};
use serde::Deserialize;

use super::life::before;
use crate::clock::from_london;

const FILE: &str = include_str!("borough-services.toml");

#[derive(Deserialize)]
struct File {
    entry: Vec<Written>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    name: String,
    provider: String,
    kind: EntryKind,
    does: String,
    for_whom: String,
    does_not: Option<String>,
    phone: Option<String>,
    night_phone: Option<String>,
    answers: Answers,
    hours: Option<String>,
    email: Option<String>,
    web: Option<String>,
    place: Option<String>,
    languages: Option<String>,
    needs: Vec<Need>,
    also: Option<String>,
    owner: String,
    checked_on: toml::value::Datetime,
    checked_by: String,
    check_by: Option<toml::value::Datetime>,
}

fn unreadable(why: &impl ToString) -> StoreError {
    StoreError::Unreadable(why.to_string())
}

fn day(written: &toml::value::Datetime) -> StoreResult<NaiveDate> {
    written.to_string().parse().map_err(|why: chrono::ParseError| unreadable(&why))
}

fn note(one: Written, owner: UserId) -> StoreResult<EntryNote> {
    let checked = day(&one.checked_on)?;
    let check_by = one.check_by.as_ref().map(day).transpose()?;
    Ok(EntryNote {
        kind: one.kind,
        name: one.name,
        provider: one.provider,
        does: one.does,
        for_whom: one.for_whom,
        does_not: one.does_not,
        phone: one.phone,
        answers: one.answers,
        hours: one.hours,
        night_phone: one.night_phone,
        email: one.email,
        web: one.web,
        place: one.place,
        languages: one.languages,
        needs: one.needs,
        also: one.also,
        owner: Some(owner),
        checked_on: Some(checked),
        checked_by: Some(one.checked_by),
        check_by: check_by.unwrap_or_else(|| next_check(checked)),
        shown: true,
    })
}

/// Puts it into the database; Dawn looks after the whole of it.
///
/// # Errors
/// The file's and the store's own.
pub fn fill(tx: &Tx, staff: impl Fn(&str) -> StoreResult<UserId>, now: Moment) -> StoreResult<()> {
    let desk =
        tx.viewer(staff("dawn")?)?.and_then(|viewer| viewer.directory()).ok_or(StoreError::NotFound)?;
    let file: File = toml::from_str(FILE).map_err(|why| unreadable(&why))?;
    for (place, one) in file.entry.into_iter().enumerate() {
        let (owner, flagged) = (staff(&one.owner)?, one.name.ends_with("food bank"));
        let kept = desk.keep(tx, None, &note(one, owner)?, &format!("directory {place}"), now)?;
        if let (KeptEntry::Now(entry), true) = (kept, flagged) {
            let words =
                Some("It rings and nobody answers. The sign at the hall has another number.".to_owned());
            let at = now.at + TimeDelta::minutes(20);
            let flag =
                Flag { id: DirectoryFlagId::new(), entry, wrong: Wrong::Phone, words, at, settled: None };
            tx.directory().flag(&flag, "made up flag")?;
        }
    }
    let answered = |outcome, words: &str, need| {
        Some(QuestionAnswer {
            outcome,
            words: words.to_owned(),
            entry: None,
            need: Some(need),
            at: now.at,
            by: desk.user(),
        })
    };
    for (place, (days, asks, reach, answer)) in [
        (1, "Somewhere warm to do homework after school, my little brother is loud", None, None),
        (
            4,
            "A place to wash clothes in the evening. Our machine is broken",
            None,
            answered(
                QuestionOutcome::Nothing,
                "There is no launderette here that is open after 6pm. We wrote it down as missing. The food bank can give you soap.",
                Need::Home,
            ),
        ),
        (
            6,
            "Who helps with a bus pass for college",
            Some("01632 960 158"),
            answered(
                QuestionOutcome::Found,
                "Your college’s student desk gives them out. If you were in care, your adviser can pay for it the same day.",
                Need::Work,
            ),
        ),
    ]
    .into_iter()
    .enumerate()
    {
        let at = now.at - TimeDelta::days(days);
        let promised = from_london(promised_by(before(now.today, u64::try_from(days).unwrap_or_default()).and_time(at.time())));
        let id = DirectoryQuestionId::new();
        let question = Question { id, asks: asks.to_owned(), reach: reach.map(str::to_owned), at, promised, answer: None };
        let _kept = tx.directory().ask(&question, &format!("made up {place}"), &format!("no code {place}"))?;
        if let Some(answer) = answer {
            let _first = desk.answer(tx, id, &answer)?;
        }
    }
    Ok(())
}
