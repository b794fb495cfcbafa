//! Search within one's own reach; outside it only a record number, and the way to ask.

use crate::web::view::Page;
use serde::Serialize;

/// The search page and what was found.
#[derive(Debug, Clone, Serialize)]
pub struct Search {
    /// What was looked for.
    pub q: String,
    /// "2 people found", or nothing yet.
    pub said: Option<String>,
    /// People on the caseload.
    pub rows: Vec<SearchRow>,
    /// Someone outside the caseload has exactly this record number: where to ask to open it.
    pub outside: Option<String>,
}

impl Page for Search {
    const TEMPLATE: &str = "adviser/search.html";
}

/// One person found.
#[derive(Debug, Clone, Serialize)]
pub struct SearchRow {
    /// Their page.
    pub href: String,
    /// The name they use.
    pub name: String,
    /// Age and record number.
    pub about: String,
}
