//! `/adviser/people/{person}/receipts`: what one of the adviser's people bought for their first home.

use actix_web::web::Path;
use onward_domain::id::{PersonId, ReceiptId};
use serde::Serialize;

use super::who::Who;
use crate::{
    usecases::adviser::receipts::{SeenReceipts, see_photo, see_receipts},
    web::{
        desk::{Adviser, Desk},
        reply::PageResult,
        routes::{Audience, Route, get},
        view::Page,
        young_person::receipts::{Spent, shown},
    },
};

/// The addresses of this room.
pub fn routes() -> Vec<Route> {
    let me = Audience::Adviser;
    vec![
        get("/adviser/people/{person}/receipts", me, list),
        get("/adviser/people/{person}/receipts/{receipt}/photo", me, photo),
    ]
}

/// What they wrote down, newest first.
#[derive(Debug, Clone, Serialize)]
pub struct ReceiptsPage {
    who: Who,
    spent: Spent,
}

impl Page for ReceiptsPage {
    const TEMPLATE: &'static str = "adviser/receipts.html";
}

impl ReceiptsPage {
    fn of(seen: &SeenReceipts) -> Self {
        Self { who: Who::of(&seen.answered), spent: Spent::of(&seen.receipts) }
    }
}

async fn list(desk: Desk<Adviser>, at: Path<PersonId>) -> PageResult {
    let person = *at;
    let seen = desk.read(move |ask| see_receipts(ask, person)).await?;
    desk.show(&ReceiptsPage::of(&seen))
}

async fn photo(desk: Desk<Adviser>, at: Path<(PersonId, ReceiptId)>) -> PageResult {
    let ((person, receipt), keys) = (*at, desk.app.keys.clone());
    Ok(shown(desk.read(move |ask| see_photo(ask, &keys, person, receipt)).await?))
}
