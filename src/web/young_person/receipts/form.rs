//! A receipt as it is sent: three fields and perhaps a photo, in one form with a file.

use chrono::NaiveDate;
use onward_domain::{money::Pence, receipt::ReceiptNote};
use serde::{Deserialize, Serialize};
use validator::Validate;

use crate::{
    usecases::photo::LARGEST,
    web::{
        form::{Fields, FormErrors, Reader, Upload, WrittenDay},
        words::says::place::receipt as said,
    },
};

/// As written.
#[derive(Debug, Clone, Default, Serialize, Deserialize, Validate)]
#[serde(default, deny_unknown_fields)]
pub struct ReceiptForm {
    #[validate(length(max = 120))]
    pub what: String,
    pub amount: String,
    pub on: WrittenDay,
}

/// The most that one receipt can be about.
const MOST: Pence = Pence(1_000_000);
/// How far back, in days: the money may have come years ago.
const BACK: i64 = 5 * 366;
/// What the form has in it.
pub const FIELDS: Fields<'_> =
    Fields { words: &["what", "amount", "on-day", "on-month", "on-year"], file: "photo", largest: LARGEST };

impl ReceiptForm {
    /// As it was sent.
    #[must_use]
    pub fn of(upload: &Upload) -> Self {
        Self { what: upload.word("what"), amount: upload.word("amount"), on: upload.day("on") }
    }

    /// What it says.
    ///
    /// # Errors
    /// What to put right.
    pub fn read(&self, today: NaiveDate) -> Result<ReceiptNote, FormErrors> {
        let mut read = Reader::of(self);
        let what = read.text("what", &self.what).missing(said::What).required();
        let some = |sum: &Pence| sum.0 > 0;
        let sum = read.money("amount", &self.amount).missing(said::Sum).at_most(MOST);
        let sum = sum.only(some, said::Sum).required();
        let near = |day: &NaiveDate| (today - *day).num_days() <= BACK;
        let day = read.day("on", &self.on, said::Day).not_after_today(today).only(near, said::Far);
        let bought = day.required();
        read.done(|| Some(ReceiptNote { what: what?, sum: sum?, bought: bought? }))
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    #[test]
    fn a_receipt_needs_a_thing_a_sum_and_a_day_that_was() {
        let today = "2026-11-23".parse().unwrap();
        let form = ReceiptForm {
            what: "Kettle".into(),
            amount: "£18.50".into(),
            on: WrittenDay::new("20", "11", "2026"),
        };
        assert_eq!(form.read(today).unwrap().sum, Pence(1_850));
        for (field, wrong) in [
            ("what", ReceiptForm { what: " ".into(), ..form.clone() }),
            ("what", ReceiptForm { what: "é".repeat(121), ..form.clone() }),
            ("amount", ReceiptForm { amount: "0".into(), ..form.clone() }),
            ("amount", ReceiptForm { amount: "ten".into(), ..form.clone() }),
            ("amount", ReceiptForm { amount: "10000.01".into(), ..form.clone() }),
            ("on", ReceiptForm { on: WrittenDay::new("24", "11", "2026"), ..form.clone() }),
            ("on", ReceiptForm { on: WrittenDay::new("31", "11", "2026"), ..form.clone() }),
            ("on", ReceiptForm { on: WrittenDay::new("1", "1", "2019"), ..form }),
        ] {
            assert!(wrong.read(today).unwrap_err().has(field), "{wrong:?}");
        }
    }
}
