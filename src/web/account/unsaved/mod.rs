//! `/unsaved`: what somebody sent after they had been signed out for being idle. It waits for them for an hour, and nobody else who
//! signs in on the same phone sees it.

#[cfg(test)]
mod tests;

use actix_web::{
    HttpRequest,
    cookie::{CookieJar, Key},
};
use chrono::TimeDelta;
use serde::Serialize;

use super::session::start_of;
use crate::{
    App,
    usecases::account::{
        kept_form::{self, KeptForm, MINUTES, OPEN_HOURS},
        secrets::Purpose,
    },
    web::{
        desk::{Desk, SignedIn},
        error::Situation,
        form::{self, Form, Nothing, TOKEN},
        middleware::{csrf, state},
        public::problems::UnsavedForm,
        reply::{PageResult, see_other},
        routes::{Audience, Route, get, post},
        view::Page,
    },
};

/// The address of the page.
pub const AT: &str = "/unsaved";

/// The addresses of this room.
pub fn routes() -> Vec<Route> {
    let signed_in = Audience::SignedIn;
    vec![get(AT, signed_in, see), post(AT, signed_in, throw_away)]
}

/// What was not saved, and a button that sends it.
#[derive(Debug, Clone, Serialize)]
struct UnsavedPage {
    unsaved: UnsavedForm,
    /// How long it is kept.
    minutes: i64,
}

impl Page for UnsavedPage {
    const TEMPLATE: &'static str = "account/unsaved.html";
}

/// Keeps the form of this request for the user whose session ran out. False where there is nothing to keep: a file, a passphrase or
/// a code, a form that is not from our page, or a session that somebody ended.
///
/// # Errors
/// The store's.
pub async fn keep(app: &App, request: &HttpRequest) -> Result<bool, Situation> {
    let (Some(key), Some(fields)) = (session_key(app, request), form::sent(request)) else {
        return Ok(false);
    };
    let (token, fields): (Vec<_>, Vec<_>) = fields.into_iter().partition(|(name, _)| name == TOKEN);
    let Some((_, token)) = token.into_iter().next() else { return Ok(false) };
    let kept = KeptForm { action: request.path().to_owned(), fields };
    let (keys, now) = (app.keys.clone(), app.clock.now());
    let hash = keys.hash(Purpose::Session, &key);
    let work = move |tx: &onward_store::Tx| {
        let since = now - TimeDelta::hours(OPEN_HOURS);
        let Some((user, stored)) = tx.accounts().left_idle(&hash, since, now)? else { return Ok(false) };
        if !state::form_secret(&stored).is_some_and(|secret| csrf::is_of(&token, &secret)) {
            return Ok(false);
        }
        kept_form::keep(tx, &keys, user, &kept, now)?;
        Ok(true)
    };
    app.write(work).await
}

/// The key in the cookie of a session, running or not.
fn session_key(app: &App, request: &HttpRequest) -> Option<String> {
    let cookie = request.cookie(&csrf::cookie_name(app, "session"))?;
    let name = cookie.name().to_owned();
    let mut jar = CookieJar::new();
    jar.add_original(cookie);
    let key = jar.private(&Key::from(&app.keys.cookie_key())).get(&name)?;
    Some(key.value().to_owned())
}

async fn see(desk: Desk<SignedIn>) -> PageResult {
    let (keys, user, now) = (desk.app.keys.clone(), desk.me.user.id, desk.now().at);
    let kept = desk.app.read(move |tx| kept_form::kept(tx, &keys, user, now)).await?;
    let Some(kept) = kept else { return Ok(see_other(start_of(desk.me.role()))) };
    desk.show(&UnsavedPage { unsaved: UnsavedForm::of(&kept.action, &kept.fields), minutes: MINUTES })
}

async fn throw_away(desk: Desk<SignedIn>, _: Form<Nothing>) -> PageResult {
    let (keys, user, now) = (desk.app.keys.clone(), desk.me.user.id, desk.now().at);
    desk.app.write(move |tx| kept_form::forget(tx, &keys, user, now)).await?;
    Ok(see_other(start_of(desk.me.role())))
}
