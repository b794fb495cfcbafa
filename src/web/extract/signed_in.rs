//! Who is signed in, and in what role.

use actix_identity::IdentityExt as _;
use actix_session::SessionExt as _;
use actix_web::{
    FromRequest, HttpMessage as _, HttpRequest,
    dev::{Payload, ResourceDef},
    http::Method,
};
use onward_domain::{
    id::{SessionId, UserId},
    role::Role,
};
use onward_store::rows::users::User;
use std::{future::Future, pin::Pin, sync::LazyLock};

use crate::{
    App,
    usecases::account::{
        second_person::needs_two,
        watch::{HeadsUp, NewWay, asking, heads_up, in_the_directory},
    },
    web::{
        account::{session::start_of, unsaved},
        error::Situation,
        middleware::{csrf::cookie_name, state},
    },
};

/// Someone who is signed in, with their user's row as of this request.
#[derive(Debug, Clone)]
pub struct SignedIn {
    /// Their row.
    pub user: User,
    /// This device.
    pub session: SessionId,
    /// They said that it is their own.
    pub own_device: bool,
    /// The device was left for a while, and the passphrase was not given since.
    pub left: bool,
    /// The new ways into their account that they are told of on every page.
    pub new_ways: Vec<NewWay>,
    /// What waits for a manager or an administrator to look at.
    pub heads_up: HeadsUp,
}

impl SignedIn {
    #[must_use]
    pub const fn role(&self) -> Role {
        self.user.role
    }

    /// Whoever an extractor has already found for this request; for error pages.
    #[must_use]
    pub fn known(request: &HttpRequest) -> Option<Self> {
        request.extensions().get::<Self>().cloned()
    }

    /// Whoever is signed in, if anybody is: for public pages that then look different.
    ///
    /// # Errors
    /// Any store error.
    pub async fn find(app: &App, request: &HttpRequest) -> Result<Option<Self>, Situation> {
        if let Some(me) = Self::known(request) {
            return Ok(Some(me));
        }
        let Some(user) = request.get_identity().ok().and_then(|identity| identity.id().ok()) else {
            return Ok(None);
        };
        let Ok(id) = user.parse::<UserId>() else { return Ok(None) };
        let session = request.get_session();
        let Some(number) = session.get::<SessionId>(state::NUMBER).ok().flatten() else { return Ok(None) };
        let own_device = session.get::<bool>(state::OWN_DEVICE).ok().flatten().unwrap_or(false);
        let left = session.get::<bool>(state::LEFT).ok().flatten().unwrap_or(false);
        let read_with_it = session.get::<User>(state::USER).ok().flatten().filter(|user| user.id == id);
        let user = match read_with_it {
            Some(user) => Some(user),
            None => app.glance(move |tx| tx.users().who_may_come_in(id)).await?,
        };
        let Some(user) = user.filter(|user| user.disabled_at.is_none()) else { return Ok(None) };
        let new_ways = session.get::<Vec<NewWay>>(state::NEW_WAYS).ok().flatten().unwrap_or_default();
        let role = user.role;
        let mut heads_up = if needs_two(role) {
            app.glance(move |tx| heads_up(tx, id, role)).await?
        } else {
            HeadsUp::default()
        };
        // Who lost their way in is told where whoever can help begins, and looked up nowhere else.
        if role.is_staff() && request.path() == start_of(role) {
            let now = app.clock.moment();
            let before = heads_up.clone();
            heads_up = app
                .read(move |tx| {
                    let asking = asking(tx, id, role, now)?;
                    in_the_directory(tx, id, now, HeadsUp { asking, ..before.clone() })
                })
                .await?;
        }
        let me = Some(Self { user, session: number, own_device, left, new_ways, heads_up });
        if let Some(me) = &me {
            request.extensions_mut().insert(me.clone());
        }
        Ok(me)
    }

    /// Whoever is signed in.
    ///
    /// # Errors
    /// Nobody is; any store error.
    pub async fn require(request: &HttpRequest) -> Result<Self, Situation> {
        let app = App::extract(request).await?;
        match Self::find(&app, request).await? {
            Some(me) => Ok(me),
            None => Err(Situation::SignedOut(Away::of(&app, request))),
        }
    }
}

/// Somebody who is sent to sign in: where they go from there, and why they were asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Away {
    /// One of our own paths.
    pub next: String,
    /// They were signed in on this device; what they were doing ended because nothing was done for a while.
    pub ended: bool,
    /// What happened to the form that they had sent.
    pub unsaved: Unsaved,
}

/// What becomes of a form that was sent after its session had run out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unsaved {
    /// There was none.
    Nothing,
    /// It waits for whoever wrote it, and for nobody else who signs in here.
    Kept,
    /// It was a file, or held a passphrase or a code.
    Lost,
}

impl Away {
    fn of(app: &App, request: &HttpRequest) -> Self {
        let ended = request.cookie(&cookie_name(app, "session")).is_some();
        if request.method() == Method::GET {
            let next = request.uri().path_and_query().map_or("/", |place| place.as_str());
            return Self { next: next.to_owned(), ended, unsaved: Unsaved::Nothing };
        }
        if !ended {
            return Self { next: "/".to_owned(), ended, unsaved: Unsaved::Nothing };
        }
        let next = page_above(request.path()).unwrap_or("/").to_owned();
        Self { next, ended, unsaved: Unsaved::Lost }
    }

    /// Keeps the form that they had sent, if it can be kept: it waits for whoever wrote it.
    pub async fn keeping(self, app: &App, request: &HttpRequest) -> Self {
        let kept = self.unsaved == Unsaved::Lost && unsaved::keep(app, request).await.unwrap_or_default();
        if !kept {
            return self;
        }
        Self { next: unsaved::AT.to_owned(), ended: true, unsaved: Unsaved::Kept }
    }
}

/// The page that a form was on: at the same address, or above it.
fn page_above(path: &str) -> Option<&str> {
    static PAGES: LazyLock<Vec<ResourceDef>> = LazyLock::new(|| {
        let pages = crate::web::routes::all().into_iter().filter(|route| route.method == Method::GET);
        pages.map(|route| ResourceDef::new(route.path)).collect()
    });
    std::iter::successors(Some(path), |path| path.rsplit_once('/').map(|(above, _)| above))
        .take_while(|path| path.len() > 1)
        .find(|path| PAGES.iter().any(|page| page.is_match(path)))
}

/// What an extractor returns.
type Found<T> = Pin<Box<dyn Future<Output = Result<T, Situation>>>>;

impl FromRequest for SignedIn {
    type Error = Situation;
    type Future = Found<Self>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let request = request.clone();
        Box::pin(async move { Self::require(&request).await })
    }
}
