//! Who is signed in, and in what role.

use actix_identity::IdentityExt as _;
use actix_session::SessionExt as _;
use actix_web::{FromRequest, HttpMessage as _, HttpRequest, dev::Payload, http::Method};
use onward_domain::{
    id::{SessionId, UserId},
    role::Role,
};
use onward_store::rows::users::User;
use std::{future::Future, ops::Deref, pin::Pin};

use crate::{
    App,
    web::{error::Situation, middleware::state, routes::Audience},
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
        let read_with_it = session.get::<User>(state::USER).ok().flatten().filter(|user| user.id == id);
        let user = match read_with_it {
            Some(user) => Some(user),
            None => app.glance(move |tx| tx.users().find(id)).await?,
        };
        let me = user.filter(|user| user.disabled_at.is_none()).map(|user| Self {
            user,
            session: number,
            own_device,
        });
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
            // A submitted form can't be passed on through the sign-in page.
            None if request.method() == Method::GET => {
                let place = request.uri().path_and_query().map_or("/", |place| place.as_str());
                Err(Situation::SignedOut(place.to_owned()))
            }
            None => Err(Situation::SignedOut("/".to_owned())),
        }
    }
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

macro_rules! audiences {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone)]
        pub struct $name(SignedIn);

        impl Deref for $name {
            type Target = SignedIn;
            fn deref(&self) -> &SignedIn {
                &self.0
            }
        }

        impl FromRequest for $name {
            type Error = Situation;
            type Future = Found<Self>;

            fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
                let request = request.clone();
                Box::pin(async move {
                    let me = SignedIn::require(&request).await?;
                    // Not theirs and not there give the same answer.
                    if Audience::$name.admits(me.role()) { Ok(Self(me)) } else { Err(Situation::NotFound) }
                })
            }
        }
    )+};
}

audiences! {
    /// A personal adviser.
    Adviser,
    /// A reviewing officer.
    Reviewing,
    /// Someone at the hub.
    Hub,
    Manager,
    Administrator,
    /// Staff who may open a record from outside, with a reason.
    Practitioner,
}
