//! What a manager does: sees who is getting what they are owed, and the people behind each number.

pub mod advisers;
pub mod correct_first_day;
pub mod cover;
pub mod coverage;
pub mod hub;
pub mod import_903;
pub mod matters;
pub mod nights;
pub mod openings;
pub mod overrides;
pub mod plans;
pub mod refusals;
pub mod reviewing;
pub mod second_look;
pub mod steps;
pub mod waiting;
pub mod watch;
