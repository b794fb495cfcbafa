//! Queries and changes, one file per table group.

pub(crate) mod access_log;
pub mod accounts;
pub mod allocations;
pub mod appointments;
pub mod audit;
pub mod care;
mod challenge_holders;
mod confirmations;
pub(crate) mod data_version;
pub(crate) mod deaths;
pub mod desk;
pub mod directory;
mod directory_checks;
mod directory_feeds;
pub mod documents;
pub mod drafts;
pub mod entitlements;
pub mod feeds;
pub mod hub;
pub mod hub_alerts;
pub(crate) mod hub_ledger;
mod hub_marks;
pub mod hub_partners;
pub mod hub_passes;
pub mod installation;
pub mod life;
pub mod life_people;
pub mod matters;
pub mod mine;
pub mod night;
pub mod notices;
pub mod once;
mod open_steps;
pub mod outside_copies;
pub mod overrides;
pub mod own;
pub mod own_answers;
pub mod own_steps;
pub mod plan_signing;
pub mod plans;
pub mod proofs;
pub mod receipts;
pub mod rectifications;
pub mod returns;
pub mod review_records;
pub mod reviewing;
pub mod second_looks;
pub mod since;
pub mod support;
pub mod talk;
pub mod teams;
pub mod texting;
pub mod users;
pub mod versions;

/// The result of saving an edited document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Saved<T> {
    Saved,
    /// Somebody else saved it first; this is the current version. Nothing was changed.
    Stale(T),
}
