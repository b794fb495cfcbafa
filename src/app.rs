//! What a request finds when it arrives: the store, the pages, the settings, the clock. Built once; there are no globals.

use actix_web::{FromRequest, HttpRequest, dev::Payload, web};
use leaving_care_rules::Law;
use onward_store::{Store, StoreResult, Tx};
use std::{
    future::{Ready, ready},
    ops::Deref,
    sync::Arc,
};

use crate::{
    clock::Clock,
    settings::Settings,
    usecases::{
        account::{hashing::Hashing, limits::Limits, secrets::Keys},
        documents::Papers,
        law_changes::Lately,
        manager::coverage::Kept,
        notices::Notices,
        open_referral::index::Index,
        stop::Stop,
    },
    web::{error::Situation, view::View},
};

/// The secret of the demonstration, whose data `serve` refuses.
pub(crate) const DEMONSTRATION_SECRET: &str = "a secret that everybody knows, for the demonstration only";

/// What only the demonstration does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Demonstration {
    /// Raises the limits on signing in, so that load and security tests can run.
    pub relaxed_limits: bool,
    /// Staff are asked for a second factor, as in a real service.
    pub second_factor: bool,
}

/// Everything that requests share.
#[derive(Debug)]
pub struct Inner {
    /// People and their records.
    pub store: Store,
    /// Pages.
    pub view: View,
    /// How this installation is set up.
    pub settings: Settings,
    /// The law in force here, with the council's local offer: the one that every page and figure uses.
    pub law: &'static Law,
    /// What time it is.
    pub clock: Clock,
    /// Keys made from the installation's secret.
    pub keys: Keys,
    /// How papers are kept.
    pub papers: Papers,
    /// Passphrases are hashed here, a few at a time.
    pub hashing: Hashing,
    /// How often something may be attempted.
    pub limits: Limits,
    /// Set in the demonstration.
    pub demonstration: Option<Demonstration>,
    /// The last basis for managers' figures, kept until the data or the day changes.
    pub kept: Kept,
    /// When the law changed lately, for first pages.
    pub law_lately: Lately,
    /// What is announced for some days.
    pub notices: Notices,
    /// What other directories filter ours by.
    pub open_referral: Index,
    /// The service stops, and with it whatever takes long.
    pub stopping: Stop,
}

/// The application. Cheap to clone; a handler takes it as an argument.
#[derive(Debug, Clone)]
pub struct App {
    inner: Arc<Inner>,
}

impl Deref for App {
    type Target = Inner;
    fn deref(&self) -> &Inner {
        &self.inner
    }
}

impl App {
    /// Puts the parts together.
    #[must_use]
    pub fn new(
        store: Store,
        view: View,
        settings: Settings,
        law: &'static Law,
        clock: Clock,
        demonstration: Option<Demonstration>,
    ) -> Self {
        let secret = settings.secret.as_ref().map_or(DEMONSTRATION_SECRET, |secret| secret.reveal());
        let keys = Keys::from_secret(secret);
        let papers = Papers::of(&settings, store.url(), keys.clone());
        let limits = Limits::new(demonstration.is_some_and(|demo| demo.relaxed_limits));
        let hashing = Hashing::new();
        let kept = Kept::default();
        let notices = Notices::default();
        if let Err(why) = notices.renew(&store, clock.moment()) {
            tracing::warn!(what = "notices", why = %why, "none is shown until they can be read");
        }
        Self {
            inner: Arc::new(Inner {
                store,
                view,
                settings,
                law,
                clock,
                keys,
                papers,
                hashing,
                limits,
                demonstration,
                kept,
                law_lately: Lately::default(),
                notices,
                open_referral: Index::default(),
                stopping: Stop::default(),
            }),
        }
    }

    /// Reads, off the threads that answer requests.
    ///
    /// # Errors
    /// Any store error, as what the visitor is told.
    pub async fn read<T, F>(&self, work: F) -> Result<T, Situation>
    where
        T: Send + 'static,
        F: FnOnce(&Tx) -> StoreResult<T> + Send + 'static,
    {
        let store = self.store.clone();
        Ok(web::block(move || store.read(work)).await.map_err(|_| Situation::Busy)??)
    }

    /// Reads a row by its key. The embedded database answers that faster than the work could be handed to another
    /// thread, so it is read directly; a server is queried in the usual way.
    ///
    /// # Errors
    /// Any store error, as what the visitor is told.
    pub async fn glance<T, F>(&self, work: F) -> Result<T, Situation>
    where
        T: Send + 'static,
        F: FnOnce(&Tx) -> StoreResult<T> + Send + 'static,
    {
        if self.store.is_embedded() { Ok(self.store.read(work)?) } else { self.read(work).await }
    }

    /// Writes, all or nothing; when this returns, it is on disk.
    ///
    /// # Errors
    /// Any store error, as what the visitor is told.
    pub async fn write<T, F>(&self, work: F) -> Result<T, Situation>
    where
        T: Send + 'static,
        F: Fn(&Tx) -> StoreResult<T> + Send + 'static,
    {
        let store = self.store.clone();
        Ok(web::block(move || store.write(work)).await.map_err(|_| Situation::Busy)??)
    }
}

impl FromRequest for App {
    type Error = Situation;
    type Future = Ready<Result<Self, Situation>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let app = request.app_data::<web::Data<Self>>().map(|app| app.get_ref().clone());
        ready(app.ok_or_else(|| Situation::unexpected("the application is missing")))
    }
}
