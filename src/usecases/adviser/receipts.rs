//! Sees what one of one's people bought with the money for their first home.

use onward_domain::{
    access::Purpose,
    id::{PersonId, ReceiptId},
    receipt::Receipt,
};
use onward_store::{StoreError, StoreResult, scope::Caseload};

use super::Answered;
use crate::usecases::{account::secrets::Keys, ask::Ask, young_person::receipts::opened};

/// The person, and their receipts, newest first.
#[derive(Debug, Clone)]
pub struct SeenReceipts {
    pub answered: Answered,
    pub receipts: Vec<Receipt>,
}

/// Opens the record and reads the receipts.
///
/// # Errors
/// `NotFound` for a person who is not the adviser's; `NotAllowed` for a record opened from outside; the store's own.
pub fn see_receipts(ask: &Ask<'_, Caseload>, person: PersonId) -> StoreResult<SeenReceipts> {
    let record = ask.open(person, Purpose::Entitlements)?;
    Ok(SeenReceipts {
        receipts: record.receipts()?,
        answered: Answered::of(ask.law, record.overview()?, ask.now.today).in_record(&record),
    })
}

/// The photo of a receipt of one of their people.
///
/// # Errors
/// As [`see_receipts`]; `NotFound` where there is no photo.
pub fn see_photo(
    ask: &Ask<'_, Caseload>,
    keys: &Keys,
    person: PersonId,
    receipt: ReceiptId,
) -> StoreResult<Vec<u8>> {
    let sealed = ask.open(person, Purpose::Entitlements)?.receipt_photo(receipt)?;
    opened(keys, sealed.as_ref()).ok_or(StoreError::NotFound)
}
