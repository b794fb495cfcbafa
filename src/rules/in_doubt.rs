//! What an open question leaves in doubt: the record says one thing, somebody else another, and nobody has settled it.
//!
//! The record stays as it is. Where two answers can be tried, both are ([`crate::unknown`]), and only what is the same under
//! each combination is the answer. Where they can't, the whole time in care is in doubt.

use crate::assessment::Fact;
use crate::person::{Episode, Event, EventKind, Person, ReasonEnded};
use crate::unknown;
use chrono::NaiveDate;

/// With more facts in doubt than this, the whole time in care is: each doubles the work.
const MOST: usize = 4;

/// What of the recorded time in care is in doubt.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct InDoubt {
    /// All of it: no care and care from 14 on are tried in its place.
    pub(crate) whole: Option<Whole>,
    /// Each of these is as recorded, or otherwise.
    pub(crate) facts: Vec<Otherwise>,
}

/// Why the whole time in care is in doubt.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Whole {
    /// Years of care may be missing from the record.
    Years,
    /// An open question is about it.
    Question,
}

/// One recorded fact, and what it is if the record is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Otherwise {
    /// A care record: the place at which it is listed, if it is recorded; what else it may be, if it was at all.
    Episode { place: Option<usize>, other: Option<Episode> },
    /// Something else that happened.
    Event { place: Option<usize>, other: Option<Event> },
}

impl InDoubt {
    /// Nothing is in doubt.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.whole.is_none() && self.facts.is_empty()
    }

    /// The facts that would settle it.
    pub(crate) fn unknown(&self) -> impl Iterator<Item = Fact> {
        let each = if self.whole.is_some() { 0 } else { self.facts.len() };
        let whole = self.whole.map(|whole| match whole {
            Whole::Years => Fact::Episodes,
            Whole::Question => Fact::CareInDoubt(0),
        });
        whole.into_iter().chain((0..each).map(Fact::CareInDoubt))
    }

    /// Care that may have been, whatever the record says.
    pub(crate) fn other_episodes(&mut self) -> impl Iterator<Item = &mut Episode> {
        self.facts.iter_mut().filter_map(|fact| match fact {
            Otherwise::Episode { other, .. } => other.as_mut(),
            Otherwise::Event { .. } => None,
        })
    }
}

impl Person {
    /// The person whose whole time in care is in doubt. What is recorded can still be shown.
    #[must_use]
    pub fn doubted(mut self, whole: Whole) -> Person {
        self.in_doubt = InDoubt { whole: Some(whole), facts: Vec::new() };
        self
    }

    /// The person of whose record these facts may be otherwise. Where trying both answers would not try everything that may
    /// have been, the whole time in care is in doubt.
    #[must_use]
    pub fn doubting(mut self, facts: Vec<Otherwise>) -> Person {
        if facts.is_empty() || self.in_doubt.whole.is_some() {
            return self;
        }
        if !self.can_try(&facts) {
            return self.doubted(Whole::Question);
        }
        self.in_doubt.facts = facts;
        self
    }

    /// What else is unknown must not depend on which of the answers is right.
    fn can_try(&self, facts: &[Otherwise]) -> bool {
        let Some(episodes) = &self.episodes else { return false };
        let plain = |fact: &Otherwise| match fact {
            Otherwise::Episode { place, other } => {
                let recorded = place.map(|place| episodes.get(place));
                recorded.is_none_or(|it| it.is_some_and(is_plain)) && other.iter().all(is_plain)
            }
            Otherwise::Event { place, other } => {
                let known = |event: &Event| event.kind != EventKind::ReturnedHome || event.with.is_some();
                let recorded = place.map(|place| self.events.get(place));
                recorded.is_none_or(|it| it.is_some_and(known)) && other.iter().all(known)
            }
        };
        let taken_over = |episode: &Episode| episode.reason_ended == Some(ReasonEnded::E3);
        let unknown = unknown::facts(self, NaiveDate::MIN).len();
        facts.len() <= MOST
            && unknown + facts.len() <= unknown::ALL_COMBINATIONS
            && facts.iter().all(plain)
            && !episodes.iter().any(taken_over)
    }

    /// The person with the other answer to one question; removed records leave no days.
    pub(crate) fn otherwise(&mut self, doubt: &Otherwise) {
        match doubt {
            Otherwise::Episode { place, other } => {
                let episodes = self.episodes.get_or_insert_default();
                match (place.and_then(|place| episodes.get_mut(place)), other) {
                    (Some(episode), other) => *episode = other.clone().unwrap_or_default(),
                    (None, Some(other)) => episodes.push(other.clone()),
                    (None, None) => {}
                }
            }
            Otherwise::Event { place, other } => {
                match (place.and_then(|place| self.events.get_mut(place)), other) {
                    (Some(event), Some(other)) => *event = other.clone(),
                    (None, Some(other)) => self.events.push(other.clone()),
                    // Removed by [`Person::without_events`], once nothing else is found by its place.
                    (_, None) => {}
                }
            }
        }
    }

    /// The person without the events that never were.
    pub(crate) fn without_events(&mut self, mut places: Vec<usize>) {
        places.sort_unstable();
        for place in places.into_iter().rev() {
            if place < self.events.len() {
                self.events.remove(place);
            }
        }
    }
}

/// Nothing about it is unknown.
fn is_plain(episode: &Episode) -> bool {
    let over = !episode.end_unknown && episode.reason_ended != Some(ReasonEnded::E3);
    over && episode.start.is_some()
        && episode.legal_status.is_some()
        && episode.country == crate::person::Country::England
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests")]
    use super::*;
    use crate::assessment::{Assessment, Outcome, Status};
    use crate::{Law, Messages, assess, day_count, years};
    use proptest::prelude::*;

    const TODAY: &str = "2026-11-23";

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn person(text: &str) -> Person {
        serde_json::from_str(text).unwrap()
    }

    /// In care from 14 until his 18th birthday, 19 now.
    fn jay() -> Person {
        person(
            r#"{"date_of_birth":"2007-03-21","episodes":[
            {"start":"2021-05-03","end":"2024-01-01","legal_status":"C2","placement":"U4","reason_ended":"X1"},
            {"start":"2024-01-01","end":"2025-03-21","legal_status":"C2","placement":"K2","reason_ended":"E6"}]}"#,
        )
    }

    fn ending(mut episode: Episode, on: &str) -> Episode {
        episode.end = Some(day(on));
        episode
    }

    fn of(person: &Person) -> Assessment {
        assess(Law::england().unwrap(), person, day(TODAY))
    }

    #[test]
    fn five_days_in_the_middle_change_nothing_so_nothing_waits() {
        let jay = jay();
        let other = ending(jay.episodes.as_ref().unwrap()[0].clone(), "2023-12-27");
        let doubted = jay.clone().doubting(vec![Otherwise::Episode { place: Some(0), other: Some(other) }]);
        let (flat, waits) = (of(&jay), of(&doubted));
        assert_eq!((waits.status, &waits.missing), (Status::FormerRelevant, &Vec::new()));
        let outcomes = |it: &Assessment| it.entitlements.iter().map(|each| each.outcome).collect::<Vec<_>>();
        assert_eq!(outcomes(&waits), outcomes(&flat));
        assert_eq!(waits.qualifying_days, None, "the days are not the same");
        let count = day_count(Law::england().unwrap(), Messages::english().unwrap(), &doubted, day(TODAY));
        assert_eq!(count.unwrap().counted, 1418, "the record can be shown as it is");
    }

    #[test]
    fn what_depends_on_the_question_waits_for_it_and_says_so() {
        let mut jay = jay();
        jay.episodes.as_mut().unwrap().pop();
        let left_at_15 = ending(jay.episodes.as_ref().unwrap()[0].clone(), "2022-03-01");
        let doubted = jay.doubting(vec![Otherwise::Episode { place: Some(0), other: Some(left_at_15) }]);
        let answer = of(&doubted);
        assert_eq!(answer.status, Status::NeedsInformation);
        assert_eq!(answer.missing, [Fact::CareInDoubt(0)]);
        let open = || answer.entitlements.iter().map(|each| each.outcome);
        assert!(open().any(|it| it == Outcome::NeedsInformation) && open().any(|it| it == Outcome::Entitled));
        let years = years(Law::england().unwrap(), &doubted, day(TODAY)).unwrap();
        assert_eq!(years.standing.at(day("2021-06-01").into()).status, Status::None, "he was 14 either way");
    }

    #[test]
    fn a_question_that_cannot_be_tried_leaves_all_of_it_in_doubt() {
        let jay = jay();
        let unknown = Episode { legal_status: None, ..jay.episodes.as_ref().unwrap()[0].clone() };
        let one = |other| Otherwise::Episode { place: Some(0), other };
        let whole = |person: &Person| of(person).missing;
        assert_eq!(whole(&jay.clone().doubting(vec![one(Some(unknown))])), [Fact::CareInDoubt(0)]);
        let many = jay.clone().doubting(vec![one(None); MOST + 1]);
        assert_eq!(many.in_doubt.whole, Some(Whole::Question));
        assert_eq!(whole(&jay.clone().doubted(Whole::Question)), [Fact::CareInDoubt(0)]);
        assert_eq!(whole(&jay.doubted(Whole::Years)), [Fact::Episodes]);
    }

    /// A care record from so many days after the 13th birthday, for so many days.
    fn episodes() -> impl Strategy<Value = Episode> {
        let born = day("2007-03-21");
        let status = prop_oneof![Just("V2"), Just("C2"), Just("V3"), Just("J1")];
        (365 * 13..365 * 19_i32, 0..900_i32, status).prop_map(move |(from, days, status)| {
            let on = |days| crate::calendar::Day::of(born).plus(days).date();
            Episode {
                start: on(from),
                end: on(from + days),
                legal_status: serde_json::from_value(serde_json::json!(status)).ok(),
                ..Episode::default()
            }
        })
    }

    type Doubt = (usize, Option<Episode>);

    fn lives() -> impl Strategy<Value = (Vec<Episode>, Vec<Doubt>, i32)> {
        let doubt = (0..4_usize, proptest::option::of(episodes()));
        (
            proptest::collection::vec(episodes(), 1..4),
            proptest::collection::vec(doubt, 1..4),
            365 * 14..365 * 26_i32,
        )
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]
        #[test]
        fn an_answer_is_flat_only_if_it_is_the_same_whichever_answers_are_right((recorded, doubts, age) in lives()) {
            let (law, born) = (Law::england().unwrap(), day("2007-03-21"));
            let as_of = crate::calendar::Day::of(born).plus(age).date().unwrap();
            let mut doubts: Vec<Doubt> = doubts;
            doubts.sort_by_key(|(place, _)| *place);
            doubts.dedup_by_key(|(place, _)| *place);
            let life = |episodes: Vec<Episode>| Person {
                date_of_birth: Some(born),
                episodes: Some(episodes),
                ..Person::default()
            };
            let all: Vec<Assessment> = (0..1_usize << doubts.len())
                .map(|which| {
                    let mut episodes: Vec<Option<Episode>> = recorded.iter().cloned().map(Some).collect();
                    for (bit, (place, other)) in doubts.iter().enumerate() {
                        if which >> bit & 1 == 0 { continue }
                        match episodes.get_mut(*place) {
                            Some(episode) => episode.clone_from(other),
                            None => episodes.push(other.clone()),
                        }
                    }
                    assess(law, &life(episodes.into_iter().flatten().collect()), as_of)
                })
                .collect();
            let otherwise = doubts.iter().map(|(place, other)| Otherwise::Episode {
                place: Some(*place).filter(|place| *place < recorded.len()),
                other: other.clone(),
            });
            let doubted = assess(law, &life(recorded.clone()).doubting(otherwise.collect()), as_of);
            let same_status = all.iter().all(|each| each.status == all[0].status);
            let expected = if same_status { all[0].status } else { Status::NeedsInformation };
            prop_assert_eq!(doubted.status, expected);
            prop_assert_eq!(doubted.missing.is_empty(), same_status);
            for (place, answer) in doubted.entitlements.iter().enumerate() {
                let of = |each: &Assessment| each.entitlements[place].outcome;
                let same = all.iter().all(|each| of(each) == of(&all[0]));
                let expected = if same { of(&all[0]) } else { Outcome::NeedsInformation };
                prop_assert_eq!(answer.outcome, expected, "{}", place);
                if let Some(from) = answer.from {
                    prop_assert!(all.iter().all(|each| each.entitlements[place].from == Some(from)));
                }
                if let Some(until) = answer.until {
                    prop_assert!(all.iter().all(|each| each.entitlements[place].until == Some(until)));
                }
            }
        }
    }
}
