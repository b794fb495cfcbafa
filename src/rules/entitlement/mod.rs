//! Entitlements: what the law gives to whom, read from the catalogue and answered from status and facts.

pub mod condition;
pub(crate) mod evaluate;
mod label;
pub mod outcome;
pub(crate) mod program;
pub mod reading;
mod status_tree;
pub mod trace;
