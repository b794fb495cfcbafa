//! The list behind a number as a file that a spreadsheet opens: the same lines, all of them.

use super::page::CoveragePeople;
use crate::web::csv::Csv;

/// The first line, which names the columns.
const HEADINGS: [&str; 8] =
    ["Name", "Record", "What is owed", "Given, or why not yet", "Not paid", "Status", "Team", "Adviser"];

/// The file.
#[must_use]
pub fn csv(page: &CoveragePeople) -> Csv {
    let mut file = Csv::new(HEADINGS);
    for row in &page.rows {
        let said = |say: Option<&crate::web::words::Say>| say.map(ToString::to_string).unwrap_or_default();
        let or_nothing = |text: &Option<String>| text.clone().unwrap_or_default();
        file.line([
            &row.name,
            &or_nothing(&row.record),
            &said(row.thing.as_ref()),
            &said(row.reason.as_ref()),
            &row.pounds.map(|sum| sum.to_string()).unwrap_or_default(),
            &row.status.to_string(),
            &or_nothing(&row.team),
            &or_nothing(&row.adviser),
        ]);
    }
    file
}
