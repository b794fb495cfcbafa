//! Entitlements: what the law gives to whom, read from the catalogue and answered from status and facts.

pub(crate) mod compile;
pub mod condition;
pub mod earlier;
pub(crate) mod evaluate;
mod label;
pub(crate) mod named;
pub mod outcome;
pub(crate) mod program;
mod read_condition;
pub mod reading;
mod status_tree;
pub mod told;
pub mod trace;
