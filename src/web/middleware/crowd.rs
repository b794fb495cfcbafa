//! How many requests are handled at once, and how long to wait for a slow visitor. Beyond the first limit the next
//! visitor is told to come back soon, so that requests in progress are answered in good time; beyond the second the
//! connection is dropped.

use actix_web::{
    dev::ServiceRequest,
    http::{Method, header},
    web,
};
use std::{sync::Arc, time::Duration};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use crate::web::{error::Situation, form};

/// What the server tolerates.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Patience {
    /// The most requests handled at once.
    pub at_once: usize,
    /// The most connections per worker, including slow visitors.
    pub connections: usize,
    /// How long the first line and the headers of a request may take.
    pub head: Duration,
    /// How long a form may take after its headers.
    pub body: Duration,
}

impl Default for Patience {
    fn default() -> Self {
        Self {
            at_once: 256,
            connections: 2_048,
            head: Duration::from_secs(10),
            body: Duration::from_secs(10),
        }
    }
}

/// The places for requests being handled.
#[derive(Debug, Clone)]
pub struct Crowd {
    places: Arc<Semaphore>,
    body: Duration,
}

impl Crowd {
    /// With all places free.
    #[must_use]
    pub fn new(patience: Patience) -> Self {
        Self { places: Arc::new(Semaphore::new(patience.at_once)), body: patience.body }
    }

    /// A place for as long as the request is being handled; none is needed for what costs next to nothing, or for what
    /// somebody in danger asks for.
    ///
    /// # Errors
    /// [`Situation::Busy`]: all are taken.
    pub fn take(&self, path: &str) -> Result<Option<OwnedSemaphorePermit>, Situation> {
        let always = matches!(path, "/health" | "/ready" | "/help-now" | "/favicon.ico");
        if always || path.starts_with("/static/") {
            return Ok(None);
        }
        Arc::clone(&self.places).try_acquire_owned().map(Some).map_err(|_| Situation::Busy)
    }

    /// The request with its form fully read. This comes before a place is taken: anyone sending a byte a second holds
    /// nobody up.
    ///
    /// # Errors
    /// [`Situation::TooLarge`], [`Situation::TooSlow`], or the body broke off.
    pub async fn whole(&self, mut request: ServiceRequest) -> Result<ServiceRequest, Situation> {
        let is_form = request.method() == Method::POST
            && request
                .headers()
                .get(header::CONTENT_TYPE)
                .and_then(|value| value.to_str().ok())
                .is_some_and(|kind| kind.to_ascii_lowercase().starts_with(form::KIND));
        if !is_form {
            return Ok(request);
        }
        let body = request.extract::<web::Payload>().await.map_err(Situation::unexpected)?;
        match tokio::time::timeout(self.body, body.to_bytes_limited(form::MOST)).await {
            Err(_) => Err(Situation::TooSlow),
            Ok(Err(_)) => Err(Situation::TooLarge),
            Ok(Ok(Err(_))) => Err(Situation::Unreadable("the body broke off")),
            Ok(Ok(Ok(body))) => {
                request.set_payload(body.into());
                Ok(request)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Crowd, Patience};
    use crate::web::error::Situation;

    #[test]
    fn when_all_places_are_taken_the_next_one_waits_outside_but_help_is_always_there() {
        let crowd = Crowd::new(Patience { at_once: 2, ..Patience::default() });
        let (first, second) = (crowd.take("/home"), crowd.take("/account"));
        assert!(matches!((&first, &second), (Ok(Some(_)), Ok(Some(_)))));
        assert_eq!(crowd.take("/home").map(|_| ()), Err(Situation::Busy));
        for always in ["/help-now", "/health", "/ready", "/static/app.css"] {
            assert!(matches!(crowd.take(always), Ok(None)), "{always}");
        }
        drop(first);
        assert!(matches!(crowd.take("/home"), Ok(Some(_))));
    }
}
