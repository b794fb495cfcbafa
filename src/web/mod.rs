//! The web: route table, handlers by audience, forms, pages.

pub mod account;
pub mod administrator;
pub mod adviser;
pub mod appointments;
pub mod challenge;
pub mod chart;
pub mod check;
pub mod clock_words;
pub mod csv;
pub mod desk;
pub mod directory;
pub mod documents;
pub mod error;
pub mod extract;
pub mod form;
pub mod happened;
pub mod hub;
mod in_life;
pub mod law_words;
pub mod manager;
pub mod matter;
pub mod middleware;
pub mod own_adviser;
#[cfg(test)]
mod page_check;
pub mod partner;
pub mod parts;
pub mod person_name;
pub mod practitioner;
pub mod public;
pub mod reply;
pub mod reviewing;
pub mod routes;
pub mod server;
mod share_ground;
pub mod talk;
#[cfg(test)]
pub mod testing;
pub mod view;
pub mod words;
pub mod young_person;
