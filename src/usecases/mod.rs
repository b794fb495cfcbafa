//! What people do with the service: one act a file, named by its verb. Knows nothing of pages and requests.

pub mod account;
pub mod adviser;
pub mod hands;
pub mod manager;
pub mod young_person;
