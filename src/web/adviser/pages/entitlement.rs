//! One entitlement of one person: the rule's answer, how it was reached, and the steps taken so far.

use crate::web::{
    parts::{Choice, Item, Notice, Tag},
    view::{FormErrors, Page},
};
use serde::Serialize;

use super::WrittenDay;

/// The rule's answer with its trace, and the ledger.
#[derive(Debug, Clone, Serialize)]
pub struct Entitlement {
    /// The name they use.
    pub name: String,
    /// Their age.
    pub about: String,
    /// Back to the person.
    pub person_href: String,
    /// What it is.
    pub title: String,
    /// What is left, or what the answer is, in one sentence.
    pub lede: String,
    /// Saved just now.
    pub notices: Vec<Notice>,
    /// "What the rule says: yes".
    pub answer: String,
    /// Each reason with the source of its facts.
    pub reasons: Vec<Item>,
    /// The whole trace, down to facts and provisions.
    pub trace: Option<Trace>,
    /// What the young person reads about it.
    pub reads: Vec<String>,
    /// Who provides it, how it is asked for, what proves it.
    pub card: Vec<Item>,
    /// Newest first.
    pub ledger: Vec<LedgerRow>,
    /// "Paid so far: £1,850 of £3,000".
    pub ledger_sum: Option<String>,
    /// Where it stands, step by step.
    pub path: Vec<PathStep>,
    /// The form that adds a line.
    pub form: StepForm,
    /// Whether it is shown: not in a record that was opened from outside.
    pub may_change: bool,
}

impl Page for Entitlement {
    const TEMPLATE: &str = "adviser/entitlement.html";

    fn has_errors(&self) -> bool {
        !self.form.errors.is_empty()
    }
}

/// A condition and what it rests on.
#[derive(Debug, Clone, Serialize)]
pub struct Trace {
    /// The condition in words.
    pub words: String,
    /// "Yes", "No", "Not known".
    pub answer: Tag,
    /// The fact used and where it came from.
    pub fact: Option<String>,
    /// The provision.
    pub cite: Option<String>,
    /// What it was made of.
    pub parts: Vec<Trace>,
}

/// One line of the ledger: added, never changed.
#[derive(Debug, Clone, Serialize)]
pub struct LedgerRow {
    /// The day.
    pub day: String,
    /// Told, asked, agreed, paid, refused, declined.
    pub step: Tag,
    /// What was said about it.
    pub words: String,
    /// Who wrote it down.
    pub who: String,
    /// How much.
    pub amount: Option<String>,
}

/// One stop of the way from told to paid.
#[derive(Debug, Clone, Serialize)]
pub struct PathStep {
    /// What it is.
    pub words: String,
    /// When and by whom.
    pub meta: Option<String>,
    /// `is-done`, `is-now` or nothing.
    pub class: &'static str,
}

/// The form that adds a line to the ledger.
#[derive(Debug, Clone, Serialize)]
pub struct StepForm {
    /// Where it is sent.
    pub action: String,
    /// Sent along once a doubt was shown, so that it is saved only when the same doubt was seen.
    pub seen: String,
    /// What the button says.
    pub save: &'static str,
    /// What happened: nothing is chosen beforehand.
    pub steps: Vec<Choice>,
    /// As written.
    pub day: WrittenDay,
    /// As written.
    pub amount: String,
    /// As written.
    pub words: String,
    /// What is wrong, in the order of the page.
    pub errors: FormErrors,
}
