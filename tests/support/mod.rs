//! The house, running in this process on a free port, and visitors with a browser.

mod house;
mod visitor;

pub use house::{House, JAY, Who};
pub use visitor::{Page, Visitor};
