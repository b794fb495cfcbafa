//! From all files of one import to each child's rows, year by year.

use super::ledger::{HandIn, Line, Rows, Source, sort};
use super::problem::{ADULT_TODO, Problem, SAYS_ADULT, Weight};
use super::read::{MOST_LINES, ReadFile, read_while};
use super::row::{Child, EpisodeRow, Row, RowKey};
use super::table::Table;
use super::year::CollectionYear;
use chrono::NaiveDate;
use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::sync::Arc;

/// One file as it was handed in.
#[derive(Clone, Copy)]
pub struct InputFile<'a> {
    /// Its name with its parent folders, as far as known: `2025-26/episodes.csv`.
    pub name: &'a str,
    /// The collection year, if whoever runs the import gives it.
    pub year: Option<CollectionYear>,
    /// Its content.
    pub bytes: &'a [u8],
}

/// How a file's year was determined.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum YearFrom {
    /// Given by whoever runs the import.
    Said,
    /// From the name of the file or its folder.
    Name,
}

/// What was found in one file.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct FileReport {
    pub name: Arc<str>,
    pub table: Option<Table>,
    /// The collection year and how it was determined.
    pub year: Option<(CollectionYear, YearFrom)>,
    /// Lines with data.
    pub lines: u32,
    /// How many of them were left out.
    pub left_out: u32,
}

/// What one import brings, checked and merged. The order of files and rows makes no difference.
#[derive(Debug, Clone, Default)]
pub struct Incoming {
    /// Each child's rows, under the number given in the files.
    pub children: BTreeMap<Child, Rows>,
    /// The tables handed in, by year.
    pub handed_in: BTreeSet<HandIn>,
    /// The day on which they are handed in.
    pub on: NaiveDate,
    pub files: Vec<FileReport>,
    /// What is wrong, in order of file and line.
    pub problems: Vec<Problem>,
}

impl Incoming {
    /// Whether a file can't be read, so that nothing may be imported.
    #[must_use]
    pub fn is_refused(&self) -> bool {
        self.problems.iter().any(|problem| problem.weight == Weight::Refuses)
    }
}

/// Reads and merges the files of an import run on a day. `progress` is called after each file.
#[must_use]
pub fn merge(files: &[InputFile<'_>], today: NaiveDate, progress: impl FnMut(usize)) -> Incoming {
    merge_while(files, today, progress, &|| true).unwrap_or_default()
}

/// The same, for as long as `go_on` says so: it is asked again and again, and nothing is answered once it said no.
#[must_use]
pub fn merge_while(
    files: &[InputFile<'_>],
    today: NaiveDate,
    mut progress: impl FnMut(usize),
    go_on: &dyn Fn() -> bool,
) -> Option<Incoming> {
    let mut order: Vec<&InputFile<'_>> = files.iter().collect();
    order.sort_by(|a, b| (a.name, a.year, a.bytes).cmp(&(b.name, b.year, b.bytes)));
    let mut incoming = Incoming { on: today, ..Incoming::default() };
    let (mut lines, mut read_so_far) = (Vec::new(), 0u32);
    for (at, file) in order.into_iter().enumerate() {
        let name: Arc<str> = Arc::from(file.name);
        let year = year_of(file, today);
        let told = year.as_ref().ok().map(|(year, _)| *year);
        if !go_on() {
            return None;
        }
        let mut got =
            read_while(&name, file.bytes, (told, today), MOST_LINES.saturating_sub(read_so_far), go_on);
        if got.table.is_some_and(Table::is_kept) {
            read_so_far = read_so_far.saturating_add(got.lines);
        }
        if let (Some(_), Err((what, todo))) = (got.table, &year) {
            got.problems.push(Problem::file(&name, None, what.as_str(), *todo));
        }
        if let (Some(table), Some(year)) = (got.table, told) {
            incoming.handed_in.insert((year, table));
        }
        incoming.files.push(FileReport {
            name,
            table: got.table,
            year: got.table.and(year.ok()),
            lines: got.lines,
            left_out: got.left_out,
        });
        take(&mut incoming, &mut lines, got, told);
        progress(at + 1);
    }
    if !go_on() {
        return None;
    }
    given_twice(&mut incoming, &lines);
    settle(&mut incoming, lines);
    incoming.problems.sort();
    Some(incoming)
}

/// A file's year: from its name, or given by whoever runs the import; never from its dates. An error and what to do
/// about it if neither gives a year, if the two disagree, or if it has not begun.
fn year_of(
    file: &InputFile<'_>,
    today: NaiveDate,
) -> Result<(CollectionYear, YearFrom), (String, &'static str)> {
    let named = CollectionYear::in_path(file.name).map_err(|[folder, name]| {
        let what = format!("The folder says {folder}, but the name of the file says {name}.");
        (what, "Rename one of the two.")
    })?;
    let (year, from) = match (named, file.year) {
        (Some(named), Some(said)) if named != said => {
            let what = format!("The name of the file says {named}, but {said} was given for it.");
            return Err((what, "Rename the file or its folder, or give the right year."));
        }
        (Some(named), _) => (named, YearFrom::Name),
        (None, Some(said)) => (said, YearFrom::Said),
        (None, None) => {
            return Err((
                "Which collection year the file is for can't be told from its name.".into(),
                "Say the year, such as 2025-26 (1 April 2025 to 31 March 2026), or put it in the name of the file or its folder. \
                 A single year such as 2025 says too little.",
            ));
        }
    };
    if year.first_day() > today {
        let what = format!("{year} has not begun: it starts on {}.", year.first_day().format("%d/%m/%Y"));
        return Err((what, "Give the right year, or put it in the name of the file or its folder."));
    }
    Ok((year, from))
}

/// One row on its way to being merged.
struct OfChild {
    child: Child,
    line: Line,
}

impl OfChild {
    fn source(&self) -> Option<&Source> {
        self.line.source.as_ref()
    }
}

fn take(incoming: &mut Incoming, lines: &mut Vec<OfChild>, got: ReadFile, year: Option<CollectionYear>) {
    incoming.problems.extend(got.problems);
    let Some(year) = year else { return };
    lines.extend(got.rows.into_iter().map(|row| OfChild {
        child: row.child,
        line: Line {
            year,
            key: row.key,
            row: row.row,
            source: Some(Source { file: got.name.clone(), line: row.line }),
            number: None,
        },
    }));
}

/// Finds rows that contradict each other within one year, leaves them out, and assigns the rest to their children.
fn settle(incoming: &mut Incoming, mut lines: Vec<OfChild>) {
    lines.sort_unstable_by(|a, b| {
        (&a.child, a.line.year, a.line.key, &a.line.row, &a.line.source).cmp(&(
            &b.child,
            b.line.year,
            b.line.key,
            &b.line.row,
            &b.line.source,
        ))
    });
    let bad = contradictions(incoming, &lines);
    for one in lines {
        if one.source().is_some_and(|source| bad.contains(source)) {
            continue;
        }
        let rows = incoming.children.entry(one.child).or_default();
        if says_no_more(rows, &one.line) {
            continue;
        }
        // Sorted, so that a second row under the same key says the same, or has no length.
        let again = rows.last_mut().filter(|last| last.year == one.line.year && last.key == one.line.key);
        match again {
            Some(last) if has_no_length(last) => {
                let first = std::mem::replace(last, one.line);
                begun_by(last, &first);
            }
            Some(last) => begun_by(last, &one.line),
            None => rows.push(one.line),
        }
    }
    for rows in incoming.children.values_mut() {
        sort(rows);
        rows.shrink_to_fit();
    }
    let mut more: BTreeMap<&str, HashSet<u32>> = BTreeMap::new();
    for source in &bad {
        more.entry(&source.file).or_default().insert(source.line);
    }
    for report in &mut incoming.files {
        let more = more.get(&*report.name).map_or(0, HashSet::len);
        report.left_out = report.left_out.saturating_add(u32::try_from(more).unwrap_or(u32::MAX));
    }
}

/// A date of birth or a sex that the header of the same year gives too, in a table of which nothing else is kept.
fn says_no_more(rows: &Rows, line: &Line) -> bool {
    let header = rows.iter().rev().find_map(|other| match &other.row {
        Row::Identity(identity) if other.year == line.year => Some(identity),
        _ => None,
    });
    header.is_some_and(|header| match line.key {
        RowKey::Birth(table, day) => !table.is_kept() && header.birth == day,
        RowKey::Sex(_, sex) => header.sex == sex,
        _ => false,
    })
}

/// Two files that give one table of one year: a draft beside the final, or a copy. Which of them counts nobody can tell where they
/// say something about the same child; files that split the children between them are taken.
fn given_twice(incoming: &mut Incoming, lines: &[OfChild]) {
    type OfFile<'r> = BTreeMap<&'r Child, Vec<(RowKey, &'r Row)>>;
    let mut files: BTreeMap<HandIn, BTreeMap<&Arc<str>, OfFile<'_>>> = BTreeMap::new();
    let several: BTreeSet<HandIn> = {
        let mut seen = BTreeSet::new();
        let hand_ins = incoming.files.iter().filter_map(|file| Some((file.year?.0, file.table?)));
        hand_ins.filter(|hand_in| !seen.insert(*hand_in)).collect()
    };
    for one in lines.iter().filter(|one| several.contains(&one.line.hand_in())) {
        let Some(source) = one.source() else { continue };
        let of_file = files.entry(one.line.hand_in()).or_default().entry(&source.file).or_default();
        of_file.entry(&one.child).or_default().push((one.line.key, &one.line.row));
    }
    let mut problems = Vec::new();
    for ((year, table), files) in files.iter().filter(|((_, table), _)| table.is_kept()) {
        for (at, (name, children)) in files.iter().enumerate() {
            for (other, theirs) in files.iter().take(at) {
                let both = children.iter().filter_map(|(child, rows)| Some((rows, theirs.get(child)?)));
                let (same, differ): (Vec<_>, Vec<_>) = both.partition(|(one, other)| one == other);
                let lacks = !same.is_empty() && children.len() != theirs.len();
                problems.extend(one_table_twice((*year, *table), (other, name), !differ.is_empty() || lacks));
            }
        }
    }
    incoming.problems.extend(problems);
}

fn one_table_twice(
    (year, table): HandIn,
    (one, other): (&Arc<str>, &Arc<str>),
    clash: bool,
) -> Option<Problem> {
    let folder = |name: &Arc<str>| name.rsplit_once(['/', '\\']).map(|(folder, _)| folder.to_owned());
    let what = format!("{one} gives the table {table} of {year} too.");
    match clash {
        true => Some(Problem::file(
            other,
            None,
            format!("{what} Some children are in both."),
            "If one of them is a draft, leave it out. If both count, put them into one file.",
        )),
        false if folder(one) != folder(other) => Some(Problem {
            weight: Weight::Check,
            ..Problem::file(other, None, what, "Both were taken. Check that neither is a draft.")
        }),
        false => None,
    }
}

/// An episode that ends on the day it begins: it adds no day of care, and contradicts no other episode from that day.
fn has_no_length(line: &Line) -> bool {
    matches!((line.key, &line.row), (RowKey::Episode(start), Row::Episode(row)) if row.end == Some(start))
}

/// Where a row of no length began care, care did not go on from before: the row that stays began it.
fn begun_by(stays: &mut Line, dropped: &Line) {
    if let (Row::Episode(stays), Row::Episode(EpisodeRow { began: Some("S"), .. })) =
        (&mut stays.row, &dropped.row)
    {
        stays.began = Some("S");
    }
}

/// Lines, sorted by child, year and key, that say different things about one key in one year.
fn contradictions(incoming: &mut Incoming, lines: &[OfChild]) -> HashSet<Source> {
    let mut bad = HashSet::new();
    let same = |a: &OfChild, b: &OfChild| {
        a.child == b.child && a.line.year == b.line.year && a.line.key == b.line.key
    };
    for group in lines.chunk_by(same) {
        if group.len() < 2 {
            continue;
        }
        let with_length: Vec<&OfChild> = group.iter().filter(|one| !has_no_length(&one.line)).collect();
        let [first, rest @ ..] = with_length.as_slice() else { continue };
        if rest.iter().all(|one| one.line.row == first.line.row) {
            continue;
        }
        for one in &with_length {
            let other = with_length.iter().find(|other| other.line.row != one.line.row).unwrap_or(first);
            let place = other
                .source()
                .map(|source| format!("{}, line {}", source.file, source.line))
                .unwrap_or_default();
            let Some(source) = one.source() else { continue };
            incoming.problems.push(Problem {
                file: source.file.clone(),
                line: Some(source.line),
                column: None,
                child: Some(one.child.clone()),
                weight: Weight::LeavesOut,
                what: "Another line of the same year says something different about the same child and day."
                    .into(),
                todo: format!("Keep the right one of the two: the other is {place}."),
            });
            bad.insert(source.clone());
            if matches!(&one.line.row, Row::Episode(row) if row.ceased == Some("E15")) {
                incoming.problems.push(Problem {
                    file: source.file.clone(),
                    line: Some(source.line),
                    column: Some("REC"),
                    child: Some(one.child.clone()),
                    weight: Weight::LeavesOut,
                    what: SAYS_ADULT.into(),
                    todo: ADULT_TODO.into(),
                });
            }
        }
    }
    bad
}
