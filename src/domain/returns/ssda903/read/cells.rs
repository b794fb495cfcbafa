//! The cells in a line: what each kind of value must look like, and what to say when it doesn't.

use super::super::code::{Code, CodeList, Found};
use super::super::problem::{ADULT_TODO, Problem, SAYS_ADULT, Weight, shown};
use super::super::row::{Child, Row, RowKey};
use super::super::table::Table;
use super::super::value::{self, NotAChild};
use super::super::year::CollectionYear;
use super::ReadRow;
use super::lines::BadQuotes;
use chrono::NaiveDate;
use leaving_care_rules::calendar::birthday;
use std::borrow::Cow;
use std::collections::BTreeSet;
use std::sync::Arc;

/// A field longer than this is damage, not data: the longest real value has 20 characters.
const LONGEST_FIELD: usize = 200;

/// What is reported once for a whole file.
#[derive(Default)]
pub(super) struct Habits {
    /// Columns with codes in lowercase.
    pub(super) small_letters: BTreeSet<&'static str>,
    /// Columns with dates in a format other than the return's.
    pub(super) other_days: BTreeSet<&'static str>,
    /// Columns with dates, and how they are written.
    pub(super) days: Vec<Days>,
}

/// How the days in one column are written.
pub(super) struct Days {
    pub(super) column: &'static str,
    /// How many could be read.
    pub(super) good: u32,
    /// How many could not because of their format.
    pub(super) bad: u32,
    /// How many can only have the day first: 31/01/2025.
    pub(super) day_first: u32,
    /// The first that can only have the month first: 01/31/2025.
    pub(super) month_first: Option<String>,
}

impl Habits {
    fn day(&mut self, column: &'static str) -> Option<&mut Days> {
        if !self.days.iter().any(|known| known.column == column) {
            self.days.push(Days { column, good: 0, bad: 0, day_first: 0, month_first: None });
        }
        self.days.iter_mut().find(|known| known.column == column)
    }
}

/// Reads the cells in one line, and collects what is wrong with it.
pub(super) struct RowReader<'a> {
    pub(super) file: &'a Arc<str>,
    pub(super) table: Table,
    pub(super) year: Option<CollectionYear>,
    /// Nothing after it can have happened.
    pub(super) today: NaiveDate,
    pub(super) line: u32,
    pub(super) cells: &'a [Cow<'a, str>],
    pub(super) at: &'a [Option<usize>],
    pub(super) child: Option<Child>,
    pub(super) worst: Option<Weight>,
    pub(super) habits: &'a mut Habits,
    pub(super) problems: &'a mut Vec<Problem>,
}

impl<'a> RowReader<'a> {
    pub(super) fn report(
        &mut self,
        weight: Weight,
        column: Option<&'static str>,
        what: impl Into<String>,
        todo: impl Into<String>,
    ) {
        // A table that is only checked never blocks the import.
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

    pub(super) fn wrong(&mut self, column: &'static str, what: impl Into<String>, todo: impl Into<String>) {
        self.report(Weight::LeavesOut, Some(column), what, todo);
    }

    pub(super) fn check(&mut self, column: &'static str, what: impl Into<String>, todo: impl Into<String>) {
        self.report(Weight::Check, Some(column), what, todo);
    }

    pub(super) fn shape_is_right(&mut self, shape: Result<(), BadQuotes>, width: usize) -> bool {
        let todo = "Correct the line, or export the file again.";
        // Whoever the line is about waits for it, as far as the number can still be read.
        self.child = value::child(self.cell("CHILD")).ok().map(Child::new);
        if shape.is_err() {
            self.report(Weight::LeavesOut, None, "A quote is opened and not closed on this line.", todo);
            return false;
        }
        let spare_is_empty = self.cells.iter().skip(width).all(|cell| cell.is_empty());
        if self.cells.len() < width || !spare_is_empty {
            let what = format!("The line has {} values, but there are {width} headings.", self.cells.len());
            self.report(Weight::LeavesOut, None, what, todo);
            return false;
        }
        if let Some(long) = self.cells.iter().position(|cell| cell.len() > LONGEST_FIELD) {
            let column = self
                .at
                .iter()
                .position(|at| *at == Some(long))
                .and_then(|at| self.table.columns().get(at).copied());
            self.report(Weight::LeavesOut, column, "A value is far too long.", todo);
            return false;
        }
        true
    }

    pub(super) fn cell(&self, column: &'static str) -> &'a str {
        self.table
            .columns()
            .iter()
            .position(|name| *name == column)
            .and_then(|at| self.cells.get((*self.at.get(at)?)?))
            .map_or("", |cell| &**cell)
    }

    pub(super) fn child(&mut self) -> Option<Child> {
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

    /// A required day.
    pub(super) fn day(&mut self, column: &'static str) -> Option<NaiveDate> {
        if self.cell(column).is_empty() {
            self.wrong(column, "There is no day.", "Enter the day as DD/MM/YYYY.");
            return None;
        }
        self.optional_day(column).flatten()
    }

    /// A day that may be blank: `Some(None)`; `None` when it is wrong.
    pub(super) fn optional_day(&mut self, column: &'static str) -> Option<Option<NaiveDate>> {
        let text = self.cell(column);
        if text.is_empty() {
            return Some(None);
        }
        let read = value::day(text);
        if let Some(tally) = self.habits.day(column) {
            tally.good = tally.good.saturating_add(u32::from(read.is_ok()));
            tally.bad = tally.bad.saturating_add(u32::from(read.is_err_and(value::NotADay::is_a_habit)));
            match value::which_is_first(text) {
                Some(value::First::Day) => tally.day_first = tally.day_first.saturating_add(1),
                Some(value::First::Month) if tally.month_first.is_none() => {
                    tally.month_first = Some(text.to_owned());
                }
                _ => {}
            }
        }
        match read {
            Ok(day) => {
                if !value::is_written_as_asked(text) {
                    self.habits.other_days.insert(column);
                }
                Some(Some(day))
            }
            Err(not) => {
                let (what, todo) = not.words(text);
                self.wrong(column, what, todo);
                None
            }
        }
    }

    /// Refuses a day after the year of the return, and one that has not come.
    pub(super) fn happened(&mut self, column: &'static str, day: NaiveDate) {
        if day > self.today {
            let what = format!("{} has not come yet.", day.format("%d/%m/%Y"));
            self.wrong(column, what, "Correct the day.");
        } else if let Some(year) = self.year.filter(|year| day > year.last_day()) {
            self.wrong(
                column,
                format!("{} is after the end of {year}.", day.format("%d/%m/%Y")),
                "Correct the day, or move the file to the folder of its own year.",
            );
        }
    }

    /// A date of birth: the person has been born, and is at most 25 when the year ends.
    pub(super) fn birth(&mut self, column: &'static str) -> Option<NaiveDate> {
        let birth = self.day(column)?;
        if birth > self.today {
            self.wrong(column, "Not born yet.", "Correct the date of birth.");
            return None;
        }
        if let Some(year) = self.year {
            if birth > year.last_day() {
                self.wrong(column, format!("Born after the end of {year}."), "Correct the date of birth.");
                return None;
            }
            if birthday(birth, 26) <= year.first_day() {
                self.wrong(column, format!("Older than 25 when {year} began."), "Correct the date of birth.");
                return None;
            }
        }
        Some(birth)
    }

    /// A required code.
    pub(super) fn code(&mut self, column: &'static str, list: &'static CodeList) -> Option<Code> {
        if self.cell(column).is_empty() {
            self.wrong(column, format!("There is no {}.", list.name), "Enter one of the return's codes.");
            return None;
        }
        self.optional_code(column, list).flatten()
    }

    /// A code that may be blank: `Some(None)`; `None` when it is wrong.
    pub(super) fn optional_code(
        &mut self,
        column: &'static str,
        list: &'static CodeList,
    ) -> Option<Option<Code>> {
        let text = self.cell(column);
        if text.is_empty() {
            return Some(None);
        }
        match self.found(column, list, text) {
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

    fn found(&mut self, column: &'static str, list: &'static CodeList, text: &str) -> Found {
        let found = list.find(text, self.year);
        if found != Found::Unknown {
            return found;
        }
        let meant = list.in_capitals(text, self.year);
        if meant != Found::Unknown {
            self.habits.small_letters.insert(column);
        }
        meant
    }

    /// A code that nothing depends on: an unknown one is dropped with a check, and the row is imported without it.
    pub(super) fn code_for_show(&mut self, column: &'static str, list: &'static CodeList) -> Option<Code> {
        let text = self.cell(column);
        if text.is_empty() {
            return None;
        }
        match self.found(column, list, text) {
            Found::Valid(code) => Some(code),
            Found::OtherYears(code) => {
                let year = self.year.map(|year| year.to_string()).unwrap_or_default();
                let what =
                    format!("The code {code} ({}) is not used in {year}. It was kept as it is.", list.name);
                self.check(column, what, "Check it against the year's code list.");
                Some(code)
            }
            Found::Unknown => {
                let what = format!(
                    "'{}' is not a code for {}. The row was taken without it.",
                    shown(text),
                    list.name
                );
                let codes: Vec<Code> = list.codes().collect();
                self.check(column, what, format!("Use one of {}.", codes.join(", ")));
                None
            }
        }
    }

    /// Whether a cell that isn't kept has the right format; only ever a check.
    pub(super) fn form(&mut self, column: &'static str, fits: impl Fn(&str) -> bool, what: &str, todo: &str) {
        let text = self.cell(column);
        if !text.is_empty() && !fits(text) {
            self.check(column, format!("'{}' {what}", shown(text)), todo);
        }
    }

    /// Reads the line; `None` when it can't be imported or nothing in it is kept.
    pub(super) fn row(&mut self) -> Option<Vec<ReadRow>> {
        let child = self.child();
        let rows = self.of_table();
        let left_out = self.worst == Some(Weight::LeavesOut);
        if self.table == Table::Episodes && left_out && self.cell("REC").eq_ignore_ascii_case("E15") {
            self.wrong("REC", SAYS_ADULT, ADULT_TODO);
        }
        let (rows, child) = (rows?, child?);
        Some(
            rows.into_iter()
                .map(|(key, row)| ReadRow { child: child.clone(), key, row, line: self.line })
                .collect(),
        )
    }

    fn of_table(&mut self) -> Option<Vec<(RowKey, Row)>> {
        match self.table {
            Table::Header => self.header(),
            Table::Episodes => self.episode(),
            Table::Uasc => self.uasc(),
            Table::Oc3 => self.oc3(),
            Table::PreviousPermanence => self.previous_permanence(),
            Table::Missing => self.missing(),
            other => self.only_checked(other),
        }
    }
}
