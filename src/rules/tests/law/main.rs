//! The law, tested: the worked cases, an independent naive model, and random lives.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::as_conversions,
    clippy::panic,
    reason = "tests"
)]

mod agreement;
mod answers;
mod cards;
mod cases;
mod catalogue;
mod engine;
mod explanations;
mod finding_out;
mod histories;
mod invariants;
mod leaving;
mod lines;
mod naive;
mod readers;
mod reading_age;
mod refusals;
