//! All files of one import to one row for each child and key.

use super::ledger::{ChildRows, Entry, Source};
use super::problem::{Problem, Weight};
use super::read::{ReadFile, read};
use super::row::{Child, Row, RowKey};
use super::table::Table;
use super::year::CollectionYear;
use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::sync::Arc;

/// One file as it was handed in.
#[derive(Clone, Copy)]
pub struct InputFile<'a> {
    /// Its name with the folders above it, as far as they are known: `2025-26/episodes.csv`.
    pub name: &'a str,
    /// The collection year, where whoever runs the import says it.
    pub year: Option<CollectionYear>,
    /// Its content.
    pub bytes: &'a [u8],
}

/// How the year of a file was told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum YearFrom {
    /// Whoever runs the import said it.
    Said,
    /// From the name of the file or its folder.
    Name,
    /// From the latest day in the folder's files.
    Days,
}

/// What was found in one file.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct FileReport {
    /// Its name.
    pub name: Arc<str>,
    /// The table.
    pub table: Option<Table>,
    /// The collection year and how it was told.
    pub year: Option<(CollectionYear, YearFrom)>,
    /// Lines with data.
    pub lines: u32,
    /// Of these, left out.
    pub left_out: u32,
}

/// A question that the files themselves raise about a child.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Doubt {
    /// About whom.
    pub child: Child,
    /// What tells it from other questions about the same child; the same on every import.
    pub key: String,
    /// The question.
    pub what: String,
}

/// What one import brings, checked and merged. The same for every order of files and rows.
#[derive(Debug, Clone, Default)]
pub struct Incoming {
    /// One row for each child and key: the latest year's.
    pub children: BTreeMap<Child, ChildRows>,
    /// The years whose episodes are among the files.
    pub covered: BTreeSet<CollectionYear>,
    /// The files.
    pub files: Vec<FileReport>,
    /// What is wrong, in order of file and line.
    pub problems: Vec<Problem>,
    /// What the files leave in doubt.
    pub doubts: Vec<Doubt>,
}

impl Incoming {
    /// Whether a file can't be read, so that nothing may be imported.
    #[must_use]
    pub fn is_refused(&self) -> bool {
        self.problems.iter().any(|problem| problem.weight == Weight::Refuses)
    }
}

fn folder(name: &str) -> &str {
    name.rsplit_once(['/', '\\']).map_or("", |(folder, _)| folder)
}

/// Reads and merges the files of one import. `progress` is told after each file.
#[must_use]
pub fn merge(files: &[InputFile<'_>], mut progress: impl FnMut(usize)) -> Incoming {
    let mut order: Vec<&InputFile<'_>> = files.iter().collect();
    order.sort_by(|a, b| (a.name, a.year, a.bytes).cmp(&(b.name, b.year, b.bytes)));
    let years = years(&order);
    let mut incoming = Incoming::default();
    let mut lines = Vec::new();
    for (at, (file, year)) in order.iter().zip(&years).enumerate() {
        let name: Arc<str> = Arc::from(file.name);
        let mut got = read(&name, file.bytes, year.map(|(year, _)| year));
        if got.table.is_some() && year.is_none() {
            got.problems.push(Problem::file(
                &name,
                None,
                "Which collection year the file is for can't be told from its name or its days.",
                "Put the year in the name of the file or its folder, such as 2025-26.",
            ));
        }
        if let (Some(Table::Episodes), Some((year, _))) = (got.table, year) {
            incoming.covered.insert(*year);
        }
        incoming.files.push(FileReport {
            name,
            table: got.table,
            year: got.table.and(*year),
            lines: got.lines,
            left_out: got.left_out,
        });
        take(&mut incoming, &mut lines, got, year.map(|(year, _)| year));
        progress(at + 1);
    }
    if incoming.files.is_empty() {
        return incoming;
    }
    settle(&mut incoming, lines);
    incoming.problems.sort();
    incoming
}

/// The year of each file: said, else from its name, else from the latest day among the files of its folder.
fn years(files: &[&InputFile<'_>]) -> Vec<Option<(CollectionYear, YearFrom)>> {
    let mut named: Vec<_> = files
        .iter()
        .map(|file| {
            let said = file.year.map(|year| (year, YearFrom::Said));
            said.or_else(|| CollectionYear::in_path(file.name).map(|year| (year, YearFrom::Name)))
        })
        .collect();
    // Per folder: the latest day, and how many episode files it holds; two episode files in one
    // folder are two years, so that a file without days of its own can't be told.
    let mut folders: BTreeMap<&str, (Option<CollectionYear>, u32)> = BTreeMap::new();
    let mut own = vec![None; files.len()];
    for ((file, year), own) in files.iter().zip(&named).zip(&mut own) {
        if year.is_none() {
            let got = read(&Arc::from(file.name), file.bytes, None);
            *own = got.latest.and_then(CollectionYear::of);
            let entry = folders.entry(folder(file.name)).or_default();
            entry.0 = entry.0.max(*own);
            entry.1 += u32::from(got.table == Some(Table::Episodes));
        }
    }
    for ((file, year), own) in files.iter().zip(&mut named).zip(own) {
        if year.is_none() {
            let (latest, episodes) = folders.get(folder(file.name)).copied().unwrap_or_default();
            *year = if episodes > 1 { own } else { latest }.map(|year| (year, YearFrom::Days));
        }
    }
    named
}

/// One row on its way to being merged.
struct Line {
    child: Child,
    key: RowKey,
    year: CollectionYear,
    row: Row,
    source: Source,
}

fn take(incoming: &mut Incoming, lines: &mut Vec<Line>, got: ReadFile, year: Option<CollectionYear>) {
    incoming.problems.extend(got.problems);
    let Some(year) = year else { return };
    lines.extend(got.rows.into_iter().map(|row| Line {
        child: row.child,
        key: row.key,
        year,
        row: row.row,
        source: Source { file: got.name.clone(), line: row.line },
    }));
}

/// Finds rows that contradict each other within one year, leaves them out, and keeps the latest year of each key.
fn settle(incoming: &mut Incoming, mut lines: Vec<Line>) {
    lines.sort_by(|a, b| {
        (&a.child, a.key, b.year, &a.row, &a.source).cmp(&(&b.child, b.key, a.year, &b.row, &b.source))
    });
    let bad = contradictions(incoming, &lines);
    for line in lines.into_iter().filter(|line| !bad.contains(&line.source)) {
        let rows = incoming.children.entry(line.child.clone()).or_default();
        let Some(latest) = rows.get(&line.key) else {
            rows.insert(line.key, Entry { row: line.row, year: line.year, source: Some(line.source) });
            continue;
        };
        if let (Row::Identity(new), Row::Identity(old)) = (&latest.row, &line.row) {
            let doubts = identity_doubts(&line.child, new, latest.year, old, line.year);
            incoming.doubts.extend(doubts);
        }
    }
    incoming.doubts.sort();
    incoming.doubts.dedup();
    for report in &mut incoming.files {
        let more: HashSet<u32> =
            bad.iter().filter(|source| source.file == report.name).map(|source| source.line).collect();
        report.left_out = report.left_out.saturating_add(u32::try_from(more.len()).unwrap_or(u32::MAX));
    }
}

/// Lines, sorted by child and key and year, that say different things of one key in one year.
fn contradictions(incoming: &mut Incoming, lines: &[Line]) -> HashSet<Source> {
    let mut bad = HashSet::new();
    for group in lines.chunk_by(|a, b| a.child == b.child && a.key == b.key && a.year == b.year) {
        let [first, rest @ ..] = group else { continue };
        if rest.iter().all(|line| line.row == first.row) {
            continue;
        }
        for line in group {
            let other = group.iter().find(|other| other.row != line.row).unwrap_or(first);
            let todo = format!("Keep the right one of the two: the other is {}.", place(&other.source));
            let what = "Another line of the same year says something else of the same child and day.";
            incoming.problems.push(left_out(line, None, what, &todo));
            bad.insert(line.source.clone());
        }
    }
    // A date of birth in another table that is not the header's: perhaps somebody else's row.
    for person in lines.chunk_by(|a, b| a.child == b.child) {
        for line in person {
            let Row::Birth(birth) = &line.row else { continue };
            let header = person.iter().find_map(|other| match &other.row {
                Row::Identity(identity) if other.year == line.year => Some(identity.birth),
                _ => None,
            });
            if header.is_some_and(|header| header != *birth) && !bad.contains(&line.source) {
                let what = "The date of birth is not the one in the header of the same year.";
                incoming.problems.push(left_out(line, Some("DOB"), what, "Correct the one that is wrong."));
                bad.insert(line.source.clone());
            }
        }
    }
    bad
}

fn place(source: &Source) -> String {
    format!("{}, line {}", source.file, source.line)
}

fn left_out(line: &Line, column: Option<&'static str>, what: impl Into<String>, todo: &str) -> Problem {
    Problem {
        file: line.source.file.clone(),
        line: Some(line.source.line),
        column,
        child: Some(line.child.clone()),
        weight: Weight::LeavesOut,
        what: what.into(),
        todo: todo.into(),
    }
}

fn identity_doubts(
    child: &Child,
    new: &super::row::Identity,
    year: CollectionYear,
    old: &super::row::Identity,
    before: CollectionYear,
) -> Vec<Doubt> {
    let mut doubts = Vec::new();
    if new.birth != old.birth {
        doubts.push(Doubt {
            child: child.clone(),
            key: format!("birth {} {}", old.birth, new.birth),
            what: format!(
                "The return of {before} gives the date of birth {}, that of {year} gives {}. Which is right?",
                old.birth.format("%d/%m/%Y"),
                new.birth.format("%d/%m/%Y")
            ),
        });
    }
    if new.sex != old.sex && old.sex != "U" {
        doubts.push(Doubt {
            child: child.clone(),
            key: format!("sex {} {}", old.sex, new.sex),
            what: format!(
                "The return of {before} gives the sex {}, that of {year} gives {}. Which is right?",
                old.sex, new.sex
            ),
        });
    }
    doubts
}
