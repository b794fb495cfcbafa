//! The pages of the import.

use crate::web::{
    parts::{Link, Notice, Tag},
    view::{FormErrors, Page},
};
use serde::Serialize;

/// Where files are chosen, and what was imported before.
#[derive(Debug, Clone, Default, Serialize)]
pub struct ImportStart {
    /// What has to be corrected.
    pub errors: FormErrors,
    /// The collection year that was entered.
    pub year: String,
    /// Earlier runs, newest first.
    pub runs: Vec<RunRow>,
    /// How many questions are open, about how many people; `None` if there are none.
    pub waiting: Option<String>,
    /// The people whose questions are waiting for their adviser.
    pub asked: Vec<AskedRow>,
}

/// Somebody whose questions are waiting for their adviser.
#[derive(Debug, Clone, Serialize)]
pub struct AskedRow {
    /// The name they use.
    pub name: String,
    /// Record number.
    pub record: String,
    /// "2 questions".
    pub questions: String,
    /// Who settles them.
    pub adviser: String,
}

impl Page for ImportStart {
    const TEMPLATE: &'static str = "manager/import.html";

    fn has_errors(&self) -> bool {
        !self.errors.is_empty()
    }
}

/// One earlier run.
#[derive(Debug, Clone, Serialize)]
pub struct RunRow {
    /// Its page.
    pub href: String,
    /// When it was shown.
    pub when: String,
    pub state: Tag,
    /// What it did or would do.
    pub said: String,
}

/// One run: what it would change, or did.
#[derive(Debug, Clone, Serialize)]
pub struct ImportRun {
    /// Where the run's own forms go.
    pub href: String,
    /// "What these files would change".
    pub heading: String,
    /// The one thing to know.
    pub notice: Option<Notice>,
    /// What happens to how much.
    pub counts: Vec<CountRow>,
    pub files: Vec<FileRow>,
    /// What is wrong, the most serious first.
    pub problems: Vec<ProblemRow>,
    /// How many more problems there are than are shown.
    pub more: Option<String>,
    /// How many people are affected.
    pub people_said: String,
    /// Some of them, with what happens to each.
    pub people: Vec<PersonRow>,
    /// The others, some at a time.
    pub pages: Vec<Link>,
    /// It is waiting for confirmation.
    pub can_apply: bool,
    /// Rows would have to be left out: the words next to the checkbox.
    pub must_skip: Option<String>,
    /// Most of the children who should be in a year are missing: how many, in words.
    pub hardly_anything: Option<String>,
    /// What has to be corrected.
    pub errors: FormErrors,
    /// It is being applied: the page reloads.
    pub applying: bool,
}

impl Page for ImportRun {
    const TEMPLATE: &'static str = "manager/import_run.html";

    fn has_errors(&self) -> bool {
        !self.errors.is_empty()
    }
}

/// How much of what.
#[derive(Debug, Clone, Serialize)]
pub struct CountRow {
    /// "New people".
    pub words: &'static str,
    /// How many.
    pub number: String,
}

/// One file of a run.
#[derive(Debug, Clone, Serialize)]
pub struct FileRow {
    pub name: String,
    /// What it was recognised as.
    pub holds: String,
    /// The collection year, and how it was determined if not from the file's name.
    pub year: String,
    /// Rows.
    pub lines: String,
    /// Rows left out.
    pub left_out: String,
}

/// What happens to one person.
#[derive(Debug, Clone, Serialize)]
pub struct PersonRow {
    /// "Child 000730, new person".
    pub who: String,
    /// "3 added, 1 ended".
    pub said: String,
    /// Each change and question.
    pub lines: Vec<ChangeRow>,
}

/// What happens to one fact of a person, or what is asked.
#[derive(Debug, Clone, Serialize)]
pub struct ChangeRow {
    /// "Added", "Ended", "Question".
    pub kind: Tag,
    /// Which fact, or the question.
    pub what: String,
    /// Part by part, before and after.
    pub parts: Vec<String>,
}

/// One problem of a run.
#[derive(Debug, Clone, Serialize)]
pub struct ProblemRow {
    /// File, line, column.
    pub place: String,
    /// Whose row, by number.
    pub child: Option<String>,
    /// What it means for the import.
    pub weight: Tag,
    pub what: String,
    pub todo: String,
}
