//! What a young person bought with the money for their first home, as they write it down themselves.

use chrono::{DateTime, NaiveDate, Utc};

use crate::{
    id::{PersonId, ReceiptId, UserId},
    money::Pence,
};

/// One thing, or one visit to a shop.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReceiptNote {
    pub what: String,
    pub sum: Pence,
    pub bought: NaiveDate,
}

/// The same, as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Receipt {
    pub id: ReceiptId,
    pub person: PersonId,
    pub note: ReceiptNote,
    /// There is a photo of it.
    pub photo: bool,
    pub added_at: DateTime<Utc>,
    pub added_by: Option<UserId>,
    /// They took it out again. Its photo went with it.
    pub taken_out_at: Option<DateTime<Utc>>,
}

/// The photo of a receipt, sealed: only this installation opens it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReceiptPhoto {
    pub receipt: ReceiptId,
    pub person: PersonId,
    pub sealed: String,
}
