//! The web: route table, handlers by audience, forms, pages.

pub mod account;
pub mod adviser;
pub mod chart;
pub mod law_words;
pub mod manager;
#[cfg(test)]
mod page_check;
pub mod parts;
pub mod public;
#[cfg(test)]
pub mod testing;
pub mod view;
pub mod words;
pub mod young_person;
