//! The yearly return: its files are chosen, what they would change is shown and taken in, and can be taken back whole; which
//! years are held; numbers that are one person's.

mod files;
mod joined;
mod run;
mod take_back;
mod years;

use crate::web::routes::Route;

/// The addresses of these rooms.
#[must_use]
pub fn routes() -> Vec<Route> {
    [files::routes(), years::routes(), joined::routes(), run::routes(), take_back::routes()]
        .into_iter()
        .flatten()
        .collect()
}
