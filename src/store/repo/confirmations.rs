//! What was decided about readings of the law, on a person's record.

use diesel::prelude::*;
use onward_domain::{
    confirmation::{Confirmation, ConfirmationNote},
    id::ConfirmationId,
};

use super::versions::{Versions, versioned};
use crate::{
    connection::AnyConnection,
    error::StoreResult,
    schema::pathway::confirmations,
    scope::Record,
    types::{Column as _, Instant},
};

impl Record<'_> {
    /// What staff decided about readings of the law.
    #[must_use]
    pub const fn confirmations(&self) -> Versions<'_, Confirmation> {
        Versions::of(self)
    }

    /// What stands of it, for a copy of the person's own data.
    ///
    /// # Errors
    /// Any database error.
    pub fn own_confirmations(&self) -> StoreResult<Vec<Confirmation>> {
        self.tx().run(|connection| {
            Ok(confirmations::table
                .filter(confirmations::person_id.eq(self.key()))
                .filter(confirmations::superseded_at.is_null())
                .order((confirmations::recorded_at, confirmations::id))
                .load(connection)?)
        })
    }
}

versioned!(Confirmation(ConfirmationNote, ConfirmationId) in confirmations, word "confirmation", order (recorded_at), {
    const STAFF_ONLY: bool = true;
    fn says(&self, note: &ConfirmationNote) -> bool {
        self.note == *note
    }
    fn in_place_of(&self, note: &ConfirmationNote) -> bool {
        self.note.code == note.code
    }
    fn written(record: &Record<'_>, note: &ConfirmationNote) -> StoreResult<Self> {
        let (id, note) = (ConfirmationId::new(), note.clone());
        Ok(Self { id, person: record.id(), note, recorded: record.mark(), superseded_by: None })
    }
});
