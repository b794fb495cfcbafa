//! `/manager/coverage`: four numbers, the grid of teams, three pictures with their tables.

mod page;
mod pictures;

pub use page::{Coverage, Waiting};

use crate::{
    usecases::manager::{
        coverage::see_coverage, import_903::count_joins_to_settle, nights::count_unread_nights,
        openings::count_unseen, waiting::count_waiting,
    },
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
    let (worked, waiting) = desk
        .read(move |ask| {
            let worked = see_coverage(ask, &app.kept)?;
            let waiting = Waiting {
                openings: count_unseen(ask)?,
                nights: count_unread_nights(ask)?,
                nobody: count_waiting(ask)?,
                joins: count_joins_to_settle(ask)?,
            };
            Ok((worked, waiting))
        })
        .await?;
    desk.show(&Coverage::of(&worked, desk.app.law, waiting, desk.now().today))
}
