//! A person's years: the status and every entitlement on every day, as timelines.
//!
//! [`crate::assess`] reads one day of the same thing: whenever every fact of the record is known, the timeline on a day
//! and an assessment of that day agree.

use crate::assessment::{Outcome, Standing, Status};
use crate::calendar::Day;
use crate::catalogue::Law;
use crate::life::{Life, Reading, with_life};
use crate::person::Person;
use crate::timeline::Timeline;
use crate::unknown;
use chrono::NaiveDate;

/// The years of one person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Years {
    /// The person's standing.
    pub standing: Timeline<Standing>,
    /// The outcome of each entitlement, in the order of [`Law::entitlements`].
    pub entitlements: Vec<Timeline<Outcome>>,
}

/// A person's years; `None` without a date of birth.
///
/// A day whose answer depends on an unknown fact needs information. `as_of` matters only then: it is the day
/// by which anything known to be over has ended.
pub fn years(law: &Law, person: &Person, as_of: NaiveDate) -> Option<Years> {
    let born = person.date_of_birth?;
    let extremes = unknown::Extremes::of(person, born, as_of);
    let variants: Vec<Years> = extremes.people().map(|known| with_life(law, born, &known, AllDays)).collect();
    if let [only] = variants.as_slice() {
        return Some(only.clone());
    }
    let standing = variants
        .iter()
        .map(|years| years.standing.clone())
        .reduce(|one, other| same_standing(&one, &other))?;
    let outcomes = law.entitlements.iter().enumerate().map(|(place, entitlement)| {
        let among = extremes.counting_care_in(&entitlement.counts_care_in);
        let looked_at = variants.iter().zip(among).filter(|(_, among)| *among);
        let timelines = looked_at.filter_map(|(years, _)| years.entitlements.get(place).cloned());
        timelines
            .reduce(|one, other| one.with(&other, same_outcome))
            .unwrap_or(Timeline::always(Outcome::NeedsInformation))
    });
    Some(Years { standing, entitlements: outcomes.collect() })
}

fn same_outcome(one: &Outcome, other: &Outcome) -> Outcome {
    if one == other { *one } else { Outcome::NeedsInformation }
}

/// What both say, and *needs information* where they differ.
fn same_standing(one: &Timeline<Standing>, other: &Timeline<Standing>) -> Timeline<Standing> {
    let open = Standing { status: Status::NeedsInformation, duty_stage: None, route: None };
    one.with(other, |one, other| {
        if one.status != other.status {
            return open;
        }
        Standing {
            status: one.status,
            duty_stage: one.duty_stage.filter(|stage| other.duty_stage == Some(*stage)),
            route: one.route.filter(|route| other.route == Some(*route)),
        }
    })
}

struct AllDays;

impl Reading for AllDays {
    type Answer = Years;

    fn read<const W: usize>(self, life: &Life<'_, W>) -> Years {
        let stretches = || (0..life.days.stretches()).map(|stretch| (life.days.start(stretch), stretch));
        let standing =
            line(stretches().map(|(day, stretch)| (day, life.status.standing(stretch))), Standing::NONE);
        let of = |place| {
            line(stretches().map(|(day, stretch)| (day, life.outcome(place, stretch))), Outcome::NotEntitled)
        };
        Years { standing, entitlements: (0..life.law.entitlements.len()).map(of).collect() }
    }
}

/// A timeline from values, the first of which begins with time itself.
fn line<T: Clone + PartialEq>(values: impl Iterator<Item = (Day, T)>, nothing: T) -> Timeline<T> {
    let mut values = values;
    let mut timeline = Timeline::always(values.next().map_or(nothing, |(_, first)| first));
    for (day, value) in values {
        timeline.then(day, value);
    }
    timeline
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]
    use super::*;
    use crate::assess;

    #[test]
    fn the_years_and_an_assessment_of_the_same_day_agree() {
        let law = Law::england().unwrap();
        let person: Person = serde_json::from_str(
            r#"{"date_of_birth":"2006-01-20","episodes":[{"start":"2016-06-01","legal_status":"C2","placement":"U4"}],
                "circumstances":{"education":{"kind":"he","start":"2024-09-23","end":"2027-06-30","course_years":3,
                "in_pathway_plan":true},"parent":false,"recourse_to_public_funds":true}}"#,
        )
        .unwrap();
        let mut day: NaiveDate = "2022-01-01".parse().unwrap();
        let years = years(law, &person, day).unwrap();
        while day < "2031-06-01".parse().unwrap() {
            let answer = assess(law, &person, day);
            assert_eq!(*years.standing.at(Day::of(day)), answer.standing(), "{day}");
            for (timeline, entitlement) in years.entitlements.iter().zip(&answer.entitlements) {
                assert_eq!(*timeline.at(Day::of(day)), entitlement.outcome, "{day}");
            }
            day = day.succ_opt().unwrap();
        }
    }

    #[test]
    fn an_unknown_end_leaves_open_only_the_days_it_decides() {
        let law = Law::england().unwrap();
        let person: Person = serde_json::from_str(
            r#"{"date_of_birth":"2009-05-10","episodes":[{"start":"2026-06-01","legal_status":"V2","end_unknown":true}]}"#,
        )
        .unwrap();
        let years = years(law, &person, "2026-11-22".parse().unwrap()).unwrap();
        let status = |day: &str| years.standing.at(Day::of(day.parse().unwrap())).status;
        assert_eq!(status("2026-05-31"), Status::None);
        assert_eq!(status("2026-11-22"), Status::NeedsInformation);
        assert_eq!(status("2034-05-10"), Status::None);
    }
}
