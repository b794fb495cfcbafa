//! What if care ends on another day: a GET form and, once sent, its answer. None of it is saved.

use chrono::NaiveDate;
use leaving_care_rules::{
    Law,
    assessment::{LawState, Outcome, Status},
    leaving::Afterwards,
    person::{Education, LivesWith},
};
use onward_domain::money::Pence;
use serde::{Deserialize, Serialize};

use super::cost::Cost;
use crate::{
    usecases::adviser::{
        consider::sum,
        see_care_history::SeenCareHistory,
        what_if::{self, Difference},
    },
    web::{
        adviser::{
            said,
            said_answer::{self, AnswerTag},
            what_if::COURSES,
        },
        chart::NEEDED,
        form::{FormErrors, Reader, WrittenDay},
        law_words,
        words::{Say, says::adviser::simulator as told},
    },
};

/// What the address asks: a date as entered, and what follows that day.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, rename_all = "kebab-case")]
pub struct Asked {
    /// As entered.
    pub end_day: String,
    /// As entered.
    pub end_month: String,
    /// As entered.
    pub end_year: String,
    /// `parent`, `relative`, `own`, `custody` or `unknown`.
    pub live: String,
    /// A course they are on then, by its word; none if empty.
    pub course: String,
    /// A line was saved just now.
    pub saved: String,
}

impl Asked {
    fn end(&self) -> WrittenDay {
        WrittenDay::new(&self.end_day, &self.end_month, &self.end_year)
    }

    /// The day to try, if one was entered, and what follows it.
    ///
    /// # Errors
    /// What to correct.
    pub fn read(&self, today: NaiveDate) -> Result<Option<(NaiveDate, Afterwards)>, FormErrors> {
        let written = self.end();
        let mut read = Reader::default();
        let day = read.day("end", &written, told::DayCareEnds);
        let end = day.only(|end| *end >= today, told::HasPassed).optional();
        read.done(|| Some(end.map(|end| (end, self.afterwards(today)))))
    }

    /// What was asked, to ask it of another page. Only words of ours and digits go into it.
    fn query(&self) -> String {
        let digits = |text: &str| text.chars().filter(char::is_ascii_digit).take(4).collect::<String>();
        let live = LIVES.iter().find(|word| **word == self.live).copied().unwrap_or_default();
        let course = COURSES.iter().find(|course| course.0 == self.course).map_or("", |course| course.0);
        format!(
            "end-day={}&end-month={}&end-year={}&live={live}&course={course}",
            digits(&self.end_day),
            digits(&self.end_month),
            digits(&self.end_year)
        )
    }

    /// What follows the day.
    pub fn afterwards(&self, today: NaiveDate) -> Afterwards {
        let course = COURSES.iter().find(|course| course.0 == self.course);
        Afterwards {
            lives_with: lives_with(&self.live),
            custody: self.live == "custody",
            course: course.map(|(_, kind)| Education {
                kind: Some(*kind),
                start: Some(today),
                ..Education::default()
            }),
        }
    }
}

/// Where they may live then, by the word in the address.
const LIVES: [&str; 5] = ["parent", "relative", "own", "custody", "unknown"];

fn lives_with(word: &str) -> Option<LivesWith> {
    match word {
        "parent" => Some(LivesWith::Parent),
        "relative" => Some(LivesWith::RelativeNoPr),
        "own" => Some(LivesWith::Other),
        _ => None,
    }
}

/// The form, and its answer.
#[derive(Debug, Clone, Serialize)]
pub struct Simulator {
    planned: Option<NaiveDate>,
    end: WrittenDay,
    live: String,
    course: String,
    courses: Vec<(&'static str, Say)>,
    /// The same question in an address.
    query: String,
    answer: Option<Answer>,
}

/// What another last day would change.
#[derive(Debug, Clone, Serialize)]
struct Answer {
    end: NaiveDate,
    days: i64,
    short: i64,
    /// `None` without a leaving care status.
    status: Option<Say>,
    /// A later day that keeps leaving care support.
    safe: Option<NaiveDate>,
    /// The day that was tried keeps it.
    is_safe: bool,
    /// What each day would cost.
    cost: Cost,
    rows: Vec<Row>,
}

/// One entitlement that differs between the two days.
#[derive(Debug, Clone, Serialize)]
struct Row {
    what: String,
    this: AnswerTag,
    other: Say,
    difference: Say,
    why: String,
}

impl Simulator {
    /// `None` if there is no care that could end on another day.
    pub fn of(seen: &SeenCareHistory, law: &Law, asked: &Asked) -> Option<Self> {
        let one = &seen.answered;
        let possible = what_if::can_end(&one.facts, one.today) && one.listed.person.identity.born.is_some();
        possible.then(|| Self {
            planned: one.planned_end(),
            end: asked.end(),
            live: asked.live.clone(),
            course: asked.course.clone(),
            query: asked.query(),
            courses: COURSES.iter().map(|(word, kind)| (*word, said::kind(*kind))).collect(),
            answer: seen.what_if.as_ref().map(|found| answer(found, law)),
        })
    }
}

fn answer(found: &what_if::WhatIf, law: &Law) -> Answer {
    let days = i64::from(found.with_end.qualifying_days.unwrap_or(0));
    let status = found.with_end.status;
    let safe = found.safe.filter(|safe| found.end < *safe);
    Answer {
        end: found.end,
        days,
        short: (NEEDED - days).max(0),
        status: (status != Status::None).then(|| law_words::status_word(status)),
        safe,
        is_safe: safe.is_none() && found.safe.is_some(),
        cost: Cost::of(&found.leaving, law),
        rows: rows(found, law),
    }
}

/// What is lost first, then the rest in the order of the law.
fn rows(found: &what_if::WhatIf, law: &Law) -> Vec<Row> {
    let kept = |difference: &&Difference| {
        difference.with_end.outcome != Outcome::NotEntitled
            || difference.other.outcome == Outcome::NotEntitled
    };
    let lost = found.differs.iter().filter(|difference| !kept(difference));
    let rest = found.differs.iter().filter(kept);
    lost.chain(rest).filter_map(|difference| row(difference, law)).collect()
}

fn row(difference: &Difference, law: &Law) -> Option<Row> {
    let entitlement = law.entitlements().get(difference.which.place())?;
    if difference.other.state != LawState::InForce {
        return None;
    }
    let pence = |answer| sum(answer).map(Pence);
    Some(Row {
        what: entitlement.name.clone(),
        this: said_answer::after(&difference.other, &difference.with_end),
        other: said_answer::outcome(&difference.other),
        difference: said_answer::difference(
            entitlement,
            pence(&difference.other),
            pence(&difference.with_end),
        ),
        why: difference.why.clone().unwrap_or_else(|| entitlement.meaning.clone()),
    })
}
