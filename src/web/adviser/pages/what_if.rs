//! What if something changed: a GET form and, once sent, its answer. Nothing of it is saved.

use crate::web::{
    parts::{Choice, Link, Select, Tag},
    view::{FormErrors, Page},
};
use serde::Serialize;

use super::WrittenDay;

/// The question and its answer.
#[derive(Debug, Clone, Serialize)]
pub struct Consider {
    /// The name they use.
    pub name: String,
    /// The person's page.
    pub person_href: String,
    /// The pages of the record.
    pub sub: Vec<Link>,
    /// Where the form is sent.
    pub action: String,
    /// Why nothing can be worked out.
    pub cannot: Option<&'static str>,
    /// For somebody in care: where the end of care is tried out, with its first safe day.
    pub care_ends_href: Option<String>,
    /// What might change.
    pub changes: Vec<Choice>,
    /// From which day, as written.
    pub on: WrittenDay,
    /// Which course.
    pub course: Select,
    /// What to mend.
    pub errors: FormErrors,
    /// The answer.
    pub answer: Option<ConsiderAnswer>,
}

impl Page for Consider {
    const TEMPLATE: &str = "adviser/what_if.html";

    fn has_errors(&self) -> bool {
        !self.errors.is_empty()
    }
}

/// What the change would do.
#[derive(Debug, Clone, Serialize)]
pub struct ConsiderAnswer {
    /// "If Jay turns 21 on 21 March 2028".
    pub heading: String,
    /// The status now and then.
    pub status: String,
    /// "Today", as a column.
    pub now: String,
    /// The day looked at, as a column.
    pub then: String,
    /// One line for each thing that differs.
    pub rows: Vec<ConsiderRow>,
}

/// One thing that differs.
#[derive(Debug, Clone, Serialize)]
pub struct ConsiderRow {
    /// What it is.
    pub what: String,
    /// Its page.
    pub href: String,
    /// As it is.
    pub now: String,
    /// As it would be.
    pub then: Tag,
    /// In pounds: "£3,000 once more", or that it is no money.
    pub difference: String,
    /// Why, in one line.
    pub why: String,
}
