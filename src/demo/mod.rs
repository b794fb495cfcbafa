//! The demonstration: the made-up borough of Stockton Riverside, its people, and what has happened to them.
//!
//! Care histories come from the synthetic SSDA903 sample through the same import that a real service uses. Names,
//! teams, visits, plans and requests are invented here, the same ones each time.

pub mod accounts;
pub mod borough;
mod changes;
pub mod circumstances;
mod directory;
mod drafts;
pub mod fill;
pub mod hub;
mod in_life;
pub mod life;
mod matters;
mod meetings;
mod overrides;
pub mod own;
mod own_plan;
mod papers;
mod payments;
mod reviewing;
pub mod sample;
mod till;

use chrono::NaiveDate;

/// The passphrase shared by all accounts in the demonstration. `onward serve` refuses it together with the data.
pub const PASSPHRASE: &str = "stockton riverside demo";

/// The borough's name.
pub const BOROUGH: &str = "Stockton Riverside";

/// The day the demonstration uses as today unless told otherwise: Monday 23 November 2026.
pub const TODAY: NaiveDate = match NaiveDate::from_ymd_opt(2026, 11, 23) {
    Some(day) => day,
    None => NaiveDate::MIN,
};

#[cfg(test)]
mod tests;
