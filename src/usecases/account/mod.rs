//! Signing in and the account.

pub mod hashing;
pub mod limits;
pub mod secrets;
