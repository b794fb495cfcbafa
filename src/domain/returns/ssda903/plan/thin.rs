//! Whether a year has hardly any of the rows it should have.

use super::super::history::birth;
use super::super::ledger::{Line, after, covered};
use super::super::row::{Row, RowKey};
use super::super::table::Table;
use super::super::year::CollectionYear;
use super::{Held, New, Thin};
use leaving_care_rules::calendar::birthday;
use std::collections::{BTreeMap, BTreeSet};

/// Years in these files, or next to them, with more children missing than allowed. Every child in care at the end of a
/// year must be in the next one, most of them in one two years later, and one whose episode was open when a year was handed in is still in it when it is
/// handed in again.
pub(super) fn thin(held: &Held, new: &New<'_>) -> Vec<Thin> {
    let handed_in: BTreeSet<CollectionYear> = covered(new.of_incoming.iter().copied());
    let years = covered(held.ledger.held.keys().chain(&new.of_incoming).copied());
    // Each year with the next one that is known, which need not be the next.
    let pairs: Vec<(CollectionYear, CollectionYear)> = years
        .iter()
        .zip(years.iter().skip(1))
        .map(|(year, next)| (*year, *next))
        .filter(|(year, next)| handed_in.contains(year) || handed_in.contains(next))
        .collect();
    // How many are missing out of how many, by the year they are missing from and the year they are in.
    let mut seen: BTreeMap<(Table, CollectionYear, CollectionYear), (usize, usize)> = BTreeMap::new();
    for child in new.everyone(held) {
        let (known, rows) = (held.ledger.children.get(child), new.children.get(child));
        let all = after(known, rows, &new.of_incoming);
        let mut tell = |table: Table, lacking: CollectionYear, held_in: CollectionYear, is_there: bool| {
            let seen = seen.entry((table, lacking, held_in)).or_default();
            seen.0 += usize::from(!is_there);
            seen.1 += 1;
        };
        let adult = birth(&all).map(|birth| birthday(birth, 18));
        for (year, next) in &pairs {
            // Whoever turns 18 in between is in no later return.
            let gone = if year.next() == *next { year.last_day() } else { next.first_day() };
            let grown_up = adult.is_some_and(|adult| adult <= gone);
            if !grown_up && is_open(all.iter().copied(), *year) {
                tell(Table::Episodes, *next, *year, has_episode(all.iter().copied(), *next));
            }
        }
        for (year, table) in &new.of_incoming {
            let is_there = |line: &Line| line.hand_in() == (*year, *table);
            if *table == Table::Header && known.into_iter().flatten().any(is_there) {
                tell(*table, *year, *year, all.iter().copied().any(is_there));
            }
        }
        for year in &handed_in {
            let before = || known.into_iter().flatten();
            if held.ledger.held.contains_key(&(*year, Table::Episodes)) && is_open(before(), *year) {
                tell(Table::Episodes, *year, *year, has_episode(all.iter().copied(), *year));
            }
        }
    }
    seen.into_iter()
        .map(|((table, year, held_in), (lacks, of))| Thin { table, year, held_in, lacks, of })
        .filter(Thin::is_thin)
        .collect()
}

fn is_open<'a>(mut rows: impl Iterator<Item = &'a Line>, year: CollectionYear) -> bool {
    rows.any(|line| line.year == year && matches!(&line.row, Row::Episode(row) if row.end.is_none()))
}

fn has_episode<'a>(mut rows: impl Iterator<Item = &'a Line>, year: CollectionYear) -> bool {
    rows.any(|line| line.year == year && matches!(line.key, RowKey::Episode(_)))
}
