//! My people: one sentence, ready-made views, and a list that says what is next for each.

use crate::web::{
    parts::{Heading, Select, Tag, View},
    view::Page,
};
use serde::Serialize;

/// The adviser's caseload.
#[derive(Debug, Clone, Serialize)]
pub struct People {
    /// One sentence: how many, overdue, not seen, pounds.
    pub lede: String,
    /// Ready-made views, each with its count.
    pub views: Vec<View>,
    /// The filter, open once it is used.
    pub filter: PeopleFilter,
    /// What is shown, in what order, and which filter is on.
    pub said: String,
    /// The columns.
    pub headings: Vec<Heading>,
    /// One line a person.
    pub rows: Vec<PeopleRow>,
    /// Nobody is on the caseload, or nobody passes the filter: what to do.
    pub empty: Option<String>,
    /// What "not claimed" means and when it was worked out.
    pub note: String,
}

impl Page for People {
    const TEMPLATE: &str = "adviser/people.html";
}

/// A GET form, so that what is shown has an address.
#[derive(Debug, Clone, Serialize)]
pub struct PeopleFilter {
    /// It is in use.
    pub open: bool,
    /// Name or record number looked for.
    pub q: String,
    /// Status, view and order.
    pub selects: Vec<Select>,
}

/// One person of the caseload.
#[derive(Debug, Clone, Serialize)]
pub struct PeopleRow {
    /// The person's page.
    pub href: String,
    /// The name they use.
    pub name: String,
    /// Their age today; unknown without a birth date.
    pub age: Option<String>,
    /// What is due next.
    pub next: String,
    /// When it is due.
    pub next_when: Option<String>,
    /// How late it is.
    pub late: Option<Tag>,
    /// How long ago they were seen.
    pub seen: String,
    /// That is longer than it should be.
    pub seen_long_ago: bool,
    /// The day they were seen.
    pub seen_on: Option<String>,
    /// What they can have now and have not had, in pounds.
    pub not_claimed: Option<String>,
    /// Said where there is no sum.
    pub no_sum: &'static str,
    /// The status in words.
    pub status: String,
    /// Why, in one short sentence.
    pub status_why: String,
}
