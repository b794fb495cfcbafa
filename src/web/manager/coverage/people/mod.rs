//! `/manager/coverage/people`: the people behind a number.

mod csv;
mod page;

pub use page::{CoveragePeople, behind};

use actix_web::web::Query;

use super::Asked;
use crate::{
    usecases::manager::coverage::{figures, people_behind},
    web::{
        desk::{Desk, Manager},
        reply::PageResult,
    },
};

/// The list that the address asks for.
///
/// # Errors
/// The store's.
pub async fn people(desk: Desk<Manager>, asked: Query<Asked>) -> PageResult {
    let (app, law, asked) = (desk.app.clone(), desk.app.law, asked.into_inner());
    let page = desk
        .read(move |ask| {
            let worked = figures(ask, &app.kept)?;
            let behind = behind(&worked, law, &asked);
            let people = people_behind(ask, &behind.ids())?;
            Ok(CoveragePeople::of(&worked, law, &asked, &behind, &people))
        })
        .await?;
    desk.show(&page)
}

/// The same list, all of it, as a file.
///
/// # Errors
/// The store's.
pub async fn file(desk: Desk<Manager>, asked: Query<Asked>) -> PageResult {
    let (app, law, asked) = (desk.app.clone(), desk.app.law, asked.into_inner());
    let page = desk
        .read(move |ask| {
            let worked = figures(ask, &app.kept)?;
            let behind = page::all_behind(&worked, law, &asked);
            let people = people_behind(ask, &behind.ids())?;
            Ok(CoveragePeople::of(&worked, law, &asked, &behind, &people))
        })
        .await?;
    Ok(csv::csv(&page).download("coverage"))
}
