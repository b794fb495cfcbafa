//! What is known of how things are: the list, one question, one course.

use crate::web::{
    dates::WrittenDay,
    parts::{Choice, Link, Select},
    view::{FormErrors, Page},
};
use serde::Serialize;

use super::{Clash, ConsiderRow};

/// Everything that the rules ask for, what is missing first.
#[derive(Debug, Clone, Serialize)]
pub struct Facts {
    /// The name they use.
    pub name: String,
    /// Back to the person.
    pub person_href: String,
    /// The pages of the record.
    pub sub: Vec<Link>,
    /// How many answers are missing, in a sentence.
    pub lede: String,
    /// What was saved just now, and what it changed.
    pub saved: Option<SavedFact>,
    /// Questions that some entitlement waits for.
    pub missing: Vec<FactRow>,
    /// Questions with an answer.
    pub known: Vec<FactRow>,
    /// Courses over the years, newest first.
    pub courses: Vec<FactRow>,
    /// Adds a course; absent where the record can only be read.
    pub add_course: Option<String>,
    /// Questions that nobody answered and nothing waits for.
    pub rest: Vec<FactRow>,
}

impl Page for Facts {
    const TEMPLATE: &str = "adviser/facts.html";
}

/// What was saved, and what the law says now.
#[derive(Debug, Clone, Serialize)]
pub struct SavedFact {
    /// "Saved. It changes 3 answers."
    pub heading: String,
    /// Whether the status changes.
    pub status: String,
    /// What differs.
    pub rows: Vec<ConsiderRow>,
    /// The next question that something waits for.
    pub next: Option<Link>,
}

/// One question, with its answer if there is one.
#[derive(Debug, Clone, Serialize)]
pub struct FactRow {
    /// Unique on the page.
    pub id: String,
    /// What is asked.
    pub question: String,
    /// The answer that stands.
    pub answer: Option<String>,
    /// "Entered 3 May 2026 by Priya Nair".
    pub hand: Option<String>,
    /// What waits for it, in plain names.
    pub waiting: Option<String>,
    /// Its page.
    pub href: String,
    /// "Answer", "Correct" or "Look".
    pub act: &'static str,
}

/// One question: the form, what the answer says, and what it said before.
#[derive(Debug, Clone, Serialize)]
pub struct FactForm {
    /// The name they use.
    pub name: String,
    /// Back to the list.
    pub back_href: String,
    /// What is asked.
    pub question: String,
    /// What helps to answer it.
    pub hint: String,
    /// What waits for it, in plain names.
    pub waiting: Option<String>,
    /// The answer that stands, and whose hand it is.
    pub stands: Option<String>,
    /// Somebody else answered meanwhile.
    pub clash: Option<Clash>,
    /// What is wrong, in the order of the page.
    pub errors: FormErrors,
    /// Where it is sent; absent where the record can only be read.
    pub action: Option<String>,
    /// The answer that the form was filled from.
    pub version: String,
    /// The answers to choose from.
    pub choices: Vec<Choice>,
    /// `yes-or-no`, `day` or `money`: what else the form asks.
    pub takes: &'static str,
    /// The day, or since when, as written.
    pub day: WrittenDay,
    /// The sum as written.
    pub amount: String,
    /// What it said before, newest first.
    pub earlier: Vec<EarlierAnswer>,
}

impl Page for FactForm {
    const TEMPLATE: &str = "adviser/fact.html";

    fn has_errors(&self) -> bool {
        !self.errors.is_empty()
    }
}

/// An answer that no longer stands.
#[derive(Debug, Clone, Serialize)]
pub struct EarlierAnswer {
    /// What it said.
    pub said: String,
    /// Whose hand, and until when it stood.
    pub hand: String,
}

/// One course: the form, and what it said before.
#[derive(Debug, Clone, Serialize)]
pub struct CourseForm {
    /// The name they use.
    pub name: String,
    /// Back to the list.
    pub back_href: String,
    /// "Add a course" or "Correct a course".
    pub title: String,
    /// What stands, and whose hand it is.
    pub stands: Option<String>,
    /// Somebody else corrected it meanwhile.
    pub clash: Option<Clash>,
    /// What is wrong, in the order of the page.
    pub errors: FormErrors,
    /// Where it is sent; absent where the record can only be read.
    pub action: Option<String>,
    /// The version that the form was filled from.
    pub version: String,
    /// What it is.
    pub kind: Select,
    /// What it is called.
    pub title_of_course: String,
    /// The first day.
    pub start: WrittenDay,
    /// The last day.
    pub last: WrittenDay,
    /// How many months it takes.
    pub months: String,
    /// Yes, no or not known.
    pub asks: Vec<CourseAsk>,
    /// What it said before, newest first.
    pub earlier: Vec<EarlierAnswer>,
}

impl Page for CourseForm {
    const TEMPLATE: &str = "adviser/course.html";

    fn has_errors(&self) -> bool {
        !self.errors.is_empty()
    }
}

/// Something about a course that is so, is not, or is not known.
#[derive(Debug, Clone, Serialize)]
pub struct CourseAsk {
    /// The name that the form sends.
    pub name: &'static str,
    /// What is asked.
    pub question: &'static str,
    /// What helps to answer it, and what counts while it is not known.
    pub hint: &'static str,
    /// The answers to choose from.
    pub choices: Vec<Choice>,
}
