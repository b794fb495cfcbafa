//! Around everything: a reference number, a log line without anything personal, a page for what went wrong, limits on
//! time and number.

use actix_web::{
    Error, HttpMessage as _, HttpRequest, HttpResponse, ResponseError as _,
    body::{BoxBody, MessageBody},
    dev::{ServiceRequest, ServiceResponse},
    error::{ParseError, PathError, PayloadError},
    http::{Method, StatusCode, Uri, header},
    middleware::Next,
    test::TestRequest,
    web,
};
use futures_util::FutureExt as _;
use std::{cell::Cell, panic::AssertUnwindSafe, time::Duration};
use uuid::Uuid;

use super::crowd::Crowd;
use crate::{
    App,
    web::{error::Situation, form},
};

/// How long an answer may take.
const LONGEST: Duration = Duration::from_secs(30);

/// A request's number, in the log and on the page for anything unforeseen.
#[derive(Debug, Clone)]
pub struct Reference(pub String);

/// The outermost of all.
///
/// # Errors
/// None: every error has become a page.
pub async fn around(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    let number = Uuid::now_v7().simple().to_string();
    let reference = number.get(20..).unwrap_or(&number).to_uppercase();
    request.extensions_mut().insert(Reference(reference.clone()));
    let began = std::time::Instant::now();
    // The router needs the request to itself, so no copy of it may be held while it is being handled.
    let (method, uri, app) =
        (request.method().clone(), request.uri().clone(), request.app_data::<web::Data<App>>().cloned());
    let body = Cell::new(None);
    let broken = |situation: &Situation| {
        let request = stand_in(&method, &uri, app.clone());
        if let Some(body) = body.take() {
            request.extensions_mut().insert::<form::Body>(body);
        }
        ServiceResponse::new(request, marked(situation))
    };
    let crowd = request.app_data::<web::Data<Crowd>>().cloned();
    let limit = longest(request.path());
    let work = async {
        let Some(crowd) = crowd else { return next.call(request).await };
        let request = crowd.whole(request).await?;
        body.replace(request.extensions().get::<form::Body>().cloned());
        // Files are sent before a place is taken; whoever takes them takes one then.
        let _place = if sends_files(&request) { None } else { crowd.take(request.path())? };
        next.call(request).await
    };
    let answered = tokio::time::timeout(limit, AssertUnwindSafe(work).catch_unwind()).await;
    let response = match answered {
        Err(_) => broken(&Situation::Busy),
        Ok(Err(_)) => broken(&Situation::unexpected("a handler panicked")),
        Ok(Ok(Err(error))) => broken(&situation_of(&error)),
        Ok(Ok(Ok(response))) => response.map_into_boxed_body(),
    };
    let (response, why) = with_page(kept(response).await, &reference);
    let pattern = response.request().match_pattern().unwrap_or_else(|| "unknown".to_owned());
    let (status, milliseconds) = (response.status().as_u16(), began.elapsed().as_millis());
    match why {
        Some(Situation::Unexpected(why)) => {
            tracing::error!(reference, %method, route = pattern, status, milliseconds, why, "answered");
        }
        _ => tracing::info!(reference, %method, route = pattern, status, milliseconds, "answered"),
    }
    Ok(response)
}

/// Are files sent to an address that takes some?
fn sends_files(request: &ServiceRequest) -> bool {
    let kind = request.headers().get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
    request.method() == Method::POST
        && form::takes_files(request.path())
        && kind.is_some_and(|kind| kind.to_ascii_lowercase().starts_with("multipart/form-data"))
}

/// An import of eight years of files may take longer than a page.
fn longest(path: &str) -> Duration {
    if path.starts_with("/manager/import") { LONGEST * 10 } else { LONGEST }
}

/// Stands in for a request that is gone: the same address and application, nobody's session.
fn stand_in(method: &Method, uri: &Uri, app: Option<web::Data<App>>) -> HttpRequest {
    let request = TestRequest::default().method(method.clone()).uri(&uri.to_string());
    match app {
        Some(app) => request.app_data(app).to_http_request(),
        None => request.to_http_request(),
    }
}

fn marked(situation: &Situation) -> HttpResponse {
    situation.error_response()
}

/// What a framework error means to a person.
fn situation_of(error: &Error) -> Situation {
    if let Some(situation) = error.as_error::<Situation>() {
        return situation.clone();
    }
    if error.as_error::<PathError>().is_some() {
        return Situation::NotFound;
    }
    if matches!(error.as_error::<PayloadError>(), Some(PayloadError::Overflow))
        || matches!(error.as_error::<ParseError>(), Some(ParseError::TooLarge))
    {
        return Situation::TooLarge;
    }
    of_status(error.as_response_error().status_code()).unwrap_or_else(|| Situation::unexpected(error))
}

/// The situation behind a bare status returned by the framework.
fn of_status(status: StatusCode) -> Option<Situation> {
    match status {
        StatusCode::NOT_FOUND => Some(Situation::NotFound),
        StatusCode::METHOD_NOT_ALLOWED => Some(Situation::WrongMethod),
        StatusCode::PAYLOAD_TOO_LARGE => Some(Situation::TooLarge),
        StatusCode::BAD_REQUEST => Some(Situation::Unreadable("the framework could not read it")),
        _ => None,
    }
}

/// Where somebody was signed out before they sent a form, it is kept for them before they are sent to sign in. Not by who found out:
/// the form's own check would be quicker, and its token is no session's any more.
async fn kept(mut response: ServiceResponse<BoxBody>) -> ServiceResponse<BoxBody> {
    let situation = response.response().extensions().get::<Situation>().cloned();
    let Some(Situation::SignedOut(away)) = situation else { return response };
    let request = response.request().clone();
    if let Some(app) = request.app_data::<web::Data<App>>() {
        let away = away.keeping(app, &request).await;
        response.response_mut().extensions_mut().insert(Situation::SignedOut(away));
    }
    response
}

/// Puts the page into a response that has a situation but no page yet.
fn with_page(
    response: ServiceResponse<BoxBody>,
    reference: &str,
) -> (ServiceResponse<BoxBody>, Option<Situation>) {
    let marked = response.response().extensions().get::<Situation>().cloned();
    let bare = response.status().is_client_error() || response.status().is_server_error();
    let written = response.headers().contains_key(header::CONTENT_TYPE);
    let situation = match marked {
        Some(situation) => Some(situation),
        None if bare && !written => of_status(response.status()),
        None => None,
    };
    let Some(situation) = situation else { return (response, None) };
    let request = response.request().clone();
    let cookies: Vec<_> = response.headers().get_all(header::SET_COOKIE).cloned().collect();
    let mut page = situation.page(&request, reference);
    for cookie in cookies {
        page.headers_mut().append(header::SET_COOKIE, cookie);
    }
    (ServiceResponse::new(request, page), Some(situation))
}
