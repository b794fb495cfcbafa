//! Text to checked rows of one table.

use super::decode::{Decoded, decode};
use super::problem::{Problem, Weight, shown};
use super::row::{Child, Row, RowKey};
use super::table::{Recognised, Table};
use super::year::CollectionYear;
use chrono::NaiveDate;
use std::sync::Arc;

mod cells;
mod kept;
mod let_go;
mod lines;

use cells::RowReader;
use lines::{lines, split};

/// The lines of a table that is not the return's, split at their commas, each with its number: none where its quotes are
/// wrong. A value never goes on in the next line, and empty lines are passed over.
pub fn rows_of(text: &str) -> impl Iterator<Item = (u32, Option<Vec<String>>)> {
    lines(text).filter(|(_, line)| !line.trim().is_empty()).map(|(number, line)| {
        let mut fields = Vec::new();
        let read = split(line, &mut fields).is_ok();
        (number, read.then(|| fields.into_iter().map(std::borrow::Cow::into_owned).collect()))
    })
}

/// A row that was read, with where it stood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadRow {
    /// Whose.
    pub child: Child,
    /// Which of the child's rows.
    pub key: RowKey,
    /// What it says.
    pub row: Row,
    /// The line in the file.
    pub line: u32,
}

/// One file, read.
#[derive(Debug, Clone)]
pub struct ReadFile {
    /// Its name as given.
    pub name: Arc<str>,
    /// The table; none when the file was refused.
    pub table: Option<Table>,
    /// The rows that can be taken.
    pub rows: Vec<ReadRow>,
    /// Lines with data, whether taken, let go or left out.
    pub lines: u32,
    /// Rows left out because of a problem.
    pub left_out: u32,
    /// The latest day of an event in the file (not of a birth): what tells the year where nothing else does.
    pub latest: Option<NaiveDate>,
    /// What is wrong with it.
    pub problems: Vec<Problem>,
}

/// Reads one file. `year` is the collection year where it is known; without it codes of any year
/// pass and care leavers' positions are not taken.
#[must_use]
pub fn read(name: &Arc<str>, bytes: &[u8], year: Option<CollectionYear>) -> ReadFile {
    let mut file = ReadFile {
        name: name.clone(),
        table: None,
        rows: Vec::new(),
        lines: 0,
        left_out: 0,
        latest: None,
        problems: Vec::new(),
    };
    match decode(bytes) {
        Decoded::Text(text) => read_text(&mut file, &text, year),
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
            read_text(&mut file, &text, year);
        }
        Decoded::Refused(refusal) => {
            let (what, todo) = refusal.words();
            file.problems.push(Problem::file(name, refusal.line(), what, todo));
        }
    }
    file
}

fn read_text(file: &mut ReadFile, text: &str, year: Option<CollectionYear>) {
    let mut all = lines(text);
    let mut fields = Vec::new();
    let Some((number, headings)) = all.by_ref().find(|(_, line)| !line.trim().is_empty()) else { return };
    let name = file.name.clone();
    if split(headings, &mut fields).is_err() {
        let todo = "Export the file again as CSV.";
        file.problems.push(Problem::file(
            &name,
            Some(number),
            "The line of headings has a quote that is never closed.",
            todo,
        ));
        return;
    }
    // A spreadsheet that was once wider leaves commas at the end of every line.
    while fields.len() > 1 && fields.last().is_some_and(|last| last.is_empty()) {
        fields.pop();
    }
    let (table, at) = match Table::recognise(&fields) {
        Recognised::Table(table, at) => (table, at),
        other => {
            let (what, todo) = not_recognised(other);
            file.problems.push(Problem::file(&name, Some(number), what, todo));
            return;
        }
    };
    file.table = Some(table);
    let width = fields.len();
    let mut cells = Vec::new();
    for (number, line) in all {
        if line.bytes().all(|byte| matches!(byte, b',' | b' ' | b'\t' | b'"')) {
            continue; // blank, or a spreadsheet's row of nothing
        }
        file.lines = file.lines.saturating_add(1);
        let shape = split(line, &mut cells);
        let mut reader = RowReader {
            file: &name,
            table,
            year,
            line: number,
            cells: &cells,
            at: &at,
            child: None,
            worst: None,
            latest: &mut file.latest,
            problems: &mut file.problems,
        };
        let row = if reader.shape_is_right(shape, width) { reader.row() } else { None };
        if reader.worst == Some(Weight::LeavesOut) {
            file.left_out = file.left_out.saturating_add(1);
        } else {
            file.rows.extend(row.into_iter().flatten());
        }
    }
}

fn not_recognised(found: Recognised) -> (String, String) {
    let list = |names: Vec<String>| names.iter().map(|name| shown(name)).collect::<Vec<_>>().join(", ");
    match found {
        Recognised::Twice(name) => {
            (format!("The column {} stands twice.", shown(&name)), "Remove one of the two columns.".into())
        }
        Recognised::Nearest { table, missing, extra } => {
            let mut what =
                format!("The columns are not those of any table of the return. Nearest is {table}.");
            if !missing.is_empty() {
                what.push_str(&format!(" Missing: {}.", missing.join(", ")));
            }
            if !extra.is_empty() {
                what.push_str(&format!(" Not known: {}.", list(extra)));
            }
            (what, format!("The columns of {table} are {}.", table.columns().join(", ")))
        }
        _ => (
            "The first line holds no column of the return.".into(),
            "The first line must hold the headings, such as CHILD and DOB, with commas between them.".into(),
        ),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests")]
    use super::*;

    fn read_one(text: &str) -> ReadFile {
        read(&Arc::from("2025-26/x.csv"), text.as_bytes(), CollectionYear::starting(2025))
    }

    #[test]
    fn columns_come_in_any_order_and_a_ragged_row_is_told() {
        let file = read_one("DOB,CHILD,duc,SEX\n07/12/2008,000938,07/12/2026,1\n07/12/2008,000939\n");
        assert_eq!(file.table, Some(Table::Uasc));
        assert_eq!(file.rows[0].child.as_str(), "000938");
        assert_eq!(file.left_out, 1);
        assert_eq!(file.problems[0].what, "The line has 2 values, and the headings are 4.");
        assert_eq!(file.problems[0].place(), "2025-26/x.csv, line 3");
    }

    #[test]
    fn a_wrong_heading_names_the_nearest_table_and_what_differs() {
        let file = read_one("CHILD,SEX,BORN,ETHNIC,UPN,MOTHER,MC_DOB\n");
        assert_eq!(file.table, None);
        assert_eq!(file.problems[0].weight, Weight::Refuses);
        assert!(file.problems[0].what.ends_with("Nearest is header. Missing: DOB. Not known: BORN."));
        assert!(read_one("a,b\n").problems[0].what.contains("no column of the return"));
        assert!(read_one("CHILD,CHILD\n").problems[0].what.contains("twice"));
    }

    #[test]
    fn a_table_that_is_only_checked_never_stands_in_the_way() {
        let file = read_one("CHILD,DOB,REVIEW,REVIEW_CODE\n1,31/04/2010,01/05/2025,PN9\n");
        assert_eq!(file.left_out, 0);
        assert_eq!(file.problems.len(), 2);
        assert!(file.problems.iter().all(|problem| problem.weight == Weight::Check));
    }

    #[test]
    fn a_value_far_too_long_leaves_the_row_out_and_is_not_repeated() {
        let file = read_one(&format!("CHILD,SEX,DOB,DUC\n{},1,07/12/2008,\n", "9".repeat(5000)));
        assert_eq!(file.left_out, 1);
        assert!(file.problems[0].what.len() < 100);
    }
}
