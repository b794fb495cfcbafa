//! One child's rows to care history: what the leaving care rules read.
//!
//! What each reason for ending becomes, and why:
//!
//! | code | becomes | because |
//! |---|---|---|
//! | E4A, E4B | home with *a person with parental responsibility* | that is what the code says; it does not say whether it is a parent, and both count the same (CLR 2010 reg 3(5)) |
//! | E41 | home with *a person with parental responsibility* | a child arrangements order naming the person a child lives with gives that person parental responsibility (CA 1989 s.12(2)). Not the "holder of an order before care" in reg 3(5): that order is older than the care episode, this one is made when it ends |
//! | E13 | home with *a relative without parental responsibility* | does not count as home, however long |
//! | E43 to E48 | special guardianship | CA 1989 s.24(1A) |
//! | E11, E12 | adopted | |
//! | E9 | detained | CLR 2010 reg 3(2); so does a run of R5, a young offender institution or prison, while looked after |
//! | E3 | taken over; the rules themselves try whether another authority's care continues | CA 1989 s.23A(4): the authority that last looked after the person is responsible |
//! | E2, and DIED in OC3 | died | |
//! | E15 | found to be an adult, and a question: which date of birth is accepted | the return gives none |
//! | E16 | moved abroad | |
//! | E5 to E8, E14, E17 | nothing: care ended | |
//! | T1 | in hospital | R2 is left out: it also covers nursing homes |
//!
//! A period at home or in custody ends on the day the next care episode starts.

use super::code::Code;
use super::ledger::{Covered, Line, effective};
use super::row::{EpisodeRow, PositionRow, Row, RowKey};
use super::year::CollectionYear;
use chrono::NaiveDate;
use leaving_care_rules::calendar::{after_months, birthday};
use std::collections::{BTreeMap, BTreeSet};

mod care;
mod fact;

pub use fact::{EpisodeFact, EventFact, EventKind, Fact, FactKey, PositionFact, With};

crate::words! {
    /// The part of the record that an open question withholds from the rules: the answer waits until somebody settles
    /// it.
    pub enum Holds {
        /// The date of birth.
        Birth = "birth",
        /// When they were in care.
        Care = "care",
    }
}

/// Something the rows leave open, for a person to answer.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Ask {
    /// What distinguishes it from other questions about the same child; the same on every import.
    pub key: String,
    /// The question.
    pub what: String,
    /// What waits for the answer, in addition to what the facts themselves leave open.
    pub holds: Option<Holds>,
    /// Where there are two answers to choose from: the fact, and the one that the record doesn't have.
    pub other: Option<(FactKey, Fact)>,
}

/// Something to check in a row that was imported.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Look {
    pub row: RowKey,
    pub column: &'static str,
    /// What is odd.
    pub what: &'static str,
    pub todo: &'static str,
}

/// What one child's rows add up to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct History {
    /// The facts, by key.
    pub facts: BTreeMap<FactKey, Fact>,
    /// The row each fact comes from.
    pub from: BTreeMap<FactKey, RowKey>,
    pub asks: BTreeSet<Ask>,
    /// Rows to check.
    pub looks: BTreeSet<Look>,
}

impl History {
    fn add(&mut self, row: RowKey, key: FactKey, fact: Fact) {
        self.from.insert(key, row);
        self.facts.insert(key, fact);
    }

    fn ask(&mut self, key: impl Into<String>, what: impl Into<String>) {
        self.asks.insert(Ask { key: key.into(), what: what.into(), holds: None, other: None });
    }

    fn ask_holding(&mut self, key: impl Into<String>, what: impl Into<String>, holds: Holds) {
        self.asks.insert(Ask { key: key.into(), what: what.into(), holds: Some(holds), other: None });
    }

    fn look(&mut self, row: RowKey, column: &'static str, what: &'static str, todo: &'static str) {
        self.looks.insert(Look { row, column, what, todo });
    }
}

/// The date of birth that counts until somebody settles on another: from the latest header or, failing that, from the
/// latest other table.
#[must_use]
pub fn birth(rows: &[&Line]) -> Option<NaiveDate> {
    let header = rows.iter().rev().find_map(|line| match &line.row {
        Row::Identity(identity) => Some(identity.birth),
        _ => None,
    });
    header.or_else(|| rows.iter().rev().find_map(|line| birth_of(line)))
}

/// The date of birth given in a row.
#[must_use]
pub fn birth_of(line: &Line) -> Option<NaiveDate> {
    match (&line.row, line.key) {
        (Row::Identity(identity), _) => Some(identity.birth),
        (_, RowKey::Birth(_, day)) => Some(day),
        _ => None,
    }
}

/// Works out one child's care history from rows sorted by year and key. Without any date of birth, the days in care are what the
/// rows say, and the date is asked for. `covered` are the years whose episodes are known, each with the
/// last day that its return tells of.
#[must_use]
pub fn history(rows: &[&Line], covered: &Covered, accepted: Option<NaiveDate>) -> History {
    let mut out = History::default();
    let birth = birth(rows).or(accepted);
    let latest = effective(rows);
    who(&mut out, rows, &latest, birth);
    for (key, line) in &latest {
        match (&line.row, *key) {
            (Row::Identity(identity), _) => {
                if let Some(ethnicity) = identity.ethnicity {
                    out.add(*key, FactKey::Ethnicity, Fact::Code(ethnicity));
                }
            }
            (Row::Unaccompanied(until), _) => out.add(*key, FactKey::Unaccompanied, Fact::Until(*until)),
            (Row::Absence { kind: _, end }, RowKey::Absence(start)) => {
                let event = EventFact { start, end: *end, with: None, lives_with_holder: true };
                out.add(*key, FactKey::Event(EventKind::Missing, start), Fact::Event(event));
            }
            _ => {}
        }
    }
    // When dates of birth are disputed, the youngest leaves the most open; without any, nobody is younger than on their first day
    // in care.
    let births = rows.iter().filter_map(|line| birth_of(line)).chain(birth);
    if let Some(youngest) = births.max().or_else(|| first_day(rows)) {
        care::episodes(&mut out, rows, &latest, &care::About { covered, birth: youngest });
    }
    match birth {
        Some(birth) => {
            positions(&mut out, &latest, covered, birth);
            alive_after_death(&mut out);
        }
        None if rows.is_empty() => {}
        None => _ = out.asks.insert(birth_unknown()),
    }
    out
}

/// The key of the question about somebody for whom no return gives a date of birth.
pub const BIRTH_UNKNOWN: &str = "birth unknown";

/// The question about somebody for whom no return gives a date of birth.
pub(super) fn birth_unknown() -> Ask {
    let what = "No file of the return gives a date of birth that can be read. Every answer waits for it. When were they born?";
    Ask { key: BIRTH_UNKNOWN.into(), what: what.into(), holds: None, other: None }
}

/// The first day of any episode.
fn first_day(rows: &[&Line]) -> Option<NaiveDate> {
    rows.iter()
        .filter_map(|line| match line.key {
            RowKey::Episode(start) => Some(start),
            _ => None,
        })
        .min()
}

/// The date of birth, with a question for every other one.
fn dates_of_birth(out: &mut History, births: &BTreeMap<NaiveDate, &Line>, birth: NaiveDate) {
    let day = |day: NaiveDate| day.format("%d/%m/%Y").to_string();
    if let Some(line) = births.get(&birth) {
        out.add(line.key, FactKey::Birth, Fact::Day(birth));
    }
    for (other, line) in births.iter().filter(|(other, _)| **other != birth) {
        out.asks.insert(Ask {
            key: format!("birth {} {}", birth.min(*other), birth.max(*other)),
            what: format!(
                "The returns give two dates of birth: {} and, in the table {} of {}, {}. Which is right? Until that is settled, the \
                 answers that hang on it wait.",
                day(birth),
                line.key.table(),
                line.year,
                day(*other)
            ),
            holds: Some(Holds::Birth),
            other: Some((FactKey::Birth, Fact::Day(*other))),
        });
    }
}

/// Date of birth and sex: from the latest header, with a question for every other one in any table of any year.
fn who(out: &mut History, rows: &[&Line], latest: &BTreeMap<RowKey, &Line>, birth: Option<NaiveDate>) {
    let mut births: BTreeMap<NaiveDate, &Line> = BTreeMap::new();
    let mut sexes: BTreeMap<Code, &Line> = BTreeMap::new();
    for line in rows {
        if let Some(birth) = birth_of(line) {
            births.insert(birth, line);
        }
        match (&line.row, line.key) {
            (Row::Identity(identity), _) if identity.sex != "U" => _ = sexes.insert(identity.sex, line),
            (_, RowKey::Sex(_, sex)) => _ = sexes.insert(sex, line),
            _ => {}
        }
    }
    // Where nobody knows a date of birth, no row gives one that could be another.
    if let Some(birth) = birth {
        dates_of_birth(out, &births, birth);
    }
    let now = match latest.get(&RowKey::Identity).map(|line| &line.row) {
        Some(Row::Identity(identity)) if identity.sex != "U" => Some(identity.sex),
        _ => sexes.iter().max_by_key(|(_, line)| line.year).map(|(sex, _)| *sex),
    };
    let Some(now) = now else { return };
    out.add(RowKey::Identity, FactKey::Sex, Fact::Code(now));
    for (other, line) in sexes.iter().filter(|(other, _)| **other != now) {
        out.asks.insert(Ask {
            key: format!("sex {} {}", now.min(*other), now.max(*other)),
            what: format!(
                "The returns give two sexes: {now} and, in the table {} of {}, {other}. Which is right?",
                line.key.table(),
                line.year
            ),
            holds: None,
            other: Some((FactKey::Sex, Fact::Code(other))),
        });
    }
}

fn positions(out: &mut History, latest: &BTreeMap<RowKey, &Line>, covered: &Covered, birth: NaiveDate) {
    for (key, line) in latest {
        let (RowKey::Position(_), Row::Position(row)) = (key, &line.row) else { continue };
        let (first, last) = (line.year.first_day(), line.year.last_day());
        let turned =
            (17u8..=25).map(|age| (age, birthday(birth, age))).find(|(_, day)| (first..=last).contains(day));
        let Some((age, birthday)) = turned else { continue };
        let told_until = covered.get(&line.year).copied().unwrap_or(last);
        // Of a birthday that has not come nobody can tell more than how it is on the day of the return.
        let day = birthday.min(told_until);
        if birthday > told_until {
            let what = "The birthday had not come when the return was made.";
            out.look(
                *key,
                "DOB",
                what,
                "Import the return again after the birthday. Until then nothing is said of it.",
            );
        } else {
            let PositionRow { in_touch, activity, accommodation } = *row;
            let position = PositionFact { birthday, in_touch, activity, accommodation };
            out.add(*key, FactKey::Position(line.year.start()), Fact::Position(position));
        }
        if row.in_touch == "DIED" && !out.facts.contains_key(&FactKey::Died) {
            // The return doesn't give the day; the birthday it reports on is the latest it can mean.
            out.add(*key, FactKey::Died, Fact::Day(day));
        }
        if age <= 18 && day == birthday {
            home_and_elsewhere(out, row, line.year, day);
        }
        if row.in_touch == "RHOM" && age <= 18 && !at_home_on(out, day) {
            went_home(out, *key, line.year, (age, day));
        }
    }
}

/// Said to have died, and to have been in care or in touch since: one of the two is wrong, and the answer waits for whoever knows
/// which. Nobody is taken for dead meanwhile.
fn alive_after_death(out: &mut History) {
    let Some(Fact::Day(died)) = out.facts.get(&FactKey::Died).copied() else { return };
    let lives = |fact: &Fact| match fact {
        Fact::Episode(it) => {
            it.start.is_some_and(|start| start >= died) || it.end.is_none_or(|end| end > died)
        }
        Fact::Position(it) => it.in_touch != "DIED" && it.birthday > died,
        Fact::Event(it) => it.start > died,
        _ => false,
    };
    if !out.facts.values().any(lives) {
        return;
    }
    out.facts.remove(&FactKey::Died);
    out.from.remove(&FactKey::Died);
    out.asks.insert(Ask {
        key: format!("died {died}"),
        what: format!(
            "The return says that they had died by {}, and it also has them in care, or in touch, after that. Which is right?",
            died.format("%d/%m/%Y")
        ),
        holds: Some(Holds::Care),
        other: Some((FactKey::Died, Fact::Day(died))),
    });
}

/// Gone home by the episodes, and by the position of a birthday living somewhere else: the move home may have ended, and with it what it
/// took away.
fn home_and_elsewhere(out: &mut History, row: &PositionRow, year: CollectionYear, day: NaiveDate) {
    // With parents or relatives, or nobody knows.
    let says_nothing = matches!(row.accommodation.get(..1), None | Some("0" | "B" | "R"));
    if says_nothing || row.in_touch == "RHOM" || row.in_touch == "DIED" {
        return;
    }
    let home = |(key, fact): (&FactKey, &Fact)| match (key, fact) {
        (FactKey::Event(EventKind::ReturnedHome, _), Fact::Event(event)) => {
            event.start < day
                && event.end.is_none_or(|end| end > day)
                && event.with == Some(With::PersonWithPr)
        }
        _ => false,
    };
    if out.facts.iter().any(home) {
        out.ask_holding(
            format!("home or elsewhere {year}"),
            format!(
                "The episodes say that they went home and stayed. The return of {year} has them living somewhere else on {}. When did the time \
                 at home end?",
                day.format("%d/%m/%Y")
            ),
            Holds::Care,
        );
    }
}

/// Said to have been home for six months, but no move home is recorded: home from six months before the birthday, with
/// an unknown person, until somebody says. The rules try it as a home with a parent and as no home. Where the episodes say that
/// they were in care in those months, one of the two tables is wrong, and the answer waits for whoever knows which.
fn went_home(out: &mut History, row: RowKey, year: CollectionYear, (age, birthday): (u8, NaiveDate)) {
    // Six months or more: at 18, what counts is whether they were over on the day before.
    let over = if age == 18 { birthday - chrono::Days::new(1) } else { birthday };
    let start = (1..=190u64)
        .map(|back| over - chrono::Days::new(back))
        .find(|start| after_months(*start, 6) <= over)
        .unwrap_or(over);
    let episodes = || {
        out.facts.values().filter_map(|fact| match fact {
            Fact::Episode(episode) => episode.start.map(|from| (from, episode.end)),
            _ => None,
        })
    };
    if episodes().any(|(from, end)| from <= birthday && end.is_none_or(|end| end > start)) {
        out.ask_holding(
            format!("rhom or care {year}"),
            format!(
                "The return of {year} says that they had gone back to a parent, or someone with parental responsibility, \
                 for six months or more. The care episodes say that they were in care in those months. Which is right?"
            ),
            Holds::Care,
        );
        return;
    }
    let next = episodes().map(|(from, _)| from).filter(|from| *from > birthday).min();
    let event = EventFact { start, end: next, with: None, lives_with_holder: true };
    out.add(row, FactKey::Event(EventKind::ReturnedHome, start), Fact::Event(event));
    out.ask(
        format!("rhom {year}"),
        format!(
            "The return of {year} says that they had gone back to a parent, or someone with parental responsibility, \
             for six months or more. No move home is recorded. When did it begin, and with whom?"
        ),
    );
}

fn at_home_on(out: &History, day: NaiveDate) -> bool {
    out.facts.iter().any(|(key, fact)| match (key, fact) {
        (
            FactKey::Event(EventKind::ReturnedHome | EventKind::SpecialGuardianship | EventKind::Adopted, _),
            Fact::Event(event),
        ) => {
            event.start <= day
                && event.end.is_none_or(|end| end >= day)
                && !matches!(event.with, Some(With::RelativeWithoutPr | With::Other))
        }
        _ => false,
    })
}
