//! Unknown facts: the same answer for every extreme is an answer; where they differ, it names what would settle it.
//!
//! Each unknown fact of the record has two extremes (3.8 of the specification). The rules are run for every
//! combination. This is not three-valued logic: a condition that is true either way is true.

use crate::assess::{OnDay, with_life};
use crate::assessment::{
    Assessment, EntitlementAnswer, Fact, Flags, KeyDates, LawState, NextChange, Outcome, Status,
};
use crate::calendar::{Day, birthday};
use crate::catalogue::Law;
use crate::json::{Episode, EventKind, LegalStatus, LivesWith, Person};
use chrono::NaiveDate;

/// With more unknown facts than this, not every combination is tried: see [`combinations`].
const ALL_COMBINATIONS: usize = 10;

/// The facts of the record that are not known, in the order that `missing` lists them.
pub(crate) fn facts(person: &Person) -> Vec<Fact> {
    let mut unknown = Vec::new();
    match &person.episodes {
        None => unknown.push(Fact::Episodes),
        Some(episodes) => {
            for (place, episode) in episodes.iter().enumerate() {
                unknown.extend(episode.start.is_none().then_some(Fact::EpisodeStart(place)));
                unknown.extend(episode.legal_status.is_none().then_some(Fact::EpisodeLegalStatus(place)));
                unknown.extend(end_is_unknown(episode).then_some(Fact::EpisodeEnd(place)));
            }
        }
    }
    for (place, event) in person.events.iter().enumerate() {
        let with_whom = event.kind == EventKind::ReturnedHome && event.with.is_none();
        unknown.extend(with_whom.then_some(Fact::EventWith(place)));
    }
    unknown
}

/// Whether any fact of the record is not known.
pub(crate) fn any(person: &Person) -> bool {
    let episode = |episode: &Episode| {
        episode.start.is_none() || episode.legal_status.is_none() || end_is_unknown(episode)
    };
    person.episodes.as_ref().is_none_or(|episodes| episodes.iter().any(episode))
        || person.events.iter().any(|event| event.kind == EventKind::ReturnedHome && event.with.is_none())
}

fn end_is_unknown(episode: &Episode) -> bool {
    episode.end_unknown && episode.end.is_none()
}

/// The person with every unknown fact at one of its extremes: the second one for the facts whose flag is set.
pub(crate) fn at_extremes(
    person: &Person,
    born: NaiveDate,
    as_of: NaiveDate,
    unknown: &[Fact],
    second: &[bool],
) -> Person {
    let mut known = person.clone();
    for (fact, second) in unknown.iter().zip(second.iter().copied()) {
        match fact {
            Fact::Episodes => {
                known.episodes = Some(if second { vec![in_care_from_14(born)] } else { Vec::new() })
            }
            Fact::EpisodeStart(place) => start_at_extreme(&mut known, *place, born, as_of, second),
            Fact::EpisodeLegalStatus(place) => with_episode(&mut known, *place, |episode| {
                episode.legal_status = Some(if second { LegalStatus::V4 } else { LegalStatus::V2 });
            }),
            Fact::EpisodeEnd(place) => with_episode(&mut known, *place, |episode| {
                episode.end = if second { Some(as_of) } else { episode.start };
                episode.end_unknown = false;
            }),
            Fact::EventWith(place) => {
                if let Some(event) = known.events.get_mut(*place) {
                    event.with = Some(if second { LivesWith::RelativeNoPr } else { LivesWith::Parent });
                }
            }
            Fact::DateOfBirth | Fact::Circumstance(_) | Fact::Asked(_) => {}
        }
    }
    known
}

/// Section 20 from 14 on, still running.
fn in_care_from_14(born: NaiveDate) -> Episode {
    Episode { start: Some(birthday(born, 14)), legal_status: Some(LegalStatus::V2), ..Episode::default() }
}

fn with_episode(person: &mut Person, place: usize, change: impl FnOnce(&mut Episode)) {
    if let Some(episode) = person.episodes.as_mut().and_then(|episodes| episodes.get_mut(place)) {
        change(episode);
    }
}

/// The start is its end (or the day assessed), or the end of the record listed before it (or birth).
fn start_at_extreme(person: &mut Person, place: usize, born: NaiveDate, as_of: NaiveDate, second: bool) {
    let episodes = person.episodes.as_deref().unwrap_or_default();
    let before = place.checked_sub(1).and_then(|before| episodes.get(before)).and_then(|episode| episode.end);
    let start = if second {
        before.unwrap_or(born)
    } else {
        episodes.get(place).and_then(|e| e.end).unwrap_or(as_of)
    };
    with_episode(person, place, |episode| episode.start = Some(start));
}

/// Which combinations of extremes to try: all of them, or, with very many unknown facts, each fact alone moved from
/// all-first and from all-second.
pub(crate) fn combinations(facts: usize) -> Vec<Vec<bool>> {
    if facts <= ALL_COMBINATIONS {
        return (0..1u32 << facts)
            .map(|bits| (0..facts).map(|fact| bits >> fact & 1 == 1).collect())
            .collect();
    }
    let mut tried = Vec::new();
    for all in [false, true] {
        tried.push(vec![all; facts]);
        for fact in 0..facts {
            tried.push((0..facts).map(|each| (each == fact) != all).collect());
        }
    }
    tried
}

/// Assesses every combination of extremes, and says what is the same in all.
pub(crate) fn assess_extremes(law: &Law, person: &Person, as_of: NaiveDate) -> Assessment {
    let Some(born) = person.date_of_birth else { return without_birth_date(law, as_of) };
    let unknown = facts(person);
    let tried: Vec<(Vec<bool>, Assessment)> = combinations(unknown.len())
        .into_iter()
        .map(|second| {
            let known = at_extremes(person, born, as_of, &unknown, &second);
            let answer = with_life(law, born, &known, OnDay(as_of));
            (second, answer)
        })
        .collect();
    agree(&unknown, &tried).unwrap_or_else(|| without_birth_date(law, as_of))
}

/// What all variants say alike.
fn agree(unknown: &[Fact], tried: &[(Vec<bool>, Assessment)]) -> Option<Assessment> {
    let (_, first) = tried.first()?;
    let mut answer = first.clone();
    answer.missing = settling(unknown, tried, |assessment| assessment.status);
    let status_differs = tried.iter().any(|(_, each)| each.status != first.status);
    for (_, each) in tried.iter().skip(1) {
        same(&mut answer.duty_stage, &each.duty_stage);
        same(&mut answer.route, &each.route);
        same(&mut answer.looked_after, &each.looked_after);
        same(&mut answer.qualifying_days, &each.qualifying_days);
        same(&mut answer.next_change, &each.next_change);
        same(&mut answer.responsible_authority, &each.responsible_authority);
        same_dates(&mut answer.dates, &each.dates);
        answer.warnings = answer.warnings.or(each.warnings);
        answer.confirm = answer.confirm.or(each.confirm);
    }
    if status_differs {
        answer.status = Status::NeedsInformation;
        answer.duty_stage = None;
        answer.route = None;
    }
    for (place, entitlement) in answer.entitlements.iter_mut().enumerate() {
        agree_on_entitlement(entitlement, place, unknown, tried);
    }
    Some(answer)
}

/// Each unknown fact for which some pair of otherwise equal variants differs.
fn settling<T: PartialEq>(
    unknown: &[Fact],
    tried: &[(Vec<bool>, Assessment)],
    part: impl Fn(&Assessment) -> T,
) -> Vec<Fact> {
    let decides = |fact: usize| {
        tried.iter().any(|(one, first)| {
            tried.iter().any(|(other, second)| {
                let only_this =
                    one.iter().zip(other).enumerate().all(|(at, (a, b))| (a != b) == (at == fact));
                only_this && part(first) != part(second)
            })
        })
    };
    let facts = unknown.iter().enumerate();
    facts.filter(|(place, _)| decides(*place)).map(|(_, fact)| fact.clone()).collect()
}

fn agree_on_entitlement(
    answer: &mut EntitlementAnswer,
    place: usize,
    unknown: &[Fact],
    tried: &[(Vec<bool>, Assessment)],
) {
    let others = || tried.iter().filter_map(|(_, each)| each.entitlements.get(place));
    let outcome = answer.outcome;
    let differs = others().any(|other| other.outcome != outcome);
    let mut needs = Vec::new();
    for other in others() {
        same(&mut answer.from, &other.from);
        same(&mut answer.until, &other.until);
        same(&mut answer.upcoming_from, &other.upcoming_from);
        same(&mut answer.amount_pence, &other.amount_pence);
        let new: Vec<Fact> = other.needs.iter().filter(|fact| !needs.contains(*fact)).cloned().collect();
        needs.extend(new);
    }
    if differs {
        answer.outcome = Outcome::NeedsInformation;
        (answer.from, answer.until, answer.upcoming_from) = (None, None, None);
        let outcome = |each: &Assessment| each.entitlements.get(place).map(|entitlement| entitlement.outcome);
        let mut all = settling(unknown, tried, outcome);
        all.extend(needs);
        needs = all;
    }
    answer.needs = needs;
}

/// Keeps a value only if the other has the same.
fn same<T: PartialEq>(mine: &mut Option<T>, theirs: &Option<T>) {
    if mine != theirs {
        *mine = None;
    }
}

fn same_dates(mine: &mut KeyDates, theirs: &KeyDates) {
    same(&mut mine.reaches_13_weeks, &theirs.reaches_13_weeks);
    same(&mut mine.eligible_from, &theirs.eligible_from);
    same(&mut mine.needs_assessment_due, &theirs.needs_assessment_due);
    same(&mut mine.six_month_home_date, &theirs.six_month_home_date);
}

/// Nothing can be decided without the date of birth.
pub(crate) fn without_birth_date(law: &Law, as_of: NaiveDate) -> Assessment {
    let state = |terms: &crate::catalogue::Terms| crate::assess::law_state(*terms, Day::of(as_of));
    let unknown = |state: LawState| EntitlementAnswer {
        outcome: Outcome::NeedsInformation,
        from: None,
        until: None,
        upcoming_from: None,
        amount_pence: None,
        state,
        needs: vec![Fact::DateOfBirth],
    };
    Assessment {
        as_of,
        status: Status::NeedsInformation,
        duty_stage: None,
        route: None,
        looked_after: None,
        qualifying_days: None,
        missing: vec![Fact::DateOfBirth],
        entitlements: law.terms.iter().map(|terms| unknown(state(terms))).collect(),
        dates: KeyDates::default(),
        next_change: None::<NextChange>,
        responsible_authority: None,
        warnings: Flags::default(),
        confirm: Flags::default(),
    }
}
