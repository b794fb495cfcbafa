//! The tables that are checked but not kept.

use super::super::code;
use super::super::row::{Row, RowKey};
use super::super::table::Table;
use super::cells::RowReader;

impl RowReader<'_> {
    /// Nothing is kept of them but the date of birth: every table that gives another one is asked about.
    pub(super) fn only_checked(&mut self, table: Table) -> Option<Vec<(RowKey, Row)>> {
        let birth = self.birth("DOB");
        match table {
            Table::Reviews => {
                self.past("REVIEW");
                self.code("REVIEW_CODE", &code::REVIEW);
            }
            Table::Oc2 => self.oc2(),
            Table::Ad1 => {
                self.optional_day("DATE_INT");
                self.optional_day("DATE_MATCH");
            }
            Table::PlacedForAdoption => {
                self.past("DATE_PLACED");
                self.past("DATE_PLACED_CEASED");
            }
            Table::SocialWorkers => {
                let known = |text: &str| text.starts_with("SW") || text.starts_with("XX");
                self.form("SW_ID", known, "is not a social worker's number.", "It starts with SW, or XX.");
                self.past("SW_DECOM");
                self.past("SW_DEC");
                self.optional_code("SW_REASON", &code::SOCIAL_WORKER_CHANGE);
            }
            Table::Dolo => {
                self.past("DOLO_START");
                self.past("DOLO_END");
            }
            _ => {}
        }
        Some(vec![(RowKey::Birth(table, birth?), Row::Birth)])
    }

    fn past(&mut self, column: &'static str) {
        if let Some(Some(day)) = self.optional_day(column) {
            self.happened(column, day);
        }
    }

    fn oc2(&mut self) {
        let score = |text: &str| text.parse::<u8>().is_ok_and(|score| score <= 40);
        self.form("SDQ_SCORE", score, "is not a score.", "A score is 0 to 40.");
        self.optional_code("SDQ_REASON", &code::SDQ_REASON);
        for column in [
            "CONVICTED",
            "HEALTH_CHECK",
            "IMMUNISATIONS",
            "TEETH_CHECK",
            "HEALTH_ASSESSMENT",
            "SUBSTANCE_MISUSE",
            "INTERVENTION_RECEIVED",
            "INTERVENTION_OFFERED",
        ] {
            self.form(column, |text| matches!(text, "0" | "1"), "is neither 0 nor 1.", "Enter 0 or 1.");
        }
    }
}
