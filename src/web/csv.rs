//! Tables as files that a spreadsheet opens. The format is commas, quotation marks and a mark that says UTF-8, so no crate is
//! needed to write it.

use actix_web::{HttpResponse, http::header};

/// A file line by line.
#[derive(Debug, Clone)]
pub struct Csv(String);

impl Csv {
    /// A file whose first line names the columns.
    #[must_use]
    pub fn new<const N: usize>(headings: [&str; N]) -> Self {
        let mut file = Self(String::from("\u{feff}"));
        file.line(headings);
        file
    }

    /// Adds a line.
    pub fn line<const N: usize>(&mut self, cells: [&str; N]) {
        self.0.push_str(&cells.map(cell).join(","));
        self.0.push_str("\r\n");
    }

    /// The file as text.
    #[must_use]
    pub fn text(self) -> String {
        self.0
    }

    /// The file as a download under a name.
    #[must_use]
    pub fn download(self, name: &str) -> HttpResponse {
        HttpResponse::Ok()
            .content_type("text/csv; charset=utf-8")
            .insert_header((header::CONTENT_DISPOSITION, format!("attachment; filename=\"{name}.csv\"")))
            .body(self.0)
    }
}

/// A cell in quotation marks. One that a spreadsheet would work out as a formula is made text by an apostrophe.
fn cell(text: &str) -> String {
    let formula = text.starts_with(['=', '+', '-', '@', '\t', '\r']);
    format!("\"{}{}\"", if formula { "'" } else { "" }, text.replace('"', "\"\""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_name_is_worked_out_as_a_formula_and_a_quotation_mark_ends_no_cell() {
        assert_eq!(cell("=HYPERLINK(1)"), "\"'=HYPERLINK(1)\"");
        assert_eq!(cell("Zoë \"Zo\" O'Neill"), "\"Zoë \"\"Zo\"\" O'Neill\"");
        let mut file = Csv::new(["Name", "What"]);
        file.line(["Jay", "a, b"]);
        assert_eq!(file.text(), "\u{feff}\"Name\",\"What\"\r\n\"Jay\",\"a, b\"\r\n");
    }
}
