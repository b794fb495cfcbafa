//! The context of a use case.

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

/// A transaction, who is asking and what they may see, the law in force, and when. `S` is the permission: there is no
/// other way to a record.
pub struct Ask<'t, S> {
    /// What is read and written, all or nothing.
    pub tx: &'t Tx,
    /// What this viewer may see.
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

/// A staff scope that opens other people's records. Each decides which: an adviser's and a reviewing officer's
/// people, and what they opened from outside; everyone's, for a manager.
pub trait OpensRecords {
    /// Opens a record; the look is logged.
    ///
    /// # Errors
    /// `NotFound` for anybody who is not theirs; any store error.
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
    /// Opens the record of one of this viewer's people; the look is logged.
    ///
    /// # Errors
    /// `NotFound` for anybody else; any store error.
    pub fn open(&self, person: PersonId, purpose: Purpose) -> StoreResult<Record<'t>> {
        self.scope.open_record(self.tx, person, purpose, self.now)
    }
}

impl<'t> Ask<'t, Caseload> {
    /// Opens it for writing.
    ///
    /// # Errors
    /// As for [`Self::open`]; `NotAllowed` if it was opened from outside, to look at.
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
    /// `NotFound` when the account was disabled or moved meanwhile; any store error.
    pub fn open(&self, purpose: Purpose) -> StoreResult<Record<'t>> {
        self.scope.open(self.tx, purpose, self.now)
    }
}
