//! The directory of teams and services: what everybody reads and says, and what staff do about it.

pub mod feeds;
pub mod look_after;
pub mod old_law;
pub mod read;
pub mod tell;
