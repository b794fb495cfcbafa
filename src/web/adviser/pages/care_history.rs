//! Care history and the 13 weeks: every day accounted for, and what another last day would change.

use crate::web::{
    chart::{CountBar, Strip},
    parts::{Choice, Heading, Item, Link, Notice, Tag},
    view::{FormErrors, Page},
};
use serde::Serialize;

use super::WrittenDay;

/// Every spell, what counts of it and why.
#[derive(Debug, Clone, Serialize)]
pub struct CareHistory {
    /// The name they use.
    pub name: String,
    /// "16, they or them. Record SR-21562".
    pub about: String,
    /// The person's page.
    pub person_href: String,
    /// Their page, this page, and the others of the record.
    pub sub: Vec<Link>,
    /// "74 of 91 days count so far."
    pub count: String,
    /// When the 91st is complete, or was, or that it is too late.
    pub complete: String,
    /// Where a spell is added.
    pub add_href: Option<String>,
    /// Saved just now, warnings, questions of an import.
    pub notices: Vec<Notice>,
    /// "74 days count. 59 are left out: 49 before the 14th birthday and 10 in short breaks."
    pub point: String,
    /// The 13 weeks as one bar.
    pub bar: CountBar,
    /// When each spell was; none without spells.
    pub strip: Option<Strip>,
    /// The columns.
    pub headings: Vec<Heading>,
    /// Newest first.
    pub spells: Vec<SpellRow>,
    /// Days of all spells.
    pub days: String,
    /// Days that count.
    pub counted: String,
    /// How the days were counted for this person.
    pub rules: Vec<String>,
    /// Provisions and when they were checked.
    pub rules_source: String,
    /// What ended or superseded rows said, newest first.
    pub earlier: Vec<EarlierRow>,
    /// What the yearly returns said last of contact, activity and home, each with its year.
    pub returns: Vec<Item>,
    /// Where other changes are tried.
    pub what_if_href: String,
    /// What if care ends on another day.
    pub what_if: WhatIf,
}

impl Page for CareHistory {
    const TEMPLATE: &str = "adviser/care_history.html";

    fn has_errors(&self) -> bool {
        !self.what_if.errors.is_empty()
    }
}

/// One spell of care.
#[derive(Debug, Clone, Serialize)]
pub struct SpellRow {
    /// "12 October 2026".
    pub from: String,
    /// "4 April 2025", "still in care".
    pub to: String,
    /// "planned end 7 December".
    pub to_note: Option<String>,
    /// "Children's home, section 20".
    pub place: String,
    /// "K2, V2".
    pub codes: String,
    /// Days of it so far.
    pub days: String,
    /// Days of it that count.
    pub counted: String,
    /// It adds to the count.
    pub counts: bool,
    /// None of it counts, or only a part.
    pub tag: Option<Tag>,
    /// Why.
    pub why: String,
    /// Where it comes from and who checked it.
    pub source: String,
    /// Where it is corrected; not every spell of the count is a record of its own.
    pub correct_href: Option<String>,
}

/// What a corrected spell said before.
#[derive(Debug, Clone, Serialize)]
pub struct EarlierRow {
    /// What it said.
    pub was: String,
    /// Who corrected it, when and why.
    pub corrected: String,
}

/// The simulator: a GET form and, once sent, its answer. Nothing of it is saved.
#[derive(Debug, Clone, Serialize)]
pub struct WhatIf {
    /// There is something to end: a spell that is running or planned.
    pub possible: bool,
    /// "Planned: 7 12 2026".
    pub hint: String,
    /// As written.
    pub end: WrittenDay,
    /// What to do about the date.
    pub errors: FormErrors,
    /// Where the person will live.
    pub live: Vec<Choice>,
    /// The answer.
    pub answer: Option<WhatIfAnswer>,
}

/// What another last day would change.
#[derive(Debug, Clone, Serialize)]
pub struct WhatIfAnswer {
    /// "If care ends on Monday 7 December 2026".
    pub heading: String,
    /// "88 days: 12 weeks and 4 days. 3 days short."
    pub count: String,
    /// "Kai becomes 'qualifying'."
    pub becomes: String,
    /// "First safe day: Thursday 10 December 2026".
    pub safe: Option<String>,
    /// What the first safe day keeps.
    pub safe_says: String,
    /// The day looked at, as a column.
    pub ends: String,
    /// The other day, as a column.
    pub other: String,
    /// One line for each thing that differs.
    pub rows: Vec<WhatIfRow>,
}

/// One thing that differs between two last days.
#[derive(Debug, Clone, Serialize)]
pub struct WhatIfRow {
    /// What it is.
    pub what: String,
    /// With the day looked at.
    pub this: Tag,
    /// With the first safe day, or with care going on.
    pub other: String,
    /// In pounds, or that it is no money.
    pub difference: String,
    /// Why, in one line.
    pub why: String,
}
