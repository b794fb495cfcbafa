//! What the pages of receipts show.

use chrono::NaiveDate;
use onward_domain::{id::ReceiptId, money::Pence, receipt::Receipt};
use serde::Serialize;

use super::form::ReceiptForm;
use crate::{
    usecases::young_person::receipts::SeenReceipts,
    web::{
        form::Sheet,
        view::{FormState, Page},
    },
};

/// One of them.
#[derive(Debug, Clone, Serialize)]
pub struct ReceiptShown {
    id: ReceiptId,
    what: String,
    sum: Pence,
    bought: NaiveDate,
    photo: bool,
}

impl From<&Receipt> for ReceiptShown {
    fn from(receipt: &Receipt) -> Self {
        let note = &receipt.note;
        Self {
            id: receipt.id,
            what: note.what.clone(),
            sum: note.sum,
            bought: note.bought,
            photo: receipt.photo,
        }
    }
}

/// All of them, and what they come to.
#[derive(Debug, Clone, Serialize)]
pub struct Spent {
    receipts: Vec<ReceiptShown>,
    sum: Pence,
}

impl Spent {
    /// Newest first.
    pub fn of(receipts: &[Receipt]) -> Self {
        Self {
            receipts: receipts.iter().map(ReceiptShown::from).collect(),
            sum: Pence(receipts.iter().fold(0, |sum, receipt| receipt.note.sum.0.saturating_add(sum))),
        }
    }
}

/// What was bought, and what was given for it.
#[derive(Debug, Clone, Serialize)]
pub struct ReceiptsPage {
    spent: Spent,
    /// What they were given of the money for a first home.
    given: Option<Pence>,
    /// What of it no receipt is for.
    open: Option<Pence>,
}

impl Page for ReceiptsPage {
    const TEMPLATE: &'static str = "young_person/receipts.html";
}

impl ReceiptsPage {
    /// The page.
    pub fn of(seen: &SeenReceipts) -> Self {
        let spent = Spent::of(&seen.receipts);
        let given = onward_domain::entitlement::paid(&seen.own.steps, super::FIRST_HOME);
        let given = Some(given).filter(|given| given.0 > 0);
        let open = given.map(|given| Pence(given.0.saturating_sub(spent.sum.0))).filter(|open| open.0 > 0);
        Self { spent, given, open }
    }
}

/// A new one.
#[derive(Debug, Clone, Serialize)]
pub struct NewReceiptPage {
    sheet: Sheet<ReceiptForm>,
}

impl Page for NewReceiptPage {
    const TEMPLATE: &'static str = "young_person/receipt_new.html";

    fn state(&self) -> FormState {
        self.sheet.state()
    }
}

impl NewReceiptPage {
    /// The form.
    pub const fn of(sheet: Sheet<ReceiptForm>) -> Self {
        Self { sheet }
    }
}
