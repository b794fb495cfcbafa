//! Receipts for the money for a first home, with their photos.

use diesel::prelude::*;
use onward_domain::{
    access::Right,
    id::ReceiptId,
    receipt::{Receipt, ReceiptNote, ReceiptPhoto},
};

use crate::{
    error::{StoreError, StoreResult},
    rows::Row as _,
    schema::own::{receipt_photos, receipts},
    scope::Record,
    types::Column as _,
};

/// What the audit trail and a form's key call one.
const WORD: &str = "receipt";

impl Record<'_> {
    /// Only they and their adviser see them.
    fn receipts_are_seen(&self) -> StoreResult<()> {
        if matches!(self.right(), Right::Own | Right::Adviser | Right::System) {
            return Ok(());
        }
        Err(StoreError::NotAllowed("receipts are seen by a young person and their adviser".into()))
    }

    /// Those that were not taken out, newest first.
    ///
    /// # Errors
    /// `NotAllowed` for anybody but the two; the database's own.
    pub fn receipts(&self) -> StoreResult<Vec<Receipt>> {
        self.receipts_are_seen()?;
        self.tx().run(|connection| {
            Ok(receipts::table
                .filter(receipts::person_id.eq(self.key()))
                .filter(receipts::taken_out_at.is_null())
                .order((receipts::bought_on.desc(), receipts::id.desc()))
                .load(connection)?)
        })
    }

    /// The photo of one, sealed as it was kept.
    ///
    /// # Errors
    /// As [`Self::receipts`].
    pub fn receipt_photo(&self, id: ReceiptId) -> StoreResult<Option<ReceiptPhoto>> {
        self.receipts_are_seen()?;
        self.tx().run(|connection| {
            Ok(receipt_photos::table
                .filter(receipt_photos::person_id.eq(self.key()))
                .filter(receipt_photos::receipt_id.eq(id.to_string()))
                .first(connection)
                .optional()?)
        })
    }

    /// Keeps one with its photo, once for a form's key.
    ///
    /// # Errors
    /// `NotAllowed` for anybody but the young person; the database's own.
    pub fn add_receipt(
        &self,
        note: &ReceiptNote,
        sealed: Option<String>,
        key: &str,
    ) -> StoreResult<ReceiptId> {
        self.own_only()?;
        if let Some(before) = self.kept_before(key, WORD)? {
            return Ok(before);
        }
        let receipt = Receipt {
            id: ReceiptId::new(),
            person: self.id(),
            note: note.clone(),
            photo: sealed.is_some(),
            added_at: self.now().at,
            added_by: self.by(),
            taken_out_at: None,
        };
        let photo = sealed.map(|sealed| ReceiptPhoto { receipt: receipt.id, person: self.id(), sealed });
        self.tx().savepoint(|| {
            self.tx().run(|connection| {
                receipt.insert(connection)?;
                photo.iter().try_for_each(|photo| photo.insert(connection).map(drop))?;
                Ok(())
            })?;
            self.changed("receipt.added", &receipt.id.to_string())?;
            self.use_key(key, WORD, &receipt.id.to_string())?;
            Ok(receipt.id)
        })
    }

    /// Takes one out again. Its photo is gone at once.
    ///
    /// # Errors
    /// `NotFound` where there is none; `NotAllowed` for anybody but the young person; the database's own.
    pub fn take_out_receipt(&self, id: ReceiptId) -> StoreResult<()> {
        self.own_only()?;
        let at = self.now().at.column();
        self.tx().savepoint(|| {
            let changed = self.tx().run(|connection| {
                diesel::delete(
                    receipt_photos::table
                        .filter(receipt_photos::person_id.eq(self.key()))
                        .filter(receipt_photos::receipt_id.eq(id.to_string())),
                )
                .execute(connection)?;
                Ok(diesel::update(
                    receipts::table
                        .filter(receipts::person_id.eq(self.key()))
                        .filter(receipts::id.eq(id.to_string()))
                        .filter(receipts::taken_out_at.is_null()),
                )
                .set((receipts::taken_out_at.eq(Some(at)), receipts::photo.eq(false)))
                .execute(connection)?)
            })?;
            if changed == 0 {
                return Err(StoreError::NotFound);
            }
            self.changed("receipt.taken_out", &id.to_string())
        })
    }
}
