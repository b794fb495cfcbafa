//! Rows of one child to care history: what the rules of leaving care read.
//!
//! Which reason for ending becomes what, and why:
//!
//! | code | becomes | because |
//! |---|---|---|
//! | E4A, E4B | home with *a person with parental responsibility* | that is what the code says; it does not say whether it is a parent, and both count alike (CLR 2010 reg 3(5)) |
//! | E41 | home with *a person with parental responsibility* | a child arrangements order that names with whom a child lives gives that person parental responsibility (CA 1989 s.12(2)). Not the "holder of an order before care" of reg 3(5): that order is older than the care episode, this one is made at its end |
//! | E13 | home with *a relative without parental responsibility* | counts as no home, however long |
//! | E43 to E48 | special guardianship | CA 1989 s.24(1A) |
//! | E11, E12 | adopted | |
//! | E9 | detained | CLR 2010 reg 3(2); so does a run of R5, a young offender institution or prison, while looked after |
//! | E3 | taken over; care by another authority, its end not known, where that could decide the status | CA 1989 s.23A(4): the authority that last looked after the person is responsible |
//! | E2, and DIED in OC3 | died | |
//! | E15 | found to be an adult, and a question: which date of birth is accepted | the return gives none |
//! | E16 | moved abroad | |
//! | E5 to E8, E14, E17 | nothing: care ended | |
//! | T1 | in hospital | R2 is left out: it also holds nursing homes |
//!
//! A period at home or in custody ends on the day on which the next care episode starts.

use super::code::Code;
use super::ledger::{ChildRows, Entry};
use super::row::{EpisodeRow, Row, RowKey};
use super::year::CollectionYear;
use chrono::NaiveDate;
use leaving_care_rules::calendar::birthday;
use std::collections::{BTreeMap, BTreeSet};

mod care;
mod fact;

pub use fact::{EpisodeFact, EventFact, EventKind, Fact, FactKey, PositionFact, With};

/// Something that the rows leave open, for a person to answer.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Ask {
    /// What tells it from other questions about the same child; the same on every import.
    pub key: String,
    /// The question.
    pub what: String,
}

/// Something to look at in a row that was taken.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Look {
    /// The row.
    pub row: RowKey,
    /// The column.
    pub column: &'static str,
    /// What is odd.
    pub what: &'static str,
    /// What to do.
    pub todo: &'static str,
}

/// What one child's rows come to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct History {
    /// The facts, by what tells them apart.
    pub facts: BTreeMap<FactKey, Fact>,
    /// The row from which a fact comes.
    pub from: BTreeMap<FactKey, RowKey>,
    /// Questions.
    pub asks: BTreeSet<Ask>,
    /// Rows to look at.
    pub looks: BTreeSet<Look>,
}

impl History {
    fn add(&mut self, row: RowKey, key: FactKey, fact: Fact) {
        self.from.insert(key, row);
        self.facts.insert(key, fact);
    }

    fn ask(&mut self, key: impl Into<String>, what: impl Into<String>) {
        self.asks.insert(Ask { key: key.into(), what: what.into() });
    }

    fn look(&mut self, row: RowKey, column: &'static str, what: &'static str, todo: &'static str) {
        self.looks.insert(Look { row, column, what, todo });
    }
}

/// The date of birth that the rows give: the header's, or else another table's.
#[must_use]
pub fn birth(rows: &ChildRows) -> Option<NaiveDate> {
    match (rows.get(&RowKey::Identity), rows.get(&RowKey::Birth)) {
        (Some(Entry { row: Row::Identity(identity), .. }), _) => Some(identity.birth),
        (_, Some(Entry { row: Row::Birth(birth), .. })) => Some(*birth),
        _ => None,
    }
}

/// Works out the care history of one child. Nothing where no row gives a date of birth.
/// `covered` are the years whose episodes are known.
#[must_use]
pub fn history(rows: &ChildRows, covered: &BTreeSet<CollectionYear>) -> History {
    let mut out = History::default();
    let Some(birth) = birth(rows) else { return out };
    let from = if rows.contains_key(&RowKey::Identity) { RowKey::Identity } else { RowKey::Birth };
    out.add(from, FactKey::Birth, Fact::Day(birth));
    for (key, entry) in rows {
        match &entry.row {
            Row::Identity(identity) => {
                if identity.sex != "U" {
                    out.add(*key, FactKey::Sex, Fact::Code(identity.sex));
                }
                if let Some(ethnicity) = identity.ethnicity {
                    out.add(*key, FactKey::Ethnicity, Fact::Code(ethnicity));
                }
            }
            Row::Unaccompanied(until) => out.add(*key, FactKey::Unaccompanied, Fact::Until(*until)),
            Row::Absence { kind: _, end } => {
                if let RowKey::Absence(start) = *key {
                    let event = EventFact { start, end: *end, with: None, lives_with_holder: true };
                    out.add(*key, FactKey::Event(EventKind::Missing, start), Fact::Event(event));
                }
            }
            _ => {}
        }
    }
    care::episodes(&mut out, rows, covered, birth);
    positions(&mut out, rows, birth);
    out
}

fn positions(out: &mut History, rows: &ChildRows, birth: NaiveDate) {
    for (key, entry) in rows {
        let (RowKey::Position(_), Row::Position(row)) = (key, &entry.row) else { continue };
        let (first, last) = (entry.year.first_day(), entry.year.last_day());
        let turned =
            (17u8..=25).map(|age| (age, birthday(birth, age))).find(|(_, day)| (first..=last).contains(day));
        let Some((age, day)) = turned else { continue };
        out.add(
            *key,
            FactKey::Position(entry.year.start()),
            Fact::Position(PositionFact {
                birthday: day,
                in_touch: row.in_touch,
                activity: row.activity,
                accommodation: row.accommodation,
            }),
        );
        if row.in_touch == "DIED" && !out.facts.contains_key(&FactKey::Died) {
            // The return doesn't say the day; the birthday it reports on is the latest it can mean.
            out.add(*key, FactKey::Died, Fact::Day(day));
        }
        if row.in_touch == "RHOM" && age <= 18 && !at_home_on(out, day) {
            out.ask(
                format!("rhom {}", entry.year),
                format!(
                    "The return of {} says that they had gone back to a parent, or someone with parental responsibility, \
                     for six months or more. No move home is recorded. When did it begin, and with whom?",
                    entry.year
                ),
            );
        }
    }
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

/// Whether days under this legal status are ordinary looked-after days. V3 and V4 are short breaks.
fn is_ordinary(status: Code) -> bool {
    !matches!(status, "V3" | "V4")
}
