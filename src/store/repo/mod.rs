//! Questions to and changes of one table group each.

pub mod installation;
pub mod users;
