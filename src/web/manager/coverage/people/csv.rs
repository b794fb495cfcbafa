//! The list behind a number as a file that a spreadsheet opens: the same lines, all of them.

use super::page::CoveragePeople;

/// The first line, which names the columns.
const HEADINGS: [&str; 8] =
    ["Name", "Record", "What is owed", "Given, or why not yet", "Not paid", "Status", "Team", "Adviser"];

/// The file. It begins with a mark that tells spreadsheets that it is UTF-8.
#[must_use]
pub fn csv(page: &CoveragePeople) -> String {
    let mut file = String::from("\u{feff}");
    let mut line = |cells: [&str; 8]| {
        file.push_str(&cells.map(cell).join(","));
        file.push_str("\r\n");
    };
    line(HEADINGS);
    for row in &page.rows {
        let said = |say: Option<&crate::web::words::Say>| say.map(ToString::to_string).unwrap_or_default();
        let or_nothing = |text: &Option<String>| text.clone().unwrap_or_default();
        line([
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

/// A cell in quotation marks. One that a spreadsheet would work out as a formula is made text by an apostrophe.
fn cell(text: &str) -> String {
    let formula = text.starts_with(['=', '+', '-', '@', '\t', '\r']);
    format!("\"{}{}\"", if formula { "'" } else { "" }, text.replace('"', "\"\""))
}

#[cfg(test)]
mod tests {
    use super::cell;

    #[test]
    fn no_name_is_worked_out_as_a_formula_and_a_quotation_mark_ends_no_cell() {
        assert_eq!(cell("=HYPERLINK(1)"), "\"'=HYPERLINK(1)\"");
        assert_eq!(cell("Zoë \"Zo\" O'Neill"), "\"Zoë \"\"Zo\"\" O'Neill\"");
    }
}
