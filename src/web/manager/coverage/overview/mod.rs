//! `/manager/coverage`: four numbers, the grid of teams, three pictures with their tables.

mod page;
mod pictures;

pub use page::Coverage;

use crate::{
    usecases::manager::{coverage::figures, openings::see_openings},
    web::{
        desk::{Desk, Manager},
        reply::PageResult,
    },
};

/// The page.
///
/// # Errors
/// The store's.
pub async fn coverage(desk: Desk<Manager>) -> PageResult {
    let app = desk.app.clone();
    let (worked, openings) = desk.read(move |ask| Ok((figures(ask, &app.kept)?, see_openings(ask)?))).await?;
    let unseen = openings.iter().filter(|one| one.opening.seen_at.is_none()).count();
    desk.show(&Coverage::of(&worked, desk.app.law, unseen, desk.now().today))
}
