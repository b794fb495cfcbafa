//! The leaving care service's own nouns: people, roles, plans, contacts, statutory returns.
//!
//! Pure: no I/O, no clock, no database. Days, ids and instants come in as arguments.

pub mod access;
pub mod account;
pub mod allocation;
pub mod basis;
pub mod budget;
pub mod care;
pub mod contact;
pub mod counted;
pub mod coverage;
pub mod due;
pub mod entitlement;
pub mod id;
pub mod living;
pub mod moment;
pub mod money;
pub mod note;
pub mod office;
pub mod own_answer;
pub mod person;
pub mod plan;
pub mod recorded;
pub mod returns;
pub mod role;
pub mod shown;
pub mod standing;
pub mod whose;
pub mod withheld;
pub mod words;
