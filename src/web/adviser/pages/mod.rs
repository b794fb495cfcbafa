//! What the adviser's pages say: every value a template shows, already in words.

mod care_history;
mod people;
mod person;
mod spell;
mod trace;
mod what_if;

pub use crate::web::form::WrittenDay;
pub use care_history::*;
pub use people::*;
pub use person::*;
pub use spell::*;
pub use trace::*;
pub use what_if::*;

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod samples;

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests")]
mod tests;
