//! A challenge as its reviewing officer and a manager see it: from raised to result.

use chrono::NaiveDate;
use onward_domain::reviewing::{
    Challenge, ChallengeAct, ChallengeMatter, ChallengeResult, ChallengeStands, HowKnown, answer_within,
    holder,
};
use serde::Serialize;

use crate::usecases::reviewed::SeenChallenge;

/// The whole of it.
#[derive(Debug, Clone, Serialize)]
pub struct ChallengeShown {
    number: i64,
    name: String,
    person: String,
    title: String,
    matter: ChallengeMatter,
    words: String,
    childs_words: Option<String>,
    raised_on: NaiveDate,
    raised_by: Option<String>,
    age: i64,
    level: u8,
    /// Who answers there, where somebody is named.
    holder: Option<String>,
    waits_until: Option<NaiveDate>,
    wants_result: bool,
    missed: usize,
    closed: Option<ChallengeResult>,
    closed_on: Option<NaiveDate>,
    road: Vec<Stop>,
}

/// One stop of its way.
#[derive(Debug, Clone, Serialize)]
struct Stop {
    /// `level`, `answered`, `up` or `result`.
    what: &'static str,
    level: u8,
    /// To whom it went then.
    holder: Option<String>,
    by_itself: bool,
    on: NaiveDate,
    answer_by: Option<NaiveDate>,
    within: Option<u32>,
    /// The answer did not come in time.
    missed: bool,
    words: Option<String>,
    by: Option<String>,
    result: Option<ChallengeResult>,
    how_known: Option<HowKnown>,
    childs_words: Option<String>,
}

impl ChallengeShown {
    /// As it stands today. `person`: where the person's page is.
    #[must_use]
    pub fn of(seen: &SeenChallenge, person: String, today: NaiveDate) -> Self {
        let one = &seen.challenge;
        let stands = one.stands(today);
        Self {
            number: one.number,
            name: seen.person.person.identity.known_as.clone(),
            person,
            title: one.title.clone(),
            matter: one.matter,
            words: one.words.clone(),
            childs_words: one.childs_words.clone(),
            raised_on: one.raised_on,
            raised_by: seen.names.get(&one.raised_by).cloned(),
            age: stands.age,
            level: stands.level(),
            holder: holder(&seen.holders, stands.level(), today).map(str::to_owned),
            waits_until: stands.waits_until(),
            wants_result: stands.wants_result(),
            missed: stands.missed(today),
            closed: stands.closed.map(|(result, _)| result),
            closed_on: stands.closed.map(|(_, on)| on),
            road: road(seen, one, &stands, today),
        }
    }
}

/// Levels and moves in the order of their days; a level that began on the day of a move comes after it.
fn road(seen: &SeenChallenge, one: &Challenge, stands: &ChallengeStands, today: NaiveDate) -> Vec<Stop> {
    let level = |at: &onward_domain::reviewing::AtLevel| Stop {
        what: "level",
        level: at.level,
        holder: holder(&seen.holders, at.level, at.since).map(str::to_owned),
        by_itself: at.by_itself,
        on: at.since,
        answer_by: at.answer_by,
        within: answer_within(at.level),
        missed: at.answer_by.is_some_and(|by| at.answered_on.map_or(by < today, |on| by < on)),
        words: None,
        by: None,
        result: None,
        how_known: None,
        childs_words: None,
    };
    let mut stops: Vec<(NaiveDate, u8, Stop)> = stands
        .levels
        .iter()
        .enumerate()
        .map(|(place, at)| (at.since, if place == 0 { 0 } else { 2 }, level(at)))
        .collect();
    for step in &one.moves {
        let what = match step.act {
            ChallengeAct::Answered => "answered",
            ChallengeAct::Up => "up",
            ChallengeAct::Result => "result",
        };
        let stop = Stop {
            what,
            level: 0,
            holder: None,
            by_itself: false,
            on: step.on,
            answer_by: None,
            within: None,
            missed: false,
            words: Some(step.words.clone()),
            by: seen.names.get(&step.by).cloned(),
            result: step.result,
            how_known: step.how_known,
            childs_words: step.childs_words.clone(),
        };
        stops.push((step.on, 1, stop));
    }
    stops.sort_by_key(|(on, order, _)| (*on, *order));
    stops.into_iter().map(|(.., stop)| stop).collect()
}

/// One line of a list of challenges.
#[derive(Debug, Clone, Serialize)]
pub struct ChallengeRow {
    pub href: String,
    pub number: i64,
    pub title: String,
    pub name: String,
    pub matter: ChallengeMatter,
    pub age: i64,
    pub level: u8,
    pub waits_until: Option<NaiveDate>,
    pub late: bool,
    pub wants_result: bool,
    pub closed: Option<ChallengeResult>,
}

impl ChallengeRow {
    /// A line for it.
    #[must_use]
    pub fn of(one: &Challenge, name: String, href: String, today: NaiveDate) -> Self {
        let stands = one.stands(today);
        Self {
            href,
            number: one.number,
            title: one.title.clone(),
            name,
            matter: one.matter,
            age: stands.age,
            level: stands.level(),
            waits_until: stands.waits_until(),
            late: stands.waits_until().is_some_and(|by| by < today),
            wants_result: stands.wants_result(),
            closed: stands.closed.map(|(result, _)| result),
        }
    }
}

/// How challenges ended, of those that were closed since a day.
#[derive(Debug, Clone, Copy, Default, Serialize)]
pub struct Ended {
    pub closed: usize,
    pub changed: usize,
    pub in_part: usize,
    pub not: usize,
}

impl Ended {
    /// Counts them.
    #[must_use]
    pub fn since(all: &[Challenge], since: NaiveDate, today: NaiveDate) -> Self {
        let closed = all.iter().filter_map(|one| one.stands(today).closed).filter(|(_, on)| *on >= since);
        closed.fold(Self::default(), |count, (result, _)| Self {
            closed: count.closed + 1,
            changed: count.changed + usize::from(result == ChallengeResult::Changed),
            in_part: count.in_part + usize::from(result == ChallengeResult::InPart),
            not: count.not + usize::from(result == ChallengeResult::Not),
        })
    }
}
