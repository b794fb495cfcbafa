//! A form is only accepted from our own pages: the browser says where it came from, and the form carries a token
//! bound to the session, or before sign-in to a cookie for this visit.

use actix_session::SessionExt as _;
use actix_web::{
    Error, HttpMessage as _, HttpRequest, HttpResponse,
    body::MessageBody,
    cookie::{Cookie, SameSite},
    dev::{ServiceRequest, ServiceResponse},
    http::{Method, header},
    middleware::Next,
    web,
};

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};

use super::state;
use crate::{
    App,
    usecases::account::secrets::{Purpose, random_token, same},
    web::error::Situation,
};

/// The name of a cookie: with the prefix that binds it to this host and to https, if there is https.
#[must_use]
pub fn cookie_name(app: &App, name: &'static str) -> String {
    if app.settings.is_https() { format!("__Host-{name}") } else { name.to_owned() }
}

/// The visit of someone who is not signed in.
#[derive(Debug, Clone)]
struct Visit(String);

/// Refuses what another site sent, and gives every visitor a visit.
///
/// # Errors
/// What the rest of the chain returns.
pub async fn same_site(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<impl MessageBody>, Error> {
    let Some(app) = request.app_data::<web::Data<App>>().cloned() else {
        return Err(Situation::unexpected("the application is not there").into());
    };
    let safe = matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS);
    if !safe && from_elsewhere(&app, &request) {
        return Err(Situation::OtherSite.into());
    }
    let name = cookie_name(&app, "visit");
    let known =
        request.cookie(&name).map(|cookie| cookie.value().to_owned()).filter(|value| value.len() == 43);
    let (visit, fresh) = known.map_or_else(|| (random_token(), true), |visit| (visit, false));
    request.extensions_mut().insert(Visit(visit.clone()));
    let personal = !request.path().starts_with("/static/")
        && !matches!(request.path(), "/health" | "/ready" | "/favicon.ico");
    let mut response = next.call(request).await?;
    if fresh && personal {
        let cookie = Cookie::build(name, visit)
            .path("/")
            .http_only(true)
            .secure(app.settings.is_https())
            .same_site(SameSite::Strict)
            .finish();
        response.response_mut().add_cookie(&cookie)?;
    }
    Ok(response)
}

/// Ends the visit of somebody who is not signed in.
///
/// # Errors
/// The cookie can't be written.
pub fn end_visit(app: &App, response: &mut HttpResponse) -> Result<(), Situation> {
    let mut over = Cookie::build(cookie_name(app, "visit"), "")
        .path("/")
        .http_only(true)
        .secure(app.settings.is_https())
        .same_site(SameSite::Strict)
        .finish();
    over.make_removal();
    response.add_cookie(&over).map_err(Situation::unexpected)
}

/// Did another site's page send this? A browser that says nothing is judged by the token alone.
fn from_elsewhere(app: &App, request: &ServiceRequest) -> bool {
    let word = |name: header::HeaderName| request.headers().get(name).and_then(|value| value.to_str().ok());
    if let Some(site) = word(header::HeaderName::from_static("sec-fetch-site")) {
        return !matches!(site, "same-origin" | "none");
    }
    let Some(origin) = word(header::ORIGIN) else { return false };
    let own = app.settings.base_url.trim_end_matches('/');
    // Without https (only on this machine) the browser may have come by another of its names.
    let here =
        !app.settings.is_https() && word(header::HOST).is_some_and(|host| origin == format!("http://{host}"));
    origin != own && !here
}

/// The token in this request's forms: different text on each page, so that the size of the compressed page reveals
/// nothing (BREACH).
#[must_use]
pub fn token(request: &HttpRequest) -> String {
    mask(&secret(request), &random_token())
}

/// What a token must decode to: this session's secret or, before sign-in, this visit's.
fn secret(request: &HttpRequest) -> String {
    of_session(request).unwrap_or_else(|| of_visit(request))
}

fn of_session(request: &HttpRequest) -> Option<String> {
    request.get_session().get::<String>(state::FORM).ok().flatten()
}

fn of_visit(request: &HttpRequest) -> String {
    let visit = request.extensions().get::<Visit>().cloned();
    let app = request.app_data::<web::Data<App>>();
    match (visit, app) {
        (Some(Visit(visit)), Some(app)) => app.keys.hash(Purpose::Form, &visit),
        _ => random_token(),
    }
}

/// Forms shown before anybody was signed in. The first of two taps may sign in; the second comes from the same
/// page and must get the same answer.
fn is_before_sign_in(path: &str) -> bool {
    ["/sign-in", "/invitation", "/reset"]
        .iter()
        .any(|start| path.strip_prefix(start).is_some_and(|rest| rest.is_empty() || rest.starts_with('/')))
}

/// The secret under a pad of the same length, with the pad before it.
fn mask(secret: &str, pad: &str) -> String {
    let masked = secret.bytes().zip(pad.bytes()).map(|(secret, pad)| secret ^ pad);
    URL_SAFE_NO_PAD.encode(pad.bytes().take(secret.len()).chain(masked).collect::<Vec<u8>>())
}

/// Whether this is a token of the session or visit with this secret.
#[must_use]
pub fn is_of(token: &str, secret: &str) -> bool {
    unmask(token).is_some_and(|given| same(&given, secret))
}

/// The secret in a token; `None` for an invalid text.
fn unmask(token: &str) -> Option<String> {
    let bytes = URL_SAFE_NO_PAD.decode(token.get(..200).unwrap_or(token)).ok()?;
    let (pad, masked) = bytes.split_at(bytes.len() / 2);
    String::from_utf8(pad.iter().zip(masked).map(|(pad, masked)| pad ^ masked).collect()).ok()
}

/// Accepts a form's token, or refuses the form.
///
/// # Errors
/// [`Situation::StaleForm`]: none, an old one, or somebody else's.
pub fn check(request: &HttpRequest, given: Option<&str>) -> Result<(), Situation> {
    let is_ours = given.is_some_and(|token| {
        is_of(token, &secret(request))
            || (is_before_sign_in(request.path()) && is_of(token, &of_visit(request)))
    });
    if is_ours { Ok(()) } else { Err(Situation::StaleForm) }
}

#[cfg(test)]
mod tests {
    use super::{mask, unmask};
    use crate::usecases::account::secrets::random_token;

    #[test]
    fn a_token_differs_on_each_page_and_decodes_to_the_same_secret() {
        let secret = random_token();
        let (one, other) = (mask(&secret, &random_token()), mask(&secret, &random_token()));
        assert_ne!(one, other);
        assert_eq!(unmask(&one), Some(secret.clone()));
        assert_eq!(unmask(&other), Some(secret));
        for none in ["", "x", "not-the-token", "\u{1f600}", &"A".repeat(5000)] {
            assert_ne!(unmask(none), unmask(&one), "{none}");
        }
    }
}
