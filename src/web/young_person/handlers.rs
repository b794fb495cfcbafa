//! Each page: open one's own record, work it out, show it.

use super::{entitlement, get as list, home, looked, why};
use crate::{
    App,
    usecases::young_person::{
        see_own_pages::{Own, see_own_pages},
        see_who_looked::see_who_looked,
    },
    web::{
        error::Situation,
        extract::YoungPerson,
        own_adviser,
        reply::{PageResult, frame, show_in},
        routes::{Audience, Route, get},
        view::{Frame, Page},
    },
};
use actix_web::{HttpRequest, http::StatusCode, web::Path};
use leaving_care_rules::Law;
use onward_domain::allocation::Worker;
use onward_store::{StoreError, StoreResult, Tx, scope::OwnRecord};

/// The addresses of this audience.
#[must_use]
pub fn routes() -> Vec<Route> {
    let own = Audience::YoungPerson;
    vec![
        get("/home", own, home_page),
        get("/what-you-can-get", own, list_page),
        get("/what-you-can-get/{number}", own, entitlement_page),
        get("/what-you-can-get/{number}/why", own, entitlement_why_page),
        get("/why", own, why_page),
        get("/who-has-looked", own, looked_page),
    ]
}

async fn home_page(app: App, me: YoungPerson, request: HttpRequest) -> PageResult {
    let (law, own) = opened(&app, &me).await?;
    show(&app, &me, &request, own.adviser.as_ref(), &home::page(law, &own))
}

async fn list_page(app: App, me: YoungPerson, request: HttpRequest) -> PageResult {
    let (law, own) = opened(&app, &me).await?;
    show(&app, &me, &request, own.adviser.as_ref(), &list::page(law, &own))
}

async fn entitlement_page(
    app: App,
    me: YoungPerson,
    request: HttpRequest,
    number: Path<String>,
) -> PageResult {
    let (law, own) = opened(&app, &me).await?;
    let page = entitlement::page(law, &own, &number).ok_or(Situation::NotFound)?;
    show(&app, &me, &request, own.adviser.as_ref(), &page)
}

async fn entitlement_why_page(
    app: App,
    me: YoungPerson,
    request: HttpRequest,
    number: Path<String>,
) -> PageResult {
    let (law, own) = opened(&app, &me).await?;
    let page = why::of_entitlement(law, &own, &number).ok_or(Situation::NotFound)?;
    show(&app, &me, &request, own.adviser.as_ref(), &page)
}

async fn why_page(app: App, me: YoungPerson, request: HttpRequest) -> PageResult {
    let (law, own) = opened(&app, &me).await?;
    show(&app, &me, &request, own.adviser.as_ref(), &why::of_status(law, &own))
}

async fn looked_page(app: App, me: YoungPerson, request: HttpRequest) -> PageResult {
    let (now, user) = (app.clock.moment(), me.user.id);
    let seen = app.read(move |tx| see_who_looked(tx, &own_record(tx, user)?, looked::MOST, now)).await?;
    let page = looked::page(&seen.looks, &seen.deeds, &seen.openings, now.at, now.today, |user| {
        seen.names.get(&user).cloned()
    });
    show(&app, &me, &request, seen.adviser.as_ref(), &page)
}

/// One's own record, opened and worked out for today.
async fn opened(app: &App, me: &YoungPerson) -> Result<(&'static Law, Own), Situation> {
    let law = app.law;
    let (now, user) = (app.clock.moment(), me.user.id);
    let own = app.read(move |tx| see_own_pages(tx, &own_record(tx, user)?, law, now)).await?;
    Ok((law, own))
}

fn own_record(tx: &Tx, user: onward_domain::id::UserId) -> StoreResult<OwnRecord> {
    tx.viewer(user)?.and_then(|viewer| viewer.own()).ok_or(StoreError::NotFound)
}

fn show<P: Page>(
    app: &App,
    me: &YoungPerson,
    request: &HttpRequest,
    adviser: Option<&Worker>,
    page: &P,
) -> PageResult {
    let mut frame: Frame = frame(app, request, Some(me));
    frame.adviser = adviser.map(|worker| own_adviser::card(app, worker));
    show_in(app, &frame, StatusCode::OK, page)
}
