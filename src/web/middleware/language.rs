//! The language in which somebody reads: chosen by a link on any page, remembered until the browser's window closes, in a cookie
//! that says nothing else.

use actix_web::{
    Error, HttpRequest, HttpResponse,
    body::{EitherBody, MessageBody},
    cookie::{Cookie, SameSite},
    dev::{ServiceRequest, ServiceResponse},
    http::{Method, header},
    middleware::Next,
    web,
};

use super::csrf::cookie_name;
use crate::{
    App,
    web::{
        view::Language,
        words::tongue::{Tongue, other, others},
    },
};

/// The parameter of an address that chooses, and the cookie's name.
const NAME: &str = "language";
const ENGLISH: &str = "en";

/// What can be chosen: drafts are shown in the demonstration only.
#[must_use]
pub fn offered(app: &App) -> Vec<Language> {
    let drafts = if app.demonstration.is_some() { others().unwrap_or_default() } else { &[] };
    std::iter::once(Language::default()).chain(drafts.iter().map(Tongue::language)).collect()
}

/// What was chosen before; English unless it is offered.
#[must_use]
pub fn chosen(app: &App, request: &HttpRequest) -> Language {
    let cookie = request.cookie(&cookie_name(app, NAME));
    let code = cookie.as_ref().map_or(ENGLISH, Cookie::value);
    offered(app).into_iter().find(|language| language.code == code).unwrap_or_default()
}

/// Takes a choice out of the address and remembers it: the page comes again, in that language.
///
/// # Errors
/// What the rest of the chain returns.
pub async fn choose<B: MessageBody>(
    request: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<EitherBody<B>>, Error> {
    let app = request.app_data::<web::Data<App>>().cloned();
    let code = asked(request.query_string()).filter(|_| request.method() == Method::GET);
    let (Some(app), Some(code)) = (app, code) else {
        return Ok(next.call(request).await?.map_into_left_body());
    };
    if code != ENGLISH && other(code).is_none() {
        return Ok(next.call(request).await?.map_into_left_body());
    }
    let cookie = Cookie::build(cookie_name(&app, NAME), code.to_owned())
        .path("/")
        .same_site(SameSite::Lax)
        .http_only(true)
        .secure(app.settings.is_https())
        .finish();
    let rest: Vec<&str> = request.query_string().split('&').filter(|part| !is_choice(part)).collect();
    let query = if rest.is_empty() { String::new() } else { format!("?{}", rest.join("&")) };
    // One slash: two would be the name of another host.
    let path = request.path().trim_start_matches(['/', '\\']);
    let again = HttpResponse::SeeOther()
        .insert_header((header::LOCATION, format!("/{path}{query}")))
        .cookie(cookie)
        .finish();
    Ok(request.into_response(again).map_into_right_body())
}

fn is_choice(part: &str) -> bool {
    part.split_once('=').is_some_and(|(name, _)| name == NAME)
}

fn asked(query: &str) -> Option<&str> {
    query.split('&').find(|part| is_choice(part))?.split_once('=').map(|(_, code)| code)
}
