//! Text to checked rows of one table.

use super::decode::{Decoded, decode};
use super::problem::{Problem, Weight, shown};
use super::row::{Child, Row, RowKey};
use super::table::{Recognised, Table};
use super::year::CollectionYear;
use chrono::NaiveDate;
use std::collections::HashSet;
use std::sync::Arc;

mod cells;
mod kept;
mod let_go;
mod lines;

use cells::{Days, Habits, RowReader};
use lines::{lines, separator, split};

/// The lines of a table that isn't part of the return, split at commas, each with its number: `None` if its quotes are
/// wrong. A value never continues on the next line, and empty lines are skipped.
pub fn rows_of(text: &str) -> impl Iterator<Item = (u32, Option<Vec<String>>)> {
    lines(text).filter(|(_, line)| !line.trim().is_empty()).map(|(number, line)| {
        let mut fields = Vec::new();
        let read = split(line, ',', &mut fields).is_ok();
        (number, read.then(|| fields.into_iter().map(std::borrow::Cow::into_owned).collect()))
    })
}

/// A row that was read, with where it came from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadRow {
    pub child: Child,
    /// Which of the child's rows.
    pub key: RowKey,
    pub row: Row,
    /// The line in the file.
    pub line: u32,
}

#[derive(Debug, Clone)]
pub struct ReadFile {
    /// Its name as given.
    pub name: Arc<str>,
    /// The table; `None` when the file was refused.
    pub table: Option<Table>,
    /// The rows that can be imported.
    pub rows: Vec<ReadRow>,
    /// Lines with data, whether kept, discarded or left out.
    pub lines: u32,
    /// Rows left out because of a problem.
    pub left_out: u32,
    /// What is wrong with it.
    pub problems: Vec<Problem>,
}

/// Tables that are kept may have at most this many rows per import: the data needed to compare them has
/// to fit into memory. Eight years of the largest county come to about 130,000.
pub const MOST_LINES: u32 = 150_000;
/// When more rows than this can't be imported, the file is not what it should be.
const MOST_LEFT_OUT: u32 = 5_000;
/// This many problems per file are kept; the rest are only counted.
const MOST_PROBLEMS: usize = 6_000;

/// So often in lines is asked whether to go on: some milliseconds.
const ASKED_EVERY: u32 = 1_024;

/// Reads one file. `year` is the collection year where it is known; without it codes of any year
/// pass and care leavers' positions are not taken. Nothing after `today` can have happened. `room` is how many lines may still come.
#[must_use]
pub fn read(
    name: &Arc<str>,
    bytes: &[u8],
    year: Option<CollectionYear>,
    today: NaiveDate,
    room: u32,
) -> ReadFile {
    read_while(name, bytes, (year, today), room, &|| true)
}

/// The same, for as long as `go_on` says so; the rest of the file is not read once it said no.
#[must_use]
pub fn read_while(
    name: &Arc<str>,
    bytes: &[u8],
    of: (Option<CollectionYear>, NaiveDate),
    room: u32,
    go_on: &dyn Fn() -> bool,
) -> ReadFile {
    let mut file = ReadFile {
        name: name.clone(),
        table: None,
        rows: Vec::new(),
        lines: 0,
        left_out: 0,
        problems: Vec::new(),
    };
    match decode(bytes) {
        Decoded::Text(text) => read_text(&mut file, &text, of, (room, go_on)),
        Decoded::Windows1252 { text, line } => {
            file.problems.push(Problem {
                weight: Weight::Check,
                ..Problem::file(
                    name,
                    Some(line),
                    "The file is not in UTF-8. It was read as Windows-1252.",
                    "Look at letters with accents. Save as 'CSV UTF-8' next time.",
                )
            });
            read_text(&mut file, &text, of, (room, go_on));
        }
        Decoded::Refused(refusal) => {
            let (what, todo) = refusal.words();
            file.problems.push(Problem::file(name, refusal.line(), what, todo));
        }
    }
    file
}

fn read_text(
    file: &mut ReadFile,
    text: &str,
    (year, today): (Option<CollectionYear>, NaiveDate),
    (room, go_on): (u32, &dyn Fn() -> bool),
) {
    let mut all = lines(text);
    let Some((number, headings)) = all.by_ref().find(|(_, line)| !line.trim().is_empty()) else { return };
    let between = separator(headings);
    let Some((table, at, width)) = the_table(file, number, headings, between) else { return };
    file.table = Some(table);
    let name = file.name.clone();
    let (mut cells, mut habits) = (Vec::new(), Habits::default());
    let (mut more_checks, mut births) = (0u32, HashSet::new());
    for (number, line) in all {
        if is_blank(line, between) {
            continue;
        }
        file.lines = file.lines.saturating_add(1);
        if file.lines.is_multiple_of(ASKED_EVERY) && !go_on() {
            break;
        }
        if (table.is_kept() && file.lines > room) || file.left_out > MOST_LEFT_OUT {
            file.problems.push(too_much(&name, number, file.left_out));
            break;
        }
        let shape = split(line, between, &mut cells);
        let had = file.problems.len();
        let mut reader = RowReader {
            file: &name,
            table,
            year,
            today,
            line: number,
            cells: &cells,
            at: &at,
            child: None,
            worst: None,
            habits: &mut habits,
            problems: &mut file.problems,
        };
        let row = if reader.shape_is_right(shape, width) { reader.row() } else { None };
        if reader.worst == Some(Weight::LeavesOut) {
            file.left_out = file.left_out.saturating_add(1);
        } else {
            let rows = row.into_iter().flatten();
            // Of a table that is let go each date of birth is kept once.
            file.rows
                .extend(rows.filter(|row| table.is_kept() || births.insert((row.child.clone(), row.key))));
            if file.problems.len() > MOST_PROBLEMS {
                more_checks = more_checks.saturating_add(1);
                file.problems.truncate(had);
            }
        }
    }
    said_once(file, table, &habits, more_checks);
}

/// A line without a value: blank, or an empty spreadsheet row, perhaps with each value in quotes. A quote that is opened and not
/// closed is no value, and not nothing either: the file was cut off there.
fn is_blank(line: &str, between: char) -> bool {
    let (mut open, mut nothing) = (false, true);
    for letter in line.chars() {
        match letter {
            '"' => open = !open,
            ' ' | '\t' => {}
            letter if letter == between && !open => {}
            _ => nothing = false,
        }
    }
    nothing && !open
}

/// The table these headings belong to, the position of each of its columns, and how many there are.
fn the_table(
    file: &mut ReadFile,
    number: u32,
    headings: &str,
    between: char,
) -> Option<(Table, Vec<Option<usize>>, usize)> {
    let name = file.name.clone();
    let mut fields = Vec::new();
    if split(headings, between, &mut fields).is_err() {
        let what = "The line of headings has a quote that is never closed.";
        file.problems.push(Problem::file(&name, Some(number), what, "Export the file again as CSV."));
        return None;
    }
    // A spreadsheet that used to be wider leaves commas at the end of every line.
    while fields.len() > 1 && fields.last().is_some_and(|last| last.is_empty()) {
        fields.pop();
    }
    match Table::recognise(&fields) {
        Recognised::Table(table, at) => {
            let lacks: Vec<&str> = table
                .columns()
                .iter()
                .zip(&at)
                .filter(|(_, at)| at.is_none())
                .map(|(column, _)| *column)
                .collect();
            if !lacks.is_empty() {
                let what =
                    format!("The file has no column {}. Nothing here depends on it.", lacks.join(", "));
                let check = Problem::file(&name, Some(number), what, "Add it for the return itself.");
                file.problems.push(Problem { weight: Weight::Check, ..check });
            }
            Some((table, at, fields.len()))
        }
        other => {
            let (what, todo) = not_recognised(other);
            file.problems.push(Problem::file(&name, Some(number), what, todo));
            None
        }
    }
}

fn too_much(name: &Arc<str>, line: u32, left_out: u32) -> Problem {
    if left_out > MOST_LEFT_OUT {
        let what =
            format!("More than {MOST_LEFT_OUT} rows can't be imported. The rest of the file was not read.");
        return Problem::file(
            name,
            Some(line),
            what,
            "Look at the first of them, and export the file again.",
        );
    }
    let what = format!("These files have more than {MOST_LINES} rows. No return is that large.");
    Problem::file(name, Some(line), what, "Import one year at a time, or export the files again.")
}

/// What is reported once for the whole file, not for each line: lowercase, and dates in a format other than the
/// return's.
fn said_once(file: &mut ReadFile, table: Table, habits: &Habits, more_checks: u32) {
    let name = file.name.clone();
    let columns = |these: &std::collections::BTreeSet<&'static str>| {
        these.iter().copied().collect::<Vec<_>>().join(", ")
    };
    let mut once = |weight, column, what: String, todo: &str| {
        file.problems.push(Problem { weight, column, ..Problem::file(&name, None, what, todo) });
    };
    if !habits.small_letters.is_empty() {
        let what = format!("Lowercase codes were read as capitals: {}.", columns(&habits.small_letters));
        once(Weight::Check, None, what, "Write codes in capitals for the return itself.");
    }
    if !habits.other_days.is_empty() {
        let what = format!("Days in another form were read: {}.", columns(&habits.other_days));
        once(Weight::Check, None, what, "Write days as DD/MM/YYYY for the return itself.");
    }
    if more_checks > 0 {
        let what = format!("{more_checks} more rows have something to check. They were taken.");
        once(Weight::Check, None, what, "Look at the first ones.");
    }
    let none = |days: &&Days| days.good == 0 && days.bad > 1;
    let american = |days: &&Days| days.day_first == 0 && days.month_first.is_some();
    for days in habits.days.iter().filter(|days| none(days) || american(days)) {
        let column = days.column;
        let Some(first) = file.problems.iter().position(|it| it.column == Some(column)) else { continue };
        let mut one = file.problems.swap_remove(first);
        file.problems.retain(|it| it.column != Some(column));
        one.weight = if table.is_kept() { Weight::Refuses } else { Weight::Check };
        one.child = None;
        match days.month_first.as_ref().filter(|_| american(&days)) {
            Some(text) => {
                one.line = None;
                one.what = format!(
                    "The days in this column may have the month first: '{}' can't be read otherwise, and no day shows that the day \
                     is first.",
                    shown(text)
                );
                one.todo = "Write the days as DD/MM/YYYY, or correct the one that is wrong.".into();
            }
            None => one.what = format!("No day in this column can be read. {}", one.what),
        }
        file.problems.push(one);
    }
}

fn not_recognised(found: Recognised) -> (String, String) {
    let list = |names: Vec<String>| names.iter().map(|name| shown(name)).collect::<Vec<_>>().join(", ");
    match found {
        Recognised::TooMany(columns) => (
            format!("The first line holds {columns} columns. No table in the return has nearly that many."),
            "Export the file again, one table per file.".into(),
        ),
        Recognised::Twice(name) => {
            (format!("The column {} appears twice.", shown(&name)), "Remove one of the two columns.".into())
        }
        Recognised::Nearest { table, missing, extra } => {
            let mut what =
                format!("The columns don't match any table in the return. The nearest is {table}.");
            if !missing.is_empty() {
                what.push_str(&format!(" Missing: {}.", missing.join(", ")));
            }
            if !extra.is_empty() {
                what.push_str(&format!(" Not known: {}.", list(extra)));
            }
            (what, format!("The columns of {table} are {}.", table.columns().join(", ")))
        }
        _ => (
            "The first line has no column from the return.".into(),
            "The first line must have the headings, such as CHILD and DOB, with commas between them.".into(),
        ),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests")]
    use super::*;

    fn read_one(text: &str) -> ReadFile {
        read(
            &Arc::from("2025-26/x.csv"),
            text.as_bytes(),
            CollectionYear::starting(2025),
            "2026-11-22".parse().unwrap(),
            MOST_LINES,
        )
    }

    #[test]
    fn columns_come_in_any_order_and_a_ragged_row_is_reported() {
        let file = read_one("DOB,CHILD,duc,SEX\n07/12/2008,000938,07/12/2026,1\n07/12/2008,000939\n");
        assert_eq!(file.table, Some(Table::Uasc));
        assert_eq!(file.rows[0].child.as_str(), "000938");
        assert_eq!(file.left_out, 1);
        assert_eq!(file.problems[0].what, "The line has 2 values, but there are 4 headings.");
        assert_eq!(file.problems[0].place(), "2025-26/x.csv, line 3");
    }

    #[test]
    fn a_wrong_heading_names_the_nearest_table_and_what_differs() {
        let file = read_one("CHILD,SEX,BORN,ETHNIC,UPN,MOTHER,MC_DOB\n");
        assert_eq!(file.table, None);
        assert_eq!(file.problems[0].weight, Weight::Refuses);
        assert!(file.problems[0].what.ends_with("The nearest is header. Missing: DOB. Not known: BORN."));
        assert!(read_one("a,b\n").problems[0].what.contains("no column from the return"));
        assert!(read_one("CHILD,CHILD\n").problems[0].what.contains("twice"));
    }

    #[test]
    fn a_table_that_is_only_checked_never_blocks_the_import() {
        let file = read_one("CHILD,DOB,REVIEW,REVIEW_CODE\n1,31/04/2010,01/05/2025,PN9\n");
        assert_eq!(file.left_out, 0);
        assert_eq!(file.problems.len(), 2);
        assert!(file.problems.iter().all(|problem| problem.weight == Weight::Check));
    }

    #[test]
    fn a_line_of_nothing_but_quotes_is_named_unless_each_of_them_is_closed() {
        let lines = |last: &str| read_one(&format!("CHILD,SEX,DOB,DUC\n7,1,07/12/2008,\n{last}"));
        for cut_off in ["\"", "\"\"\"", ",,\"", "\",\"\",", "\n\""] {
            let file = lines(cut_off);
            assert_eq!((file.rows.len(), file.left_out), (3, 1), "{cut_off:?}");
            let what = &file.problems[0].what;
            assert!(what.contains("quote") || what.contains("values"), "{cut_off:?}: {what}");
        }
        for blank in ["", "\n", ",,,", "\"\",\"\",\"\",\"\"", " , \"\" ,,", "\t"] {
            let file = lines(blank);
            assert_eq!((file.lines, file.problems.len()), (1, 0), "{blank:?}: {:?}", file.problems);
        }
        let cut_in_a_value = lines("8,1,\"07/12/20");
        assert_eq!(cut_in_a_value.left_out, 1);
        assert_eq!(
            cut_in_a_value.problems[0].child.as_ref().map(Child::as_str),
            Some("8"),
            "who it is about waits"
        );
    }

    #[test]
    fn a_value_far_too_long_leaves_the_row_out_and_is_not_repeated() {
        let file = read_one(&format!("CHILD,SEX,DOB,DUC\n{},1,07/12/2008,\n", "9".repeat(5000)));
        assert_eq!(file.left_out, 1);
        assert!(file.problems[0].what.len() < 100);
    }
}
