//! What the returns have said so far, year by year: the memory that makes an import repeatable.
//!
//! The rows of one table for one year are handed in as a set. A later file for the same year replaces the
//! earlier one entirely; the store keeps the earlier one, and brings it back if the later is withdrawn.

use super::row::{Child, Row, RowKey};
use super::table::Table;
use super::year::CollectionYear;
use chrono::NaiveDate;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Where a row came from.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Source {
    /// The file's name as given.
    pub file: Arc<str>,
    pub line: u32,
}

/// What one year's return says under one key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// The collection year.
    pub year: CollectionYear,
    /// Which of the child's rows.
    pub key: RowKey,
    pub row: Row,
    /// Where it came from; `None` if from an earlier import.
    pub source: Option<Source>,
    /// The number it was handed in under, if different from the one the person goes by.
    pub number: Option<Child>,
}

impl Line {
    fn order(&self) -> (CollectionYear, RowKey, Option<&Child>) {
        (self.year, self.key, self.number.as_ref())
    }

    /// The table and year it was handed in with.
    #[must_use]
    pub const fn hand_in(&self) -> HandIn {
        (self.year, self.key.table())
    }
}

/// One table for one year, as handed in.
pub type HandIn = (CollectionYear, Table);

/// The rows of one child, by year and key.
pub type Rows = Vec<Line>;

/// Sorts rows into the order that everything reads them in.
pub fn sort(rows: &mut Rows) {
    rows.sort_by(|a, b| a.order().cmp(&b.order()));
}

/// Everything the returns have said.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Ledger {
    /// Rows by the number that a person goes by.
    pub children: BTreeMap<Child, Rows>,
    /// What was handed in, and by which import.
    pub held: BTreeMap<HandIn, String>,
    /// The day on which it was handed in, where the year was still running then: it tells of nothing after that day.
    pub running: BTreeMap<HandIn, NaiveDate>,
    /// Numbers that somebody has joined to another: from the number to the one the person goes by.
    pub joined: BTreeMap<Child, Child>,
}

impl Ledger {
    /// The years whose episodes were handed in. An episode left open in one that the next doesn't include ended on a
    /// day that nobody reported.
    #[must_use]
    pub fn covered(&self) -> Covered {
        let day = |(year, table): HandIn| told_until(year, self.running.get(&(year, table)).copied());
        covered(self.held.keys().copied())
            .into_iter()
            .map(|year| (year, day((year, Table::Episodes))))
            .collect()
    }

    /// The same once these tables are handed in on a day.
    #[must_use]
    pub fn covered_with(&self, handed_in: &BTreeSet<HandIn>, on: NaiveDate) -> Covered {
        let mut all = self.covered();
        all.extend(
            covered(handed_in.iter().copied()).into_iter().map(|year| (year, told_until(year, Some(on)))),
        );
        all
    }

    /// The number that the person goes by.
    #[must_use]
    pub fn goes_by<'a>(&'a self, number: &'a Child) -> &'a Child {
        self.joined.get(number).unwrap_or(number)
    }
}

/// The years whose episodes are held, each with the last day that its return tells of.
pub type Covered = BTreeMap<CollectionYear, NaiveDate>;

/// The last day that the return of a year tells of, handed in on a day.
#[must_use]
pub fn told_until(year: CollectionYear, handed_in: Option<NaiveDate>) -> NaiveDate {
    handed_in.map_or(year.last_day(), |on| on.min(year.last_day()))
}

/// The years whose episodes are among these tables.
pub fn covered(held: impl Iterator<Item = HandIn>) -> BTreeSet<CollectionYear> {
    held.filter(|(_, table)| *table == Table::Episodes).map(|(year, _)| year).collect()
}

/// What is said about a child after these tables are handed in: their rows completely replace the ones held.
#[must_use]
pub fn after<'a>(
    known: Option<&'a Rows>,
    new: Option<&'a Rows>,
    handed_in: &BTreeSet<HandIn>,
) -> Vec<&'a Line> {
    let stays = known.into_iter().flatten().filter(|line| !handed_in.contains(&line.hand_in()));
    let mut rows: Vec<&Line> = stays.chain(new.into_iter().flatten()).collect();
    rows.sort_by(|a, b| a.order().cmp(&b.order()));
    rows
}

/// The row that counts under each key: the latest year's and, within a year, the one under the person's own number.
#[must_use]
pub fn effective<'a>(rows: &[&'a Line]) -> BTreeMap<RowKey, &'a Line> {
    let mut latest: BTreeMap<RowKey, &Line> = BTreeMap::new();
    for line in rows {
        if latest.get(&line.key).is_none_or(|before| before.year < line.year) {
            latest.insert(line.key, line);
        }
    }
    latest
}
