//! What the returns have said so far, row by row: the memory that makes an import repeatable.

use super::row::{Child, Row, RowKey};
use super::year::CollectionYear;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Where a row stood.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Source {
    /// The file's name as given.
    pub file: Arc<str>,
    /// The line.
    pub line: u32,
}

/// What the latest return says under one key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The row.
    pub row: Row,
    /// The collection year that said it last.
    pub year: CollectionYear,
    /// Where it stood; none when it comes from an earlier import.
    pub source: Option<Source>,
}

/// The rows of one child.
pub type ChildRows = BTreeMap<RowKey, Entry>;

/// Everything that the returns have said.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Ledger {
    /// Rows by child and key.
    pub children: BTreeMap<Child, ChildRows>,
    /// The years whose episodes were imported. An episode left open in one year that the next covered
    /// year doesn't hold has ended on a day that nobody reported.
    pub covered: BTreeSet<CollectionYear>,
}

/// Lays new rows over what is known of a child. A row of an earlier year than the known one is
/// history that was already overtaken, and changes nothing. Returns the rows that differ.
#[must_use]
pub fn overlay<'a>(known: Option<&ChildRows>, new: &'a ChildRows) -> Vec<(RowKey, &'a Entry)> {
    new.iter()
        .filter(|(key, entry)| match known.and_then(|known| known.get(key)) {
            None => true,
            Some(old) => entry.year > old.year || (entry.year == old.year && entry.row != old.row),
        })
        .map(|(key, entry)| (*key, entry))
        .collect()
}
