//! The leaving care service's own nouns: people, roles, plans, contacts, statutory returns.
//!
//! Pure: no I/O, no clock, no database. Days, ids and instants come in as arguments.

pub mod id;
pub mod money;
pub mod returns;
pub mod role;
