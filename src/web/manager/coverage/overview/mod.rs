//! `/manager/coverage`: four numbers, the grid of teams, three pictures with their tables.

mod page;
mod pictures;

pub use page::Coverage;

use crate::{
    usecases::manager::{coverage::see_coverage, openings::count_unseen},
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
    let (worked, unseen) =
        desk.read(move |ask| Ok((see_coverage(ask, &app.kept)?, count_unseen(ask)?))).await?;
    desk.show(&Coverage::of(&worked, desk.app.law, unseen, desk.now().today))
}
