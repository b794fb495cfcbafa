//! What the manager's pages say: every value a template shows.

mod coverage;

pub use coverage::*;
