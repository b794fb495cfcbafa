//! Questions to and changes of one table group each.

pub(crate) mod access_log;
pub mod accounts;
pub mod allocations;
pub mod audit;
pub mod care;
pub(crate) mod data_version;
pub mod entitlements;
pub mod installation;
pub mod life;
pub mod once;
pub mod plans;
pub mod proofs;
pub mod rectifications;
pub mod returns;
pub mod users;
pub mod versions;

/// What became of an edited document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Saved<T> {
    /// It is kept.
    Saved,
    /// Somebody else saved it first; this is how it stands now. Nothing was changed.
    Stale(T),
}
