//! The directory of teams and services: what everybody reads and says, and what staff do about it.

pub mod look_after;
pub mod read;
pub mod tell;
