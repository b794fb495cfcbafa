//! The one integration binary: structure of the source, HTTP, and journeys through the three views.
#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::as_conversions,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "tests: a failure here is a failing test"
)]

mod commands;
mod http;
mod journeys;
mod structure;
mod support;
