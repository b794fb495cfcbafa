//! Answers a manager's requests for coverage.

use actix_web::web::Query;

use super::show_coverage::{self, Asked};
use crate::{
    usecases::manager::{
        coverage::{figures, people_behind},
        openings::see_openings,
    },
    web::{
        desk::{Desk, Manager},
        reply::PageResult,
    },
};

/// `/manager/coverage`.
///
/// # Errors
/// Any store error.
pub async fn coverage(desk: Desk<Manager>) -> PageResult {
    let app = desk.app.clone();
    let (worked, openings) = desk.read(move |ask| Ok((figures(ask, &app.kept)?, see_openings(ask)?))).await?;
    let unseen = openings.iter().filter(|one| one.opening.seen_at.is_none()).count();
    desk.show(&show_coverage::page(&worked, desk.app.law, unseen, desk.now().today))
}

/// `/manager/coverage/people`: the people behind a number.
///
/// # Errors
/// Any store error.
pub async fn coverage_people(desk: Desk<Manager>, asked: Query<Asked>) -> PageResult {
    let (app, law, asked) = (desk.app.clone(), desk.app.law, asked.into_inner());
    let page = desk
        .read(move |ask| {
            let worked = figures(ask, &app.kept)?;
            let behind = show_coverage::behind(&worked, law, &asked);
            let people = people_behind(ask, &behind.ids())?;
            Ok(show_coverage::people_page(&worked, law, &asked, &behind, &people))
        })
        .await?;
    desk.show(&page)
}
