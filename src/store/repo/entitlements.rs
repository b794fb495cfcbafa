//! What has happened with a person's entitlements: an append-only ledger.

use diesel::prelude::*;
use onward_domain::{
    access::Right,
    document::Document,
    entitlement::{EntitlementAct, EntitlementNote, EntitlementStep, Payment},
    id::EntitlementStepId,
};

use super::versions::{Kept, Versioned};
use crate::{
    error::{StoreError, StoreResult},
    rows::Row as _,
    schema::records::entitlement_steps,
    scope::Record,
};

/// What a form's key is used up for.
const ACT: &str = "entitlement_step";

impl Versioned for EntitlementStep {
    type Id = EntitlementStepId;
    type Note = EntitlementNote;
}

/// The ledger of a person's entitlements.
#[derive(Clone, Copy)]
pub struct Entitlements<'r> {
    record: &'r Record<'r>,
}

impl Record<'_> {
    /// The ledger of a person's entitlements.
    #[must_use]
    pub fn entitlements(&self) -> Entitlements<'_> {
        Entitlements { record: self }
    }
}

impl Entitlements<'_> {
    /// Every step, in the order in which they happened.
    ///
    /// # Errors
    /// Any database error.
    pub fn steps(&self) -> StoreResult<Vec<EntitlementStep>> {
        self.record.tx().run(|connection| {
            Ok(entitlement_steps::table
                .filter(entitlement_steps::person_id.eq(self.record.key()))
                .order((entitlement_steps::happened_on, entitlement_steps::id))
                .load(connection)?)
        })
    }

    /// Records the step described by a form, once; unless there is a doubt, which somebody must have seen first.
    ///
    /// # Errors
    /// As for [`Self::add`]; any error from the doubt.
    pub fn keep_unless<D>(
        &self,
        note: &EntitlementNote,
        key: &str,
        doubt: impl FnOnce() -> StoreResult<Option<D>>,
    ) -> StoreResult<Kept<EntitlementStep, D>> {
        self.record.for_change()?;
        if let Some(before) = self.record.kept_before(key, ACT)? {
            return Ok(Kept::Before(before));
        }
        if let Some(doubt) = doubt()? {
            return Ok(Kept::Doubt(doubt));
        }
        self.record.tx().savepoint(|| {
            let step = self.add(note)?;
            self.record.use_key(key, ACT, &step.to_string())?;
            Ok(Kept::Now(step))
        })
    }

    /// Records a step. A young person may ask, decline, say that a day has passed and that they have it; everything else is
    /// for the service. Only in asking may they name a sum: what they ask for.
    ///
    /// # Errors
    /// `NotAllowed` for a step that this viewer may not record, for a negative amount, or for taking back
    /// a step that does not exist.
    pub fn add(&self, note: &EntitlementNote) -> StoreResult<EntitlementStepId> {
        let theirs =
            [EntitlementAct::Asked, EntitlementAct::Declined, EntitlementAct::Chased, EntitlementAct::Done];
        if !theirs.contains(&note.act) {
            self.record.staff_only()?;
        }
        if self.record.right() == Right::Own && note.act != EntitlementAct::Asked && note.amount.is_some() {
            return Err(StoreError::NotAllowed("an amount is for the service to record".into()));
        }
        if note.amount.is_some_and(|amount| amount.0 < 0) {
            return Err(StoreError::NotAllowed("a negative amount; take the step back instead".into()));
        }
        if (note.act == EntitlementAct::TakenBack) != note.takes_back.is_some() {
            return Err(StoreError::NotAllowed("taking back needs the step that was a mistake".into()));
        }
        if let Some(mistake) = note.takes_back
            && !self.steps()?.iter().any(|step| step.id == mistake)
        {
            return Err(StoreError::NotFound);
        }
        self.payment_fits(note)?;
        let step = EntitlementStep {
            id: EntitlementStepId::new(),
            person: self.record.id(),
            note: note.clone(),
            recorded_at: self.record.now().at,
            recorded_by: self.record.by(),
        };
        self.record.tx().run(|connection| Ok(step.insert(connection)?))?;
        self.record.changed("entitlement.recorded", &step.id.to_string())?;
        Ok(step.id)
    }

    /// Only what was paid or given has somebody who had it, and a paper that shows it is one of this person's own.
    fn payment_fits(&self, note: &EntitlementNote) -> StoreResult<()> {
        let payment = &note.payment;
        if note.act != EntitlementAct::Paid && *payment != Payment::default() {
            return Err(StoreError::NotAllowed("only what was paid or given has a payee".into()));
        }
        let Some(paper) = payment.document else { return Ok(()) };
        self.record.document(paper)?.filter(Document::stands).map(drop).ok_or(StoreError::NotFound)
    }
}
