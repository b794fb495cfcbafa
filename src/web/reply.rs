//! From a page struct to a response: the frame is filled from the request, the template shows both.

use actix_web::{HttpRequest, HttpResponse, http::StatusCode, http::header, web};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use onward_domain::role::Role;
use sha2::{Digest as _, Sha256};

use super::{
    error::Situation,
    extract::SignedIn,
    middleware::{csrf, language},
    view::{Frame, Page, Phone},
};
use crate::{App, clock::long_day, usecases::account::secrets::random_token};

/// What a handler returns.
pub type PageResult = Result<HttpResponse, Situation>;

/// The frame around a page for this request: token, menu, who is signed in, the demonstration's day.
#[must_use]
pub fn frame(app: &App, request: &HttpRequest, me: Option<&SignedIn>) -> Frame {
    let mut frame = Frame::public(&app.settings.service, &app.settings.council, &csrf::token(request));
    frame.once = random_token();
    frame.today = Some(app.clock.today());
    // Staff work in English.
    if !me.is_some_and(|me| me.role().is_staff()) {
        frame.language = language::chosen(app, request);
        frame.languages = language::offered(app);
    }
    frame.demo_day = app.demonstration.map(|_| long_day(app.clock.today()));
    if let Some(me) = me {
        frame = frame.signed_in(me.role(), request.path());
        frame.own_phone = me.own_device;
        frame.drafts = (me.own_device && me.role() == Role::Adviser).then(|| whose_drafts(me));
        frame.new_ways = me.new_ways.clone();
        frame.look_at(me.heads_up.clone(), app.settings.numbers_amiss(app.clock.today()));
        // Only there is it told, and only there is it worked out.
        if frame.tells_of_the_law() {
            frame.alerts.law_changed = app.law_lately.on(app.law, app.clock.today());
        }
        if !me.role().is_staff() {
            frame.team_phone = app.settings.team_phone.as_deref().map(Phone::new);
            frame.team_hours = app.settings.team_hours.clone();
        }
        frame.who = me.role().is_staff().then(|| me.user.display_name.clone());
    }
    let role = me.map(SignedIn::role);
    frame.notices = app.notices.on(request.path(), role, app.clock.moment());
    frame
}

/// One adviser, told apart from every other without naming them.
fn whose_drafts(me: &SignedIn) -> String {
    URL_SAFE_NO_PAD.encode(Sha256::digest(format!("drafts of {}", me.user.id)))
}

/// A page for whoever asks, signed in or not.
///
/// # Errors
/// The page and its template don't match.
pub fn show<P: Page>(app: &App, request: &HttpRequest, me: Option<&SignedIn>, page: &P) -> PageResult {
    show_in(app, &frame(app, request, me), StatusCode::OK, page)
}

/// A page in a frame that the handler has completed.
///
/// # Errors
/// The page and its template don't match.
pub fn show_in<P: Page>(app: &App, frame: &Frame, status: StatusCode, page: &P) -> PageResult {
    let html = app.view.render(frame, page)?;
    Ok(HttpResponse::build(status).content_type("text/html; charset=utf-8").body(html))
}

/// After a form was accepted: to the page that shows what it did.
#[must_use]
pub fn see_other(place: &str) -> HttpResponse {
    HttpResponse::SeeOther().insert_header((header::LOCATION, place)).finish()
}

/// A page for a situation; if even that fails, the status with one plain sentence.
pub(super) fn page_with<P: Page>(request: &HttpRequest, status: StatusCode, page: &P) -> HttpResponse {
    let shown = request.app_data::<web::Data<App>>().map(|app| {
        let me = SignedIn::known(request);
        show_in(app, &frame(app, request, me.as_ref()), status, page)
    });
    match shown {
        Some(Ok(response)) => response,
        _ => HttpResponse::build(status)
            .content_type("text/plain; charset=utf-8")
            .body("This page can't be shown. Go back and try again in a few minutes."),
    }
}
