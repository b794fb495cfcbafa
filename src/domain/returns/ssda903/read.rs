//! Text to checked rows of one table.

use super::code::{Code, CodeList, Found};
use super::decode::{Decoded, decode};
use super::problem::{Problem, Weight, shown};
use super::row::{Child, Row, RowKey};
use super::table::{Recognised, Table};
use super::value::{self, NotAChild};
use super::year::CollectionYear;
use chrono::NaiveDate;
use std::borrow::Cow;
use std::sync::Arc;

mod kept;
mod let_go;

/// A field longer than this is damage, not data: the longest real value has 20 letters.
const LONGEST_FIELD: usize = 200;

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

/// Lines of a text with all three line ends, numbered from 1.
fn lines(text: &str) -> impl Iterator<Item = (u32, &str)> {
    let mut rest = Some(text);
    let mut number = 0u32;
    std::iter::from_fn(move || {
        let all = rest?;
        number = number.saturating_add(1);
        if let Some(at) = all.find(['\n', '\r']) {
            let (line, after) = all.split_at(at);
            rest = Some(after.strip_prefix("\r\n").or_else(|| after.get(1..)).unwrap_or_default());
            Some((number, line))
        } else {
            rest = None;
            Some((number, all))
        }
    })
}

/// A field's quotes are wrong.
struct BadQuotes;

/// Splits a line at its commas. A value in this return never holds a line end, so a quote that is
/// still open at the end of the line is damage and not a value that goes on.
fn split<'a>(line: &'a str, into: &mut Vec<Cow<'a, str>>) -> Result<(), BadQuotes> {
    into.clear();
    let mut rest = line;
    loop {
        let start = rest.trim_start_matches([' ', '\t']);
        let Some(quoted) = start.strip_prefix('"') else {
            let (field, after) =
                rest.split_once(',').map_or((rest, None), |(field, after)| (field, Some(after)));
            into.push(Cow::Borrowed(field.trim()));
            match after {
                Some(after) => rest = after,
                None => return Ok(()),
            }
            continue;
        };
        let (field, after) = unquote(quoted)?;
        into.push(field);
        match after.trim_start_matches([' ', '\t']) {
            "" => return Ok(()),
            more => rest = more.strip_prefix(',').ok_or(BadQuotes)?,
        }
    }
}

/// The value up to its closing quote, and what follows it. Doubled quotes stand for one.
fn unquote(text: &str) -> Result<(Cow<'_, str>, &str), BadQuotes> {
    let mut from = 0usize;
    loop {
        let at = text.get(from..).and_then(|rest| rest.find('"')).ok_or(BadQuotes)? + from;
        let after = text.get(at + 1..).unwrap_or_default();
        if after.starts_with('"') {
            from = at + 2;
            continue;
        }
        let raw = text.get(..at).unwrap_or_default().trim();
        let field =
            if raw.contains("\"\"") { Cow::Owned(raw.replace("\"\"", "\"")) } else { Cow::Borrowed(raw) };
        return Ok((field, after));
    }
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

/// Reads the cells of one line. Collects what is wrong with it.
struct RowReader<'a> {
    file: &'a Arc<str>,
    table: Table,
    year: Option<CollectionYear>,
    line: u32,
    cells: &'a [Cow<'a, str>],
    at: &'a [usize],
    child: Option<Child>,
    worst: Option<Weight>,
    latest: &'a mut Option<NaiveDate>,
    problems: &'a mut Vec<Problem>,
}

impl<'a> RowReader<'a> {
    fn report(
        &mut self,
        weight: Weight,
        column: Option<&'static str>,
        what: impl Into<String>,
        todo: impl Into<String>,
    ) {
        // A table that is only checked never stands in the way of the import.
        let weight = if self.table.is_kept() { weight } else { Weight::Check };
        self.worst = self.worst.max(Some(weight));
        self.problems.push(Problem {
            file: self.file.clone(),
            line: Some(self.line),
            column,
            child: self.child.clone(),
            weight,
            what: what.into(),
            todo: todo.into(),
        });
    }

    fn wrong(&mut self, column: &'static str, what: impl Into<String>, todo: impl Into<String>) {
        self.report(Weight::LeavesOut, Some(column), what, todo);
    }

    fn check(&mut self, column: &'static str, what: impl Into<String>, todo: impl Into<String>) {
        self.report(Weight::Check, Some(column), what, todo);
    }

    fn shape_is_right(&mut self, shape: Result<(), BadQuotes>, width: usize) -> bool {
        let todo = "Correct the line, or export the file again.";
        if shape.is_err() {
            self.report(Weight::LeavesOut, None, "A quote is opened and not closed on this line.", todo);
            return false;
        }
        let spare_is_empty = self.cells.iter().skip(width).all(|cell| cell.is_empty());
        if self.cells.len() < width || !spare_is_empty {
            let what = format!("The line has {} values, and the headings are {width}.", self.cells.len());
            self.report(Weight::LeavesOut, None, what, todo);
            return false;
        }
        if let Some(long) = self.cells.iter().position(|cell| cell.len() > LONGEST_FIELD) {
            let column = self
                .at
                .iter()
                .position(|at| *at == long)
                .and_then(|at| self.table.columns().get(at).copied());
            self.report(Weight::LeavesOut, column, "A value is far too long.", todo);
            return false;
        }
        true
    }

    fn cell(&self, column: &'static str) -> &'a str {
        self.table
            .columns()
            .iter()
            .position(|name| *name == column)
            .and_then(|at| self.at.get(at))
            .and_then(|at| self.cells.get(*at))
            .map_or("", |cell| &**cell)
    }

    fn child(&mut self) -> Option<Child> {
        let text = self.cell("CHILD");
        match value::child(text) {
            Ok(number) => {
                let child = Child::new(number);
                self.child = Some(child.clone());
                return Some(child);
            }
            Err(NotAChild::Blank) => self.wrong("CHILD", "There is no child's number.", "Enter the child's number."),
            Err(NotAChild::Spreadsheet) => self.wrong(
                "CHILD",
                format!("A spreadsheet has changed this child's number into '{}'.", shown(text)),
                "Export the file again and don't open it in a spreadsheet, or format the column as text first.",
            ),
            Err(NotAChild::Form) => self.wrong(
                "CHILD",
                format!("'{}' can't be a child's number.", shown(text)),
                "A child's number is up to 20 letters and digits.",
            ),
        }
        None
    }

    /// A day that must be there.
    fn day(&mut self, column: &'static str) -> Option<NaiveDate> {
        if self.cell(column).is_empty() {
            self.wrong(column, "There is no day.", "Enter the day as DD/MM/YYYY.");
            return None;
        }
        self.optional_day(column).flatten()
    }

    /// A day that may be blank: `Some(None)`; `None` when it is wrong.
    fn optional_day(&mut self, column: &'static str) -> Option<Option<NaiveDate>> {
        let text = self.cell(column);
        if text.is_empty() {
            return Some(None);
        }
        match value::day(text) {
            Ok(day) => Some(Some(day)),
            Err(not) => {
                let (what, todo) = not.words(text);
                self.wrong(column, what, todo);
                None
            }
        }
    }

    /// Notes a day on which something happened, and refuses one after the year of the return.
    fn happened(&mut self, column: &'static str, day: NaiveDate) {
        *self.latest = (*self.latest).max(Some(day));
        if let Some(year) = self.year.filter(|year| day > year.last_day()) {
            self.wrong(
                column,
                format!("{} is after the end of {year}.", day.format("%d/%m/%Y")),
                "Correct the day, or move the file to the folder of its own year.",
            );
        }
    }

    /// A date of birth: the person is at most 25 when the year ends, and born.
    fn birth(&mut self, column: &'static str) -> Option<NaiveDate> {
        let birth = self.day(column)?;
        if let Some(year) = self.year {
            if birth > year.last_day() {
                self.wrong(column, format!("Born after the end of {year}."), "Correct the date of birth.");
                return None;
            }
            if value::birthday(birth, 26).is_some_and(|day| day <= year.first_day()) {
                self.wrong(column, format!("Older than 25 when {year} began."), "Correct the date of birth.");
                return None;
            }
        }
        Some(birth)
    }

    /// A code that must be there.
    fn code(&mut self, column: &'static str, list: &'static CodeList) -> Option<Code> {
        if self.cell(column).is_empty() {
            self.wrong(column, format!("There is no {}.", list.name), "Enter one of the return's codes.");
            return None;
        }
        self.optional_code(column, list).flatten()
    }

    /// A code that may be blank: `Some(None)`; `None` when it is wrong.
    fn optional_code(&mut self, column: &'static str, list: &'static CodeList) -> Option<Option<Code>> {
        let text = self.cell(column);
        if text.is_empty() {
            return Some(None);
        }
        match list.find(text, self.year) {
            Found::Valid(code) => Some(Some(code)),
            Found::OtherYears(code) => {
                let year = self.year.map(|year| year.to_string()).unwrap_or_default();
                let what =
                    format!("The code {code} ({}) is not used in {year}. It was kept as it is.", list.name);
                self.check(column, what, "Check it against the year's code list.");
                Some(Some(code))
            }
            Found::Unknown => {
                let what = format!("'{}' is not a code for {}.", shown(text), list.name);
                let codes: Vec<Code> = list.codes().collect();
                self.wrong(column, what, format!("Use one of {}.", codes.join(", ")));
                None
            }
        }
    }

    /// Whether a cell that isn't kept has its form; only ever a check.
    fn form(&mut self, column: &'static str, fits: impl Fn(&str) -> bool, what: &str, todo: &str) {
        let text = self.cell(column);
        if !text.is_empty() && !fits(text) {
            self.check(column, format!("'{}' {what}", shown(text)), todo);
        }
    }

    /// Reads the line; `None` when it can't be taken or nothing of it is kept.
    fn row(&mut self) -> Option<Vec<ReadRow>> {
        let child = self.child();
        let rows = match self.table {
            Table::Header => self.header(),
            Table::Episodes => self.episode(),
            Table::Uasc => self.uasc(),
            Table::Oc3 => self.oc3(),
            Table::PreviousPermanence => self.previous_permanence(),
            Table::Missing => self.missing(),
            other => {
                self.only_checked(other);
                None
            }
        }?;
        let child = child?;
        Some(
            rows.into_iter()
                .map(|(key, row)| ReadRow { child: child.clone(), key, row, line: self.line })
                .collect(),
        )
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests")]
    use super::*;

    #[test]
    fn every_line_end_counts_as_one_line() {
        let got: Vec<_> = lines("a\r\nb\rc\n\nd").collect();
        assert_eq!(got, [(1, "a"), (2, "b"), (3, "c"), (4, ""), (5, "d")]);
    }

    #[test]
    fn quotes_hold_commas_and_doubled_quotes_and_must_close() {
        let mut out = Vec::new();
        assert!(split(r#"a, "b,c" ,"d ""e""",,"#, &mut out).is_ok());
        assert_eq!(out, ["a", "b,c", "d \"e\"", "", ""]);
        assert!(split(r#"a,"b"#, &mut out).is_err());
        assert!(split(r#""a"b,c"#, &mut out).is_err());
    }

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
