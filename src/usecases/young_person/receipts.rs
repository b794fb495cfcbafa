//! Keeps what was bought with the money for a first home, with photos that only this installation can open.

use base64::{Engine as _, engine::general_purpose::STANDARD};
use onward_domain::{
    access::Purpose,
    id::ReceiptId,
    receipt::{Receipt, ReceiptNote, ReceiptPhoto},
};
use onward_store::{StoreError, StoreResult, scope::OwnRecord};

use super::see_own_pages::{Own, own_of};
use crate::usecases::{
    account::secrets::{Keys, Purpose as Sealing},
    ask::Ask,
};

/// The person, and their receipts, newest first.
#[derive(Debug, Clone)]
pub struct SeenReceipts {
    pub own: Own,
    pub receipts: Vec<Receipt>,
}

/// Opens one's own receipts.
///
/// # Errors
/// `NotFound` when the account was disabled or moved meanwhile; the store's own.
pub fn see_receipts(ask: &Ask<'_, OwnRecord>) -> StoreResult<SeenReceipts> {
    let record = ask.open(Purpose::OwnPages)?;
    Ok(SeenReceipts { own: own_of(ask, &record)?, receipts: record.receipts()? })
}

/// Keeps a receipt, with its photo if there is one; the same form twice is one.
///
/// # Errors
/// The store's own.
pub fn add_receipt(
    ask: &Ask<'_, OwnRecord>,
    keys: &Keys,
    note: &ReceiptNote,
    photo: Option<&[u8]>,
    key: &str,
) -> StoreResult<ReceiptId> {
    let sealed = photo.map(|photo| seal(keys, photo));
    ask.open(Purpose::OwnPages)?.add_receipt(note, sealed, key)
}

/// Takes a receipt out; its photo is gone at once.
///
/// # Errors
/// `NotFound` for one that is not theirs; the store's own.
pub fn take_out_receipt(ask: &Ask<'_, OwnRecord>, receipt: ReceiptId) -> StoreResult<()> {
    ask.open(Purpose::OwnPages)?.take_out_receipt(receipt)
}

/// The photo of one's own receipt.
///
/// # Errors
/// `NotFound` where there is none; the store's own.
pub fn see_photo(ask: &Ask<'_, OwnRecord>, keys: &Keys, receipt: ReceiptId) -> StoreResult<Vec<u8>> {
    let sealed = ask.open(Purpose::OwnPages)?.receipt_photo(receipt)?;
    opened(keys, sealed.as_ref()).ok_or(StoreError::NotFound)
}

/// A picture behind a seal.
#[must_use]
pub fn seal(keys: &Keys, photo: &[u8]) -> String {
    keys.seal(Sealing::Photo, &STANDARD.encode(photo))
}

/// The picture behind the seal.
pub(in crate::usecases) fn opened(keys: &Keys, photo: Option<&ReceiptPhoto>) -> Option<Vec<u8>> {
    STANDARD.decode(keys.unseal(Sealing::Photo, &photo?.sealed)?).ok()
}
