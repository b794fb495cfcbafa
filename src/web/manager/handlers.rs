//! Answers a manager's requests for coverage.

use actix_web::{HttpRequest, web::Query};
use onward_domain::id::UserId;
use onward_store::{StoreError, StoreResult, Tx, scope::ServiceView};
use std::sync::Arc;

use super::{
    advisers,
    show_coverage::{self, Asked},
};
use crate::{
    App,
    usecases::manager::coverage::{Worked, people_behind, work_out},
    web::{
        error::Situation,
        extract::Manager,
        reply::{PageResult, show},
    },
};

/// Newest openings looked through for those that nobody has seen.
const OPENINGS: i64 = 200;

/// The view of whoever asks, read anew in this transaction.
pub(super) fn service(tx: &Tx, me: UserId) -> StoreResult<ServiceView> {
    tx.viewer(me)?.and_then(|viewer| viewer.service()).ok_or(StoreError::NotFound)
}

/// The figures of this version of the data and this day: kept, or worked out anew.
pub(super) async fn worked(app: &App, me: UserId) -> Result<Arc<Worked>, Situation> {
    let (law, now) = (app.law, app.clock.moment());
    let version = |data: i64| format!("{data} {}", now.today);
    let current = app.read(|tx| tx.data_version()).await?;
    if let Some(kept) = app.kept.get(&version(current)) {
        return Ok(kept);
    }
    let worked = Arc::new(app.read(move |tx| work_out(tx, &service(tx, me)?, law, now)).await?);
    app.kept.put(version(worked.version), Arc::clone(&worked));
    Ok(worked)
}

/// `/manager/coverage`.
///
/// # Errors
/// The store's.
pub async fn coverage(app: App, request: HttpRequest, me: Manager) -> PageResult {
    let (law, user, today) = (app.law, me.user.id, app.clock.today());
    let worked = worked(&app, user).await?;
    let openings = app.read(move |tx| service(tx, user)?.openings(tx, OPENINGS)).await?;
    let unseen = openings.iter().filter(|one| one.opening.seen_at.is_none()).count();
    let mut page = show_coverage::page(&worked, law, unseen, today);
    // First of what waits: without an adviser nobody asks for the rest.
    page.side.splice(0..0, advisers::without(&worked.coverage));
    show(&app, &request, Some(&me), &page)
}

/// `/manager/coverage/people`: the people behind a number.
///
/// # Errors
/// The store's.
pub async fn coverage_people(app: App, request: HttpRequest, me: Manager, asked: Query<Asked>) -> PageResult {
    let (law, user, now) = (app.law, me.user.id, app.clock.moment());
    let worked = worked(&app, user).await?;
    let behind = show_coverage::behind(&worked, law, &asked);
    let ids = behind.ids();
    let people = app.read(move |tx| people_behind(tx, &service(tx, user)?, &ids, now)).await?;
    show(&app, &request, Some(&me), &show_coverage::people_page(&worked, law, &asked, &behind, &people))
}
