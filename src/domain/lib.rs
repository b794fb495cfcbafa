//! The leaving care service's own nouns: people, roles, plans, contacts, statutory returns.
//!
//! Pure: no I/O, no clock, no database. Days, ids and instants come in as arguments.

pub mod access;
pub mod account;
pub mod allocation;
pub mod appointment;
pub mod basis;
pub mod budget;
pub mod care;
pub mod contact;
pub mod counted;
pub mod coverage;
pub mod desk;
pub mod directory;
pub mod due;
pub mod duty;
pub mod entitlement;
pub mod feed;
pub mod hub;
pub mod id;
pub mod living;
pub mod looking_back;
pub mod mine;
pub mod moment;
pub mod money;
pub mod night;
pub mod note;
pub mod notice;
pub mod office;
<<<<<<< HEAD
pub mod open_steps;
=======
pub mod old_law;
>>>>>>> door
pub mod overrides;
pub mod own_answer;
pub mod pathway;
pub mod person;
pub mod place;
pub mod plan;
pub mod position;
pub mod proof;
pub mod receipt;
pub mod recorded;
pub mod rectification;
pub mod request;
pub mod returns;
pub mod reviewing;
pub mod role;
pub mod second_look;
pub mod shown;
pub mod standing;
pub mod support;
pub mod talk;
pub mod whose;
pub mod wish;
pub mod withheld;
pub mod words;
