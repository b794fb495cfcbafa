//! What if: the difference between two assessments when facts change.

use crate::assessment::{Outcome, Standing};
use crate::calendar::{Day, birthday};
use crate::catalogue::Law;
use crate::facts::FactId;
use crate::person::{Circumstances, Education, Episode, Event, EventKind, LivesWith, Person};
use crate::timeline::{Span, Spans, Timeline};
use crate::years::Years;
use crate::{assess, years};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// A change to what is recorded.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize)]
#[serde(tag = "change", rename_all = "snake_case", deny_unknown_fields)]
pub enum Change {
    /// Care ends on a day: every record open that day ends, and none begins after it.
    CareEnds {
        /// The first day out of care.
        on: NaiveDate,
    },
    /// Care continues with no planned end.
    CareGoesOn,
    /// Goes to live with someone.
    MovesIn {
        with: LivesWith,
        /// From this day.
        on: NaiveDate,
    },
    /// Goes into custody.
    Custody {
        /// From this day.
        from: NaiveDate,
        /// Up to, but not including, this day.
        #[serde(default)]
        until: Option<NaiveDate>,
    },
    /// Starts, or is already on, this course, training or apprenticeship.
    Course { education: Education },
    /// These circumstances become known or change; any left out stay as they are.
    Circumstances {
        /// The new ones.
        set: Box<Circumstances>,
    },
    /// Becomes a parent, and looks from that day.
    Baby {
        /// The day the child is born.
        on: NaiveDate,
    },
    /// Looks from a birthday.
    Birthday { age: u8 },
}

/// The difference that changes make, from the day asked about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Difference {
    /// The day both are seen from.
    pub as_of: NaiveDate,
    /// How the person's standing differs, and from when.
    pub standing: Option<StandingChange>,
    /// Each entitlement that differs.
    pub entitlements: Vec<EntitlementChange>,
}

impl Difference {
    /// Whether nothing differs.
    pub fn is_none(&self) -> bool {
        self.standing.is_none() && self.entitlements.is_empty()
    }
}

/// The first day on which the person's standing differs from before the change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct StandingChange {
    pub from: NaiveDate,
    /// Where the person would have stood.
    pub before: Standing,
    /// Where the person then stands.
    pub after: Standing,
}

/// What changes for one entitlement.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct EntitlementChange {
    pub id: String,
    /// The outcome on the day, before.
    pub before: Outcome,
    /// The outcome on the day, after.
    pub after: Outcome,
    /// The days on which it is newly available.
    pub gained: Vec<Period>,
    /// The days on which it is no longer available.
    pub lost: Vec<Period>,
    /// The amount before, in pence.
    pub amount_before: Option<i64>,
    /// The amount after, in pence.
    pub amount_after: Option<i64>,
}

/// From one day up to, but not including, another; `None` when no end is in sight.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Period {
    pub from: Option<NaiveDate>,
    pub until: Option<NaiveDate>,
}

impl From<&Span> for Period {
    fn from(span: &Span) -> Period {
        Period { from: span.start.date(), until: span.end.date() }
    }
}

/// The person and the day after these changes, applied in order.
pub fn changed(person: &Person, as_of: NaiveDate, changes: &[Change]) -> (Person, NaiveDate) {
    let (mut person, mut day) = (person.clone(), as_of);
    for change in changes {
        match change {
            Change::CareEnds { on } => end_care(&mut person, *on),
            Change::CareGoesOn => care_goes_on(&mut person, as_of),
            Change::MovesIn { with, on } => {
                person.events.push(Event { with: Some(*with), ..event(EventKind::ReturnedHome, *on, None) })
            }
            Change::Custody { from, until } => person.events.push(event(EventKind::Detained, *from, *until)),
            Change::Course { education } => person.circumstances.education = Some(education.clone()),
            Change::Circumstances { set } => overlay(&mut person.circumstances, set),
            // Pregnancy stays as it is known: free prescriptions and dental care go on for a year after the birth.
            Change::Baby { on } => {
                overlay(&mut person.circumstances, &Circumstances::default().with(FactId::Parent, true));
                day = day.max(*on);
            }
            Change::Birthday { age } => {
                if let Some(born) = person.date_of_birth {
                    day = birthday(born, *age);
                }
            }
        }
    }
    (person, day)
}

fn event(kind: EventKind, start: NaiveDate, end: Option<NaiveDate>) -> Event {
    Event { kind, start, end, with: None, lives_with_holder: None }
}

fn end_care(person: &mut Person, on: NaiveDate) {
    let Some(episodes) = &mut person.episodes else { return };
    let begins = |episode: &Episode| episode.start.is_none_or(|start| start < on);
    if person.in_doubt.is_empty() {
        episodes.retain(begins);
    }
    for episode in episodes.iter_mut().chain(person.in_doubt.other_episodes()) {
        if !begins(episode) {
            // What is in doubt is found by its place, so nothing moves: it has no days.
            episode.end = episode.start;
        }
        if episode.end.is_none_or(|end| end > on) && !episode.end_unknown {
            episode.end = Some(on);
        }
    }
}

/// Removes the planned end from every record open on the day.
fn care_goes_on(person: &mut Person, as_of: NaiveDate) {
    let running = |episode: &&mut Episode| {
        episode.start.is_some_and(|start| start <= as_of) && episode.end.is_some_and(|end| end > as_of)
    };
    let others = person.in_doubt.other_episodes();
    for episode in person.episodes.iter_mut().flatten().chain(others).filter(running) {
        episode.end = None;
    }
}

fn overlay(mine: &mut Circumstances, new: &Circumstances) {
    macro_rules! take {
        ($($field:ident)*) => { $(if new.$field.is_some() { mine.$field.clone_from(&new.$field); })* };
    }
    take!(education homeless education_request_date support_request_date support_declined_date setting_up_home_paid
        leave_to_remain_ends plan_reviewed_date adviser_contact_date shares_tenancy);
    mine.answers = mine.answers.overlaid(new.answers);
}

/// The difference that changes make; `None` without a date of birth.
pub fn what_if(law: &Law, person: &Person, as_of: NaiveDate, changes: &[Change]) -> Option<Difference> {
    let (after, day) = changed(person, as_of, changes);
    difference(law, person, &after, day)
}

/// How two records of a person differ, from a day on; `None` without a date of birth.
pub fn difference(law: &Law, before: &Person, after: &Person, as_of: NaiveDate) -> Option<Difference> {
    let (years_before, years_after) = (years(law, before, as_of)?, years(law, after, as_of)?);
    let (then, now) = (assess(law, before, as_of), assess(law, after, as_of));
    let from = Day::of(as_of);
    let mut entitlements = Vec::new();
    let answers = then.entitlements.iter().zip(&now.entitlements);
    for ((entitlement, place), (then, now)) in law.entitlements().iter().zip(0..).zip(answers) {
        let had = entitled(&years_before, place, from);
        let has = entitled(&years_after, place, from);
        let amount_differs = then.amount_pence != now.amount_pence && has == had;
        if had != has || then.outcome != now.outcome || amount_differs {
            entitlements.push(EntitlementChange {
                id: entitlement.id.clone(),
                before: then.outcome,
                after: now.outcome,
                gained: has.without(&had).iter().map(Period::from).collect(),
                lost: had.without(&has).iter().map(Period::from).collect(),
                amount_before: then.amount_pence,
                amount_after: now.amount_pence,
            });
        }
    }
    Some(Difference { as_of, standing: standing_change(&years_before, &years_after, from), entitlements })
}

/// The days of an entitlement, from a day on.
fn entitled(years: &Years, place: usize, from: Day) -> Spans {
    let days = |timeline: &Timeline<Outcome>| -> Spans {
        timeline
            .stretches()
            .filter(|(_, outcome)| **outcome == Outcome::Entitled)
            .map(|(span, _)| span)
            .collect()
    };
    years.entitlements.get(place).map_or(Spans::none(), |timeline| days(timeline).clip(from, Day::END))
}

fn standing_change(before: &Years, after: &Years, from: Day) -> Option<StandingChange> {
    let both = before.standing.with(&after.standing, |one, other| (*one, *other));
    let differs = |(span, (one, other)): (Span, &(Standing, Standing))| {
        let span = span.clip(from, Day::END);
        (one != other && !span.is_empty()).then_some((span.start, *one, *other))
    };
    let (day, before, after) = both.stretches().find_map(differs)?;
    Some(StandingChange { from: day.date()?, before, after })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]
    use super::*;
    use crate::assessment::Route;

    fn law() -> &'static Law {
        Law::england().unwrap()
    }

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    /// In care since 2 March 2026, born 10 May 2009.
    fn amara() -> Person {
        serde_json::from_str(
            r#"{"date_of_birth":"2009-05-10","episodes":[{"start":"2026-03-02","legal_status":"V2","placement":"U6"}]}"#,
        )
        .unwrap()
    }

    #[test]
    fn a_what_if_without_changes_changes_nothing() {
        assert!(what_if(law(), &amara(), day("2026-05-31"), &[]).unwrap().is_none());
    }

    #[test]
    fn leaving_one_day_early_loses_the_adviser_for_good() {
        let changes: Vec<Change> =
            serde_json::from_str(r#"[{"change":"care_ends","on":"2026-05-31"}]"#).unwrap();
        let difference = what_if(law(), &amara(), day("2026-05-01"), &changes).unwrap();
        let standing = difference.standing.unwrap();
        assert_eq!((standing.from, standing.after.route), (day("2026-05-31"), Some(Route::LookedAfter)));
        let adviser = difference.entitlements.iter().find(|each| each.id == "personal_adviser").unwrap();
        let lost = Period { from: Some(day("2026-06-01")), until: Some(day("2034-05-10")) };
        assert_eq!((adviser.lost.as_slice(), adviser.gained.as_slice()), (&[lost][..], &[][..]));
    }

    #[test]
    fn a_baby_gives_nothing_before_the_day_it_is_born() {
        let changes: Vec<Change> = serde_json::from_str(r#"[{"change":"baby","on":"2027-05-20"}]"#).unwrap();
        let difference = what_if(law(), &amara(), day("2026-11-23"), &changes).unwrap();
        assert_eq!(difference.as_of, day("2027-05-20"));
        let gained: Vec<&Period> = difference.entitlements.iter().flat_map(|each| &each.gained).collect();
        assert!(!gained.is_empty(), "{difference:?}");
        assert!(gained.iter().all(|each| each.from >= Some(day("2027-05-20"))), "{gained:?}");
    }

    #[test]
    fn a_misspelt_change_is_refused() {
        assert!(serde_json::from_str::<Change>(r#"{"change":"care_ends","when":"2026-05-31"}"#).is_err());
    }
}
