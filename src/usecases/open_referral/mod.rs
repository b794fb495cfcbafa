//! Open Referral UK (HSDS-UK 3.0): other directories come in from a feed, ours goes out. Nothing that came is lost: what has no place
//! here is kept beside it, and goes out again as it came.

pub mod fetch;
pub mod index;
pub mod read;
pub mod take_in;
pub mod write;
