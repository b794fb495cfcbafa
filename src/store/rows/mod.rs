//! What a row of each table holds, one file a table group.

pub mod accounts;
pub mod users;
