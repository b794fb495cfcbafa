//! Questions to and changes of one table group each.

pub mod accounts;
pub mod installation;
pub mod returns;
pub mod users;
