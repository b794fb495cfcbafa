//! The line of years: a stop for each birthday, today, and three bars for what lasts. Everything in it stands in the list.

use chrono::{Datelike as _, NaiveDate};
use leaving_care_rules::{Law, assessment::Outcome, calendar::birthday, years::Years};
use serde::Serialize;

/// The picture, in units of its own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Picture {
    /// How tall it is.
    height: i64,
    stops: Vec<Stop>,
    today: i64,
    bars: Vec<Bar>,
}

/// A birthday.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
struct Stop {
    y: i64,
    age: u8,
    year: i32,
}

/// From when until when somebody has something.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
struct Bar {
    x: i64,
    y: i64,
    height: i64,
    /// Its letter, at the bar and in the list under the picture.
    letter: &'static str,
    class: &'static str,
    name: String,
    from: NaiveDate,
    until: NaiveDate,
}

/// What is drawn, where somebody has it: who helps, money for a first home, a home first.
const DRAWN: [(&str, &str, &str); 4] = [
    ("personal_adviser", "A", "f-used"),
    ("setting_up_home_allowance", "B", "f-soft"),
    ("priority_need", "C", "f-2"),
    ("apprenticeship_bursary", "D", "f-you"),
];

const TOP: i64 = 34;
const YEAR: i64 = 66;

impl Picture {
    /// From 16, or 18 for those who are older, to 25; none for somebody who is 25.
    pub fn of(law: &Law, years: &Years, born: NaiveDate, today: NaiveDate) -> Option<Self> {
        let first = if today < birthday(born, 18) { 16 } else { 18 };
        let (from, until) = (birthday(born, first), birthday(born, 25));
        if today >= until {
            return None;
        }
        let at = |day: NaiveDate| {
            let days = (day.clamp(from, until) - from).num_days();
            TOP + days.saturating_mul(YEAR * i64::from(25 - first)) / (until - from).num_days().max(1)
        };
        let bars = DRAWN.iter().zip(0_i64..).filter_map(|((id, letter, class), place)| {
            let which = law.find(id)?;
            let timeline = years.entitlements.get(which.place())?;
            let span = timeline.stretches().find_map(|(span, outcome)| {
                let (start, end) = (span.start.date().unwrap_or(from), span.end.date().unwrap_or(until));
                let seen = *outcome == Outcome::Entitled && end > today && start < until && start < end;
                seen.then(|| (start.max(from), end.min(until)))
            })?;
            let (y, end) = (at(span.0), at(span.1));
            Some(Bar {
                x: 82 + place * 23,
                y,
                height: (end - y).max(8),
                letter,
                class,
                name: law.entitlements().get(which.place())?.name.clone(),
                from: span.0,
                until: span.1,
            })
        });
        let stops = (first..=25).map(|age| {
            let day = birthday(born, age);
            Stop { y: at(day), age, year: day.year() }
        });
        Some(Self {
            height: TOP + YEAR * i64::from(25 - first) + 40,
            stops: stops.collect(),
            today: at(today),
            bars: bars.collect(),
        })
    }
}
