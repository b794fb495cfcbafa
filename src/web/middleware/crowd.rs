//! How many requests are handled at once, and how long to wait for a slow visitor. Beyond the first limit the next
//! visitor is told to come back soon, so that requests in progress are answered in good time; beyond the second the
//! connection is dropped.

use actix_web::{
    HttpMessage as _,
    dev::ServiceRequest,
    http::{Method, header},
    web,
};
use onward_domain::id::UserId;
use std::{
    collections::BTreeSet,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};
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
    /// How many uploads may be under way at once, one of each person.
    pub uploads: usize,
    /// How long the files of one may take.
    pub upload: Duration,
}

impl Default for Patience {
    fn default() -> Self {
        Self {
            at_once: 256,
            connections: 2_048,
            head: Duration::from_secs(10),
            body: Duration::from_secs(10),
            uploads: 3,
            upload: Duration::from_secs(180),
        }
    }
}

/// The places for requests being handled.
#[derive(Debug, Clone)]
pub struct Crowd {
    places: Arc<Semaphore>,
    body: Duration,
    uploads: Arc<Semaphore>,
    upload: Duration,
    uploading: Arc<Mutex<BTreeSet<UserId>>>,
}

/// The right to send files: one at a time for each person, few at a time for all. Files are held in memory for as long.
#[derive(Debug)]
pub struct Uploading {
    who: UserId,
    uploading: Arc<Mutex<BTreeSet<UserId>>>,
    /// How long they may take.
    pub within: Duration,
    _place: OwnedSemaphorePermit,
}

impl Drop for Uploading {
    fn drop(&mut self) {
        self.uploading.lock().unwrap_or_else(PoisonError::into_inner).remove(&self.who);
    }
}

impl Crowd {
    /// With all places free.
    #[must_use]
    pub fn new(patience: Patience) -> Self {
        Self {
            places: Arc::new(Semaphore::new(patience.at_once)),
            body: patience.body,
            uploads: Arc::new(Semaphore::new(patience.uploads)),
            upload: patience.upload,
            uploading: Arc::default(),
        }
    }

    /// Lets somebody send files. It takes none of the places of those who are being answered: whoever sends slowly holds nobody
    /// up but others who send files.
    ///
    /// # Errors
    /// [`Situation::Busy`]: they are sending some already, or too many others are.
    pub fn upload(&self, who: UserId) -> Result<Uploading, Situation> {
        let place = Arc::clone(&self.uploads).try_acquire_owned().map_err(|_| Situation::Busy)?;
        if !self.uploading.lock().unwrap_or_else(PoisonError::into_inner).insert(who) {
            return Err(Situation::Busy);
        }
        Ok(Uploading { who, uploading: Arc::clone(&self.uploading), within: self.upload, _place: place })
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
                request.extensions_mut().insert(form::Body(body.clone()));
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
    use onward_domain::id::UserId;

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

    #[test]
    fn each_person_sends_one_upload_at_a_time_and_all_together_few() {
        let crowd = Crowd::new(Patience { uploads: 2, ..Patience::default() });
        let (dawn, other) = (UserId::new(), UserId::new());
        let first = crowd.upload(dawn);
        assert!(first.is_ok() && crowd.upload(dawn).is_err());
        let second = crowd.upload(other);
        assert!(second.is_ok() && crowd.upload(UserId::new()).is_err());
        drop(first);
        assert!(crowd.upload(dawn).is_ok());
    }
}
