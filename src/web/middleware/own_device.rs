//! On somebody's own device the session cookie outlives the browser window; on any other it ends with it.

use actix_web::{
    Error, HttpMessage as _,
    body::MessageBody,
    dev::{ServiceRequest, ServiceResponse},
    http::header::{HeaderValue, SET_COOKIE},
    middleware::Next,
    web,
};

use super::csrf::cookie_name;
use crate::{App, usecases::account::session_limits::OWN_PHONE_HOURS};

/// Set on a request that signs somebody in on their own device.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OwnDevice;

/// Gives the cookie of a session that has just begun on somebody's own device an expiry. The framework's cookies have
/// none.
///
/// # Errors
/// What the rest of the chain returns.
pub async fn keep_cookie(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<impl MessageBody>, Error> {
    let name = request.app_data::<web::Data<App>>().map(|app| cookie_name(app, "session"));
    let mut response = next.call(request).await?;
    let is_own = response.request().extensions().get::<OwnDevice>().is_some();
    let Some(start) = name.filter(|_| is_own).map(|name| format!("{name}=")) else { return Ok(response) };
    let cookies: Vec<HeaderValue> = response.headers().get_all(SET_COOKIE).cloned().collect();
    response.headers_mut().remove(SET_COOKIE);
    for cookie in cookies {
        let lasting = cookie.to_str().ok().filter(|text| text.starts_with(&start)).and_then(|text| {
            HeaderValue::from_str(&format!("{text}; Max-Age={}", OWN_PHONE_HOURS * 3600)).ok()
        });
        response.headers_mut().append(SET_COOKIE, lasting.unwrap_or(cookie));
    }
    Ok(response)
}
