//! What the installation does by itself while it serves, beside its pages.

pub mod alerts;
pub mod feeds;
pub mod texts;
