//! What the adviser's pages say: every value a template shows, already in words.

mod care_history;
mod entitlement;
mod facts;
mod people;
mod person;
mod search;
mod spell;
mod what_if;

pub use crate::web::dates::WrittenDay;
pub use care_history::*;
pub use entitlement::*;
pub use facts::*;
pub use people::*;
pub use person::*;
pub use search::*;
pub use spell::*;
pub use what_if::*;

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod samples;

#[cfg(test)]
mod samples_facts;

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests")]
mod tests;
