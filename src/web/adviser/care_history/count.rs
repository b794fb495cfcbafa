//! The count in numbers and in two pictures.

use chrono::{Days, NaiveDate};
use leaving_care_rules::{
    calendar::birthday,
    day_count::{CountReason, EpisodePart},
};
use serde::Serialize;

use crate::{
    usecases::adviser::see_care_history::SeenCareHistory,
    web::{
        chart::{CountBar, PeriodKind, Strip, StripDays},
        words::{Say, says::adviser::counted as told},
    },
};

/// The count. Every number in it is of days before today.
#[derive(Debug, Clone, Serialize)]
pub struct Count {
    /// None without a date of birth.
    known: bool,
    days: i64,
    counted: i64,
    left_out: i64,
    /// How many days are left out, by reason.
    reasons: Vec<Say>,
    /// The day on which the 91st is or was complete.
    reached: Option<NaiveDate>,
    /// That day has come.
    is_reached: bool,
    /// The 18th birthday has come: nothing more can count.
    is_over: bool,
    /// Days in the longest short break; `None` if there was none.
    longest_break: Option<i32>,
    breaks: i32,
}

/// The days of a period that are before today.
pub fn so_far(part: &EpisodePart, today: NaiveDate) -> i64 {
    if part.reason == CountReason::AfterTheDay {
        return 0;
    }
    match (part.from, part.until) {
        (Some(from), until) => (until.unwrap_or(today).min(today) - from).num_days().max(0),
        (None, _) => 0,
    }
}

impl Count {
    /// Of these periods.
    pub fn of(seen: &SeenCareHistory, parts: &[EpisodePart]) -> Self {
        let today = seen.answered.today;
        let sum = |fits: &dyn Fn(&EpisodePart) -> bool| {
            parts.iter().filter(|part| fits(part)).map(|part| so_far(part, today)).sum::<i64>()
        };
        let of = |reason| sum(&|part| part.reason == reason);
        type Counted = (i64, fn(i64) -> Say);
        let reasons: [Counted; 5] = [
            (of(CountReason::Before14), |days| told::DaysBefore14 { days }.into()),
            (of(CountReason::ShortBreak), |days| told::DaysOfShortBreaks { days }.into()),
            (of(CountReason::Overlap), |days| told::DaysTwice { days }.into()),
            (of(CountReason::After18), |days| told::DaysAfter18 { days }.into()),
            (of(CountReason::AgreementOnly), |days| told::DaysOfAgreement { days }.into()),
        ];
        let breaks = || parts.iter().filter(|part| part.reason == CountReason::ShortBreak);
        let reached = seen.count.as_ref().and_then(|count| count.reached);
        let dates = &seen.answered.assessment.dates;
        Self {
            known: seen.count.is_some(),
            days: sum(&|_| true),
            counted: seen.count.as_ref().map_or(0, |count| i64::from(count.counted)),
            left_out: sum(&|part| !part.counts),
            reasons: reasons.into_iter().filter(|(days, _)| *days > 0).map(|(days, say)| say(days)).collect(),
            reached,
            is_reached: reached.is_some_and(|reached| reached <= today),
            is_over: dates.turns_18.is_some_and(|birthday| birthday <= today),
            longest_break: breaks().map(|part| part.days).max(),
            breaks: breaks().map(|part| part.days).sum(),
        }
    }
}

/// Periods that count, with adjacent ones joined, so that a bar covering years has few parts.
fn joined(parts: &[EpisodePart], today: NaiveDate) -> Vec<(NaiveDate, NaiveDate)> {
    let mut stretches: Vec<(NaiveDate, NaiveDate)> = parts
        .iter()
        .filter(|part| part.counts)
        .filter_map(|part| Some((part.from?, part.until.unwrap_or(today).min(today))))
        .collect();
    stretches.sort();
    let mut joined: Vec<(NaiveDate, NaiveDate)> = Vec::new();
    for (from, until) in stretches {
        match joined.last_mut() {
            Some(last) if last.1 == from => last.1 = until,
            _ => joined.push((from, until)),
        }
    }
    joined
}

/// The 13 weeks as one bar.
pub fn bar(seen: &SeenCareHistory, parts: &[EpisodePart]) -> CountBar {
    let today = seen.answered.today;
    let stretches = joined(parts, today);
    let runs = |until: NaiveDate| until >= today;
    let parts: Vec<(i64, Say)> = stretches
        .iter()
        .map(|(from, until)| {
            let under =
                if runs(*until) { told::Since { from: (*from).into() }.into() } else { Say::day(*from) };
            ((*until - *from).num_days(), under)
        })
        .collect();
    let planned: i64 = seen.answered.planned_end().map_or(0, |end| {
        let turns_18 = seen.answered.assessment.dates.turns_18.unwrap_or(end);
        (end.min(turns_18) - today).num_days().max(0)
    });
    let heard: Vec<Say> = stretches
        .iter()
        .map(|(from, until)| {
            let (days, from) = ((*until - *from).num_days(), (*from).into());
            if runs(*until) {
                told::DaysSince { days, from }.into()
            } else {
                told::DaysFrom { days, from }.into()
            }
        })
        .collect();
    let says: Say = match (heard.is_empty(), planned) {
        (true, 0) => told::NoDay.into(),
        (true, planned) => told::OnlyPlanned { planned }.into(),
        (false, 0) => told::Parts { parts: heard }.into(),
        (false, planned) => told::PartsAndPlanned { parts: heard, planned }.into(),
    };
    CountBar::draw(says, &parts, planned)
}

/// When each period was, between birthdays and today.
pub fn strip(seen: &SeenCareHistory, parts: &[EpisodePart]) -> Option<Strip> {
    let today = seen.answered.today;
    let far = today.checked_add_days(Days::new(180))?;
    let periods: Vec<(NaiveDate, NaiveDate, PeriodKind)> = parts
        .iter()
        .filter_map(|part| {
            let kind = match part.reason {
                CountReason::Counted => PeriodKind::Counts,
                CountReason::AfterTheDay => PeriodKind::Planned,
                _ => PeriodKind::LeftOut,
            };
            // A period without an end is drawn until today, or a little beyond for days to come.
            let open = if kind == PeriodKind::Planned { far } else { today };
            Some((part.from?, part.until.unwrap_or(open), kind))
        })
        .filter(|(from, until, _)| from < until)
        .collect();
    let born = seen.answered.listed.person.identity.born?;
    let birthdays = [14_u8, 16, 18].map(|age| (birthday(born, age), u32::from(age))).to_vec();
    let first = periods.iter().map(|period| period.0).min()?;
    let many = i64::try_from(periods.len()).unwrap_or(i64::MAX);
    let says = told::Strip { many, from: first.into() };
    Strip::draw(says.into(), &StripDays { periods, birthdays, today })
}
