//! Beginning and ending a session, and what one step of signing in passes to the next.

use actix_identity::Identity;
use actix_session::SessionExt as _;
use actix_web::{
    HttpMessage as _, HttpRequest, HttpResponse,
    cookie::{Cookie, SameSite, time::Duration},
    http::header,
};
use chrono::{DateTime, TimeDelta, Utc};
use onward_domain::{
    id::{SessionId, UserId},
    role::Role,
};
use serde::{Deserialize, Serialize};
use std::net::IpAddr;

use crate::{
    App,
    usecases::account::{
        secrets::{Purpose, random_token},
        watch::new_ways,
    },
    web::{
        error::Situation,
        middleware::{csrf::cookie_name, own_device::OwnDevice, state},
    },
};

/// The cookie that passes one step of signing in to the next.
const STEP: &str = "step";
/// The cookie of a device that somebody has signed in on.
const DEVICE: &str = "device";
/// How long a step may take.
const STEP_MINUTES: i64 = 10;

/// Somebody whose passphrase was correct, on the way to the second factor.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    pub user: UserId,
    /// They said that the device is their own.
    pub own_device: bool,
    /// Where they wanted to go.
    pub next: String,
    /// The secret they are setting up, and its recovery codes.
    pub setting_up: Option<(String, Vec<String>)>,
    /// No longer valid after this.
    pub until: DateTime<Utc>,
}

impl Step {
    /// A step that begins now.
    #[must_use]
    pub fn new(user: UserId, own_device: bool, next: String, now: DateTime<Utc>) -> Self {
        Self { user, own_device, next, setting_up: None, until: now + TimeDelta::minutes(STEP_MINUTES) }
    }

    /// The step this request is in, if we issued it and it has not expired.
    #[must_use]
    pub fn of(app: &App, request: &HttpRequest) -> Option<Self> {
        let sealed = request.cookie(&cookie_name(app, STEP))?;
        let step: Self = serde_json::from_str(&app.keys.unseal(Purpose::Step, sealed.value())?).ok()?;
        (app.clock.now() < step.until).then_some(step)
    }

    /// Passes the step to the next request.
    ///
    /// # Errors
    /// The cookie can't be written.
    pub fn hand_on(&self, app: &App, response: &mut HttpResponse) -> Result<(), Situation> {
        let text = serde_json::to_string(self).map_err(Situation::unexpected)?;
        // Ends with the browser window: there is no expiry, so that no browser writes it to disk.
        let cookie = cookie(app, STEP, app.keys.seal(Purpose::Step, &text), None);
        response.add_cookie(&cookie).map_err(Situation::unexpected)
    }
}

fn cookie(app: &App, name: &'static str, value: String, age: Option<Duration>) -> Cookie<'static> {
    let mut cookie = Cookie::build(cookie_name(app, name), value)
        .path("/")
        .http_only(true)
        .secure(app.settings.is_https())
        .same_site(SameSite::Strict)
        .finish();
    cookie.set_max_age(age);
    cookie
}

/// Lets somebody in: a new session with a new key and a new token for its forms. The device is remembered if it is
/// theirs.
///
/// # Errors
/// Any store error.
pub async fn begin(
    app: &App,
    request: &HttpRequest,
    step: &Step,
    response: &mut HttpResponse,
) -> Result<(), Situation> {
    let session = request.get_session();
    session.clear();
    Identity::login(&request.extensions(), step.user.to_string()).map_err(Situation::unexpected)?;
    let device = device_words(request);
    session.insert(state::NUMBER, SessionId::new()).map_err(Situation::unexpected)?;
    session.insert(state::OWN_DEVICE, step.own_device).map_err(Situation::unexpected)?;
    session.insert(state::DEVICE, device).map_err(Situation::unexpected)?;
    session.insert(state::FORM, random_token()).map_err(Situation::unexpected)?;
    let (user, now) = (step.user, app.clock.now());
    let ways = app.read(move |tx| new_ways(tx, user, now)).await?;
    if !ways.is_empty() {
        session.insert(state::NEW_WAYS, ways).map_err(Situation::unexpected)?;
    }
    let mut over = cookie(app, STEP, String::new(), Some(Duration::ZERO));
    over.make_removal();
    response.add_cookie(&over).map_err(Situation::unexpected)?;
    if step.own_device {
        request.extensions_mut().insert(OwnDevice);
        let token = device_of(app, request).unwrap_or_else(random_token);
        let (keys, user, now, kept) = (app.keys.clone(), step.user, app.clock.now(), token.clone());
        app.write(move |tx| crate::usecases::account::sign_in::remember_device(tx, &keys, user, &kept, now))
            .await?;
        response
            .add_cookie(&cookie(app, DEVICE, token, Some(Duration::days(180))))
            .map_err(Situation::unexpected)?;
    }
    Ok(())
}

/// Ends this request's session and tells the browser to forget everything about us.
pub fn end(request: &HttpRequest, response: &mut HttpResponse, everything: bool) {
    request.get_session().purge();
    let what = if everything { "\"cache\", \"cookies\", \"storage\"" } else { "\"cache\", \"storage\"" };
    response
        .headers_mut()
        .insert(header::HeaderName::from_static("clear-site-data"), header::HeaderValue::from_static(what));
}

/// The token of a device that somebody has signed in on before.
#[must_use]
pub fn device_of(app: &App, request: &HttpRequest) -> Option<String> {
    request
        .cookie(&cookie_name(app, DEVICE))
        .map(|cookie| cookie.value().to_owned())
        .filter(|token| token.len() == 43)
}

/// Where somebody with this role starts.
#[must_use]
pub const fn start_of(role: Role) -> &'static str {
    match role {
        Role::YoungPerson => "/home",
        Role::Adviser => "/adviser/today",
        Role::ReviewingOfficer => "/reviewing/people",
        Role::HubWorker => "/hub/contacts",
        Role::Partner => "/partner/contacts",
        Role::Manager => "/manager/coverage",
        Role::Administrator => "/admin/users",
    }
}

/// One of our own paths that a page may lead to after sign-in; `None` for any other address.
#[must_use]
pub fn own_path(next: &str) -> Option<&str> {
    let own = next.starts_with('/')
        && !next.starts_with("//")
        && next.len() <= 500
        && next.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'\\')
        && !["/sign-in", "/sign-out", "/leave", "/static/", "/invitation", "/colleague", "/reset"]
            .iter()
            .any(|not| next.starts_with(not));
    own.then_some(next)
}

/// A visitor's address. A proxy is only believed if it is in the settings.
#[must_use]
pub fn address_of(app: &App, request: &HttpRequest) -> IpAddr {
    let nobody = IpAddr::from([0, 0, 0, 0]);
    let peer = request.peer_addr().map_or(nobody, |peer| peer.ip().to_canonical());
    if !app.settings.trusted_proxies.contains(&peer) {
        return peer;
    }
    let said =
        request.headers().get("x-forwarded-for").and_then(|value| value.to_str().ok()).unwrap_or_default();
    let mut hops = said.rsplit(',').filter_map(|hop| hop.trim().parse::<IpAddr>().ok());
    hops.find(|hop| !app.settings.trusted_proxies.contains(hop)).unwrap_or(peer)
}

/// "Chrome on Android": what the browser says it is, in words and no more detailed.
#[must_use]
fn device_words(request: &HttpRequest) -> String {
    let said =
        request.headers().get(header::USER_AGENT).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let first = |known: &[(&str, &'static str)]| {
        known.iter().find(|(sign, _)| said.contains(sign)).map(|(_, words)| *words)
    };
    let browser = first(&[
        ("Edg", "Edge"),
        ("SamsungBrowser", "Samsung Internet"),
        ("OPR", "Opera"),
        ("Firefox", "Firefox"),
        ("FxiOS", "Firefox"),
        ("CriOS", "Chrome"),
        ("Chrome", "Chrome"),
        ("Safari", "Safari"),
    ]);
    let system = first(&[
        ("Android", "Android"),
        ("iPhone", "an iPhone"),
        ("iPad", "an iPad"),
        ("Windows", "Windows"),
        ("Macintosh", "a Mac"),
        ("CrOS", "a Chromebook"),
        ("Linux", "Linux"),
    ]);
    match (browser, system) {
        (Some(browser), Some(system)) => format!("{browser} on {system}"),
        (Some(browser), None) => browser.to_owned(),
        (None, Some(system)) => format!("A browser on {system}"),
        (None, None) => "A phone or computer".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::own_path;

    #[test]
    fn it_only_leads_to_our_own_paths() {
        for good in ["/home", "/adviser/people/1?x=1&y=%C3%A9", "/"] {
            assert_eq!(own_path(good), Some(good));
        }
        let long = "/".to_owned() + &"a".repeat(600);
        for bad in [
            "",
            "home",
            "//evil.example",
            "/\\evil.example",
            "https://evil.example",
            "/\t/evil.example",
            "/a\r\nSet-Cookie: x=1",
            "javascript:alert(1)",
            "/sign-out",
            "/leave",
            "/sign-in",
            " /home",
            "/é",
            &long,
        ] {
            assert_eq!(own_path(bad), None, "{bad:?}");
        }
    }
}
