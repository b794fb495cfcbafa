//! What people do with the service: one act per file, named by its verb. Knows nothing about pages and requests.

pub mod account;
pub mod adviser;
pub mod ask;
pub mod bank_holidays;
#[cfg(test)]
mod both_sides;
pub mod directory;
pub mod documents;
pub mod hands;
pub mod hub;
pub mod in_a_row;
pub mod in_life;
pub mod law_changes;
pub mod manager;
pub mod messages;
pub mod notices;
pub mod open_referral;
pub mod partner;
pub mod photo;
pub mod reviewed;
pub mod reviewing;
pub mod stop;
#[cfg(test)]
pub mod testing;
pub mod worked;
pub mod write_name;
pub mod young_person;
