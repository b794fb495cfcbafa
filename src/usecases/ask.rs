//! What a use case is asked with.

use leaving_care_rules::{Law, Messages};
use onward_domain::{
    access::Purpose,
    id::{PersonId, UserId},
    moment::Moment,
};
use onward_store::{
    StoreResult, Tx,
    scope::{Caseload, OwnRecord, Record, ReviewDesk, ServiceView},
};

/// A transaction, whoever asks and what they may ask of, the law in force, and when. `S` is the permission: there is no
/// other way to a record.
pub struct Ask<'t, S> {
    /// What is read and written, all or nothing.
    pub tx: &'t Tx,
    /// What this viewer may ask questions of.
    pub scope: S,
    /// The viewer.
    pub me: UserId,
    /// The law, with the council's local offer.
    pub law: &'static Law,
    /// The law's sentences.
    pub messages: &'static Messages,
    /// The instant and the London day.
    pub now: Moment,
}

/// A scope of staff that opens records of others. Whose, each decides for itself: an adviser's and a reviewing officer's
/// people, and what they opened from outside; everyone's, for a manager.
pub trait OpensRecords {
    /// Opens a record; the look is written down.
    ///
    /// # Errors
    /// `NotFound` for whoever is not theirs; the store's own.
    fn open_record<'t>(
        &self,
        tx: &'t Tx,
        person: PersonId,
        purpose: Purpose,
        now: Moment,
    ) -> StoreResult<Record<'t>>;
}

macro_rules! opens_records {
    ($($scope:ty),+) => {$(
        impl OpensRecords for $scope {
            fn open_record<'t>(
                &self,
                tx: &'t Tx,
                person: PersonId,
                purpose: Purpose,
                now: Moment,
            ) -> StoreResult<Record<'t>> {
                self.open(tx, person, purpose, now)
            }
        }
    )+};
}

opens_records!(Caseload, ReviewDesk, ServiceView);

impl<'t, S: OpensRecords> Ask<'t, S> {
    /// Opens the record of somebody who is this viewer's; the look is written down.
    ///
    /// # Errors
    /// `NotFound` for anybody else; the store's own.
    pub fn open(&self, person: PersonId, purpose: Purpose) -> StoreResult<Record<'t>> {
        self.scope.open_record(self.tx, person, purpose, self.now)
    }
}

impl<'t> Ask<'t, Caseload> {
    /// Opens it to write in.
    ///
    /// # Errors
    /// As for [`Self::open`]; `NotAllowed` where it was opened from outside, to look.
    pub fn open_for_change(&self, person: PersonId, purpose: Purpose) -> StoreResult<Record<'t>> {
        let record = self.open(person, purpose)?;
        record.for_change()?;
        Ok(record)
    }
}

impl<'t> Ask<'t, OwnRecord> {
    /// Opens one's own record.
    ///
    /// # Errors
    /// `NotFound` when the account was disabled or moved meanwhile; the store's own.
    pub fn open(&self, purpose: Purpose) -> StoreResult<Record<'t>> {
        self.scope.open(self.tx, purpose, self.now)
    }
}
