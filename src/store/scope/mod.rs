//! What each kind of viewer may ask. A query carries its permission.
//!
//! A signed-in user yields exactly one scope ([`Viewer::scope`]); only a scope opens a person's record, and only
//! after the row that says who looked has been written: in a reading transaction durably, before anything is read; in
//! a writing transaction within it, so that the change and the look are kept together. If the row can't be written,
//! the record is not opened. A missing record and one that this viewer may not see give the same
//! [`StoreError::NotFound`](crate::StoreError::NotFound); the log knows the difference.
//!
//! Nothing here remembers a right: it is looked up at each opening.
//!
//! ```
//! // This is the way in; the examples below are what the compiler refuses.
//! use onward_domain::{access::Purpose, id::{PersonId, UserId}, moment::Moment};
//! use onward_store::{StoreResult, Tx, scope::Record};
//! fn through_a_scope(tx: &Tx, user: UserId, person: PersonId, now: Moment) -> StoreResult<usize> {
//!     let Some(view) = tx.viewer(user)?.and_then(|viewer| viewer.service()) else { return Ok(0) };
//!     let record: Record<'_> = view.open(tx, person, Purpose::PersonPage, now)?;
//!     Ok(record.contacts().standing()?.len())
//! }
//! ```
//! ```compile_fail
//! // A record can't be made up: only a scope opens one.
//! use onward_store::{Tx, scope::Record};
//! fn made_up(tx: &Tx, person: onward_domain::id::PersonId) -> Record<'_> {
//!     Record { tx, person }
//! }
//! ```
//! ```compile_fail
//! // Nor can a scope: only a viewer who has that role yields one.
//! use onward_store::scope::ServiceView;
//! fn made_up(user: onward_domain::id::UserId) -> ServiceView {
//!     ServiceView { user }
//! }
//! ```
//! ```compile_fail
//! // What belongs to a person hangs on an opened record, never on a transaction.
//! fn without_a_record(tx: &onward_store::Tx) {
//!     let _ = tx.contacts();
//! }
//! ```
//! ```compile_fail
//! // And it never takes a person's id.
//! fn of_somebody(record: &onward_store::scope::Record<'_>, person: onward_domain::id::PersonId) {
//!     let _ = record.contacts().standing(person);
//! }
//! ```

mod assigned;
mod break_glass;
pub(crate) use break_glass::seal as opening_seal;
mod caseload;
mod day_of;
mod directory;
mod hub;
mod listed;
mod open;
mod outside;
mod overrides;
mod own;
mod partner;
mod record;
mod review;
mod search;
mod service;
mod system;
mod viewer;

pub use assigned::Assigned;
pub use caseload::{Caseload, WithCovered};
pub use day_of::{DayOf, DraftOf, OneDay};
pub use directory::DirectoryDesk;
pub use hub::HubDesk;
pub(crate) use listed::rights_facts;
pub use listed::{Beside, Listed};
pub(crate) use open::log_at_the_hub;
pub use outside::Outside;
pub use own::OwnRecord;
pub use partner::PartnerDesk;
pub use record::Record;
pub use review::ReviewDesk;
pub use search::{Exactly, Found};
pub use service::{Cohort, Numbered, OpenedFromOutside, ServiceView, Unheld};
pub use system::{NewPerson, System, Task};
pub use viewer::{Scope, Viewer};
