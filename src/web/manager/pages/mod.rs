//! What the manager's pages say: every value a template shows, already in words.

mod coverage;

pub use coverage::*;

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod samples;
#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests")]
mod tests;
