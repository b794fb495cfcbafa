//! What can come between a person and a page, as situations. Each has a status and a page in plain words; anything
//! unforeseen is a 500 with a reference number and a line in the log, never a silent 400.

use actix_web::{HttpRequest, HttpResponse, ResponseError, http::StatusCode, http::header};
use onward_store::StoreError;

use super::{
    extract::{Away, Unsaved},
    form,
    public::problems::{
        BadRequestPage, BrokenPage, ForbiddenOriginPage, MethodNotAllowedPage, NotFoundPage, StaleFormPage,
        TooLargePage, TooManyPage, UnavailablePage,
    },
    reply::page_with,
    view::ViewError,
};

/// Why a request does not get the page it asked for.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Situation {
    /// No such address, or not open to this viewer: the same answer, so that nothing is revealed.
    #[error("not found")]
    NotFound,
    /// The address does not accept this kind of request.
    #[error("method not allowed")]
    WrongMethod,
    /// What was sent can't be read: bad UTF-8, or an unknown field.
    #[error("bad request: {0}")]
    Unreadable(&'static str),
    /// More than the address accepts.
    #[error("too large")]
    TooLarge,
    /// The form did not arrive in time.
    #[error("too slow")]
    TooSlow,
    /// The form's token is old, missing or somebody else's.
    #[error("stale form")]
    StaleForm,
    /// Another site sent this.
    #[error("sent by another site")]
    OtherSite,
    /// Nobody is signed in, or not any more.
    #[error("not signed in")]
    SignedOut(Away),
    /// Too many attempts; seconds to wait.
    #[error("too many tries")]
    TooMany(u64),
    /// Too much at once, or something else is holding the database. Nothing was saved.
    #[error("busy")]
    Busy,
    /// The disk is full. Nothing was saved.
    #[error("no room to save")]
    Full,
    /// Somebody else saved the document first. Handlers show both versions; this is for those with none to show.
    #[error("somebody else saved this first")]
    Stale,
    /// Something unforeseen. Contains what goes into the log, without anything personal.
    #[error("unexpected: {0}")]
    Unexpected(String),
}

impl Situation {
    /// A form that no page of ours sends: a choice that is not on it, or a field that has to be there is not.
    pub const NOT_OUR_FORM: Self = Self::Unreadable("not the fields of this form");

    /// Something unforeseen.
    #[must_use]
    pub fn unexpected(why: impl std::fmt::Display) -> Self {
        Self::Unexpected(why.to_string())
    }

    /// Where to send somebody who is not signed in: to sign in, and from there to where they wanted to go.
    #[must_use]
    fn sign_in(away: &Away) -> HttpResponse {
        let said = match (away.ended, away.unsaved) {
            (_, Unsaved::Kept) => Some("kept"),
            (_, Unsaved::Lost) => Some("not_saved"),
            (true, Unsaved::Nothing) => Some("session_ended"),
            (false, Unsaved::Nothing) => None,
        };
        let next = (away.next != "/").then_some(away.next.as_str());
        let asked = [("next", next), ("said", said)];
        let asked: Vec<_> = asked.into_iter().filter_map(|(name, words)| Some((name, words?))).collect();
        let place = match serde_html_form::to_string(&asked) {
            Ok(query) if !query.is_empty() => format!("/sign-in?{query}"),
            _ => "/sign-in".to_owned(),
        };
        HttpResponse::SeeOther().insert_header((header::LOCATION, place)).finish()
    }

    /// The page for this situation, inside the usual frame.
    #[must_use]
    pub fn page(&self, request: &HttpRequest, reference: &str) -> HttpResponse {
        let status = self.status_code();
        match self {
            Self::NotFound => page_with(request, status, &NotFoundPage { written: form::written(request) }),
            Self::WrongMethod => page_with(request, status, &MethodNotAllowedPage {}),
            Self::Unreadable(_) | Self::TooSlow => page_with(request, status, &BadRequestPage {}),
            Self::TooLarge => page_with(request, status, &TooLargePage {}),
            Self::StaleForm | Self::Stale => {
                page_with(request, status, &StaleFormPage { written: form::written(request) })
            }
            Self::OtherSite => page_with(request, status, &ForbiddenOriginPage {}),
            Self::SignedOut(away) => Self::sign_in(away),
            Self::TooMany(seconds) => {
                let wait = super::words::filters::wait(*seconds);
                retry_after(page_with(request, status, &TooManyPage { wait }), *seconds)
            }
            Self::Busy | Self::Full => {
                let page = UnavailablePage { unsaved: form::unsaved(request) };
                retry_after(page_with(request, status, &page), 5)
            }
            Self::Unexpected(_) => {
                page_with(request, status, &BrokenPage { reference: reference.to_owned() })
            }
        }
    }
}

fn retry_after(mut response: HttpResponse, seconds: u64) -> HttpResponse {
    response.headers_mut().insert(header::RETRY_AFTER, header::HeaderValue::from(seconds));
    response
}

impl ResponseError for Situation {
    fn status_code(&self) -> StatusCode {
        match self {
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::WrongMethod => StatusCode::METHOD_NOT_ALLOWED,
            Self::Unreadable(_) => StatusCode::BAD_REQUEST,
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::TooSlow => StatusCode::REQUEST_TIMEOUT,
            Self::StaleForm | Self::OtherSite => StatusCode::FORBIDDEN,
            Self::Stale => StatusCode::CONFLICT,
            Self::SignedOut(_) => StatusCode::SEE_OTHER,
            Self::TooMany(_) => StatusCode::TOO_MANY_REQUESTS,
            Self::Busy | Self::Full => StatusCode::SERVICE_UNAVAILABLE,
            Self::Unexpected(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// Empty: the middleware `pages_for_errors`, which knows the request, puts in the page.
    fn error_response(&self) -> HttpResponse {
        let mut response = HttpResponse::new(self.status_code());
        response.extensions_mut().insert(self.clone());
        response
    }
}

impl From<StoreError> for Situation {
    fn from(error: StoreError) -> Self {
        match error {
            // What this viewer may not do does not exist for them; pages only offer what they may do.
            StoreError::NotFound | StoreError::NotAllowed(_) => Self::NotFound,
            StoreError::Stale => Self::Stale,
            StoreError::Busy | StoreError::UnderWay | StoreError::Retry | StoreError::Closed => Self::Busy,
            StoreError::Full => Self::Full,
            other => Self::Unexpected(other.to_string()),
        }
    }
}

impl From<ViewError> for Situation {
    fn from(error: ViewError) -> Self {
        Self::Unexpected(error.to_string())
    }
}

impl From<crate::usecases::account::hashing::TooBusy> for Situation {
    fn from(_: crate::usecases::account::hashing::TooBusy) -> Self {
        Self::Busy
    }
}

impl From<crate::usecases::account::limits::Wait> for Situation {
    fn from(wait: crate::usecases::account::limits::Wait) -> Self {
        Self::TooMany(wait.0.as_secs().saturating_add(1))
    }
}
