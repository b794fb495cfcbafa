//! Where a request is answered: who is asking, in what role, with the application, the clock and the law. A handler
//! takes one desk and nothing else of ours; its type is the permission.

use actix_web::{FromRequest, HttpRequest, dev::Payload};
use leaving_care_rules::Messages;
use onward_domain::{allocation::Worker, moment::Moment};
use onward_store::{
    StoreError, StoreResult, Tx,
    scope::{
        Caseload, DirectoryDesk, HubDesk, OwnRecord, PartnerDesk, ReviewDesk, Scope, ServiceView, Viewer,
    },
};
use std::{future::Future, marker::PhantomData, ops::Deref, pin::Pin};

use super::{
    error::Situation,
    extract::SignedIn as Me,
    own_adviser,
    reply::{self, PageResult},
    routes::Audience,
    view::{Frame, Page},
};
use crate::{App, usecases::ask::Ask};

/// A seat that only some people may take, and what they may see from it.
pub trait Seat: 'static {
    /// Who it is for.
    const AUDIENCE: Audience;
    /// What they may see.
    type Scope: Send + 'static;
    /// Theirs: for reading, from the user's row read on this request; for writing, read again.
    fn scope(viewer: &Viewer) -> Option<Self::Scope>;
}

macro_rules! seats {
    ($($(#[$doc:meta])* $name:ident: $scope:ty = $find:expr;)+) => {$(
        $(#[$doc])*
        #[derive(Debug)]
        pub enum $name {}

        impl Seat for $name {
            const AUDIENCE: Audience = Audience::$name;
            type Scope = $scope;
            fn scope(viewer: &Viewer) -> Option<$scope> {
                let find: fn(&Viewer) -> Option<$scope> = $find;
                find(viewer)
            }
        }
    )+};
}

seats! {
    /// Anyone who is signed in, for their own account.
    SignedIn: Scope = |viewer| Some(viewer.scope());
    /// The young person, on their own record.
    YoungPerson: OwnRecord = Viewer::own;
    /// A personal adviser.
    Adviser: Caseload = Viewer::caseload;
    /// A reviewing officer.
    Reviewing: ReviewDesk = Viewer::review;
    /// Someone at the hub.
    Hub: HubDesk = Viewer::hub;
    /// A partner of the hub.
    Partner: PartnerDesk = Viewer::partner;
    Manager: ServiceView = Viewer::service;
    /// An administrator: no record.
    Administrator: () = |viewer| matches!(viewer.scope(), Scope::Administration).then_some(());
    /// A member of staff before the directory.
    Staff: DirectoryDesk = Viewer::directory;
    /// Staff who may open a record from outside, with a reason.
    Practitioner: Scope = |viewer| Some(viewer.scope());
}

/// Whoever is asking, signed in or not, and what every response needs.
#[derive(Debug, Clone)]
pub struct Visitor {
    /// The application.
    pub app: App,
    pub request: HttpRequest,
    /// Who is signed in, if anybody is.
    pub who: Option<Me>,
}

impl Visitor {
    /// The instant and the London day.
    #[must_use]
    pub fn now(&self) -> Moment {
        self.app.clock.moment()
    }

    /// The frame around a page of this request.
    #[must_use]
    pub fn frame(&self) -> Frame {
        reply::frame(&self.app, &self.request, self.who.as_ref())
    }

    /// A desk for whoever is signed in, if they may take this seat.
    #[must_use]
    pub fn desk<S: Seat>(&self) -> Option<Desk<S>> {
        let me = self.who.clone().filter(|me| S::AUDIENCE.admits(me.role()))?;
        Some(Desk { visitor: self.clone(), me, seat: PhantomData })
    }

    /// A page; its status says whether its form was accepted.
    ///
    /// # Errors
    /// The page and its template don't match.
    pub fn show<P: Page>(&self, page: &P) -> PageResult {
        reply::show_in(&self.app, &self.frame(), page.state().status(), page)
    }

    /// A young person's page, with their adviser in its foot.
    ///
    /// # Errors
    /// The page and its template don't match.
    pub fn show_beside<P: Page>(&self, adviser: Option<&Worker>, page: &P) -> PageResult {
        let mut frame = self.frame();
        frame.adviser = adviser.map(|worker| own_adviser::card(&self.app, worker));
        reply::show_in(&self.app, &frame, page.state().status(), page)
    }
}

/// What an extractor returns.
type Found<T> = Pin<Box<dyn Future<Output = Result<T, Situation>>>>;

impl FromRequest for Visitor {
    type Error = Situation;
    type Future = Found<Self>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let request = request.clone();
        Box::pin(async move {
            let app = App::extract(&request).await?;
            let who = Me::find(&app, &request).await?;
            Ok(Self { app, request, who })
        })
    }
}

/// A desk with somebody at it who may be there.
#[derive(Debug)]
pub struct Desk<S> {
    visitor: Visitor,
    pub me: Me,
    seat: PhantomData<S>,
}

impl<S> Deref for Desk<S> {
    type Target = Visitor;
    fn deref(&self) -> &Visitor {
        &self.visitor
    }
}

impl<S: Seat> Desk<S> {
    /// Reads, off the threads that answer requests.
    ///
    /// # Errors
    /// `NotFound` when the viewer's rights have ended meanwhile; any store error, as what the visitor is told.
    pub async fn read<T, F>(&self, work: F) -> Result<T, Situation>
    where
        T: Send + 'static,
        F: FnOnce(&Ask<'_, S::Scope>) -> StoreResult<T> + Send + 'static,
    {
        let asking = self.asking()?;
        let viewer = Viewer::at_this_request(self.me.user.clone());
        self.app.read(move |tx| work(&asking.with(tx, viewer)?)).await
    }

    /// Writes, all or nothing; when this returns, it is on disk.
    ///
    /// # Errors
    /// As for [`Self::read`].
    pub async fn write<T, F>(&self, work: F) -> Result<T, Situation>
    where
        T: Send + 'static,
        F: Fn(&Ask<'_, S::Scope>) -> StoreResult<T> + Send + 'static,
    {
        let asking = self.asking()?;
        self.app.write(move |tx| work(&asking.with(tx, tx.viewer(asking.me)?)?)).await
    }

    fn asking(&self) -> Result<Asking<S>, Situation> {
        let messages =
            Messages::english().map_err(|_| Situation::unexpected("the law's messages can't be loaded"))?;
        let (me, law, now) = (self.me.user.id, self.app.law, self.now());
        Ok(Asking { me, law, messages, now, seat: PhantomData })
    }
}

/// What goes to the store's thread to become an [`Ask`] there.
struct Asking<S> {
    me: onward_domain::id::UserId,
    law: &'static leaving_care_rules::Law,
    messages: &'static Messages,
    now: Moment,
    seat: PhantomData<fn() -> S>,
}

impl<S: Seat> Asking<S> {
    fn with<'t>(&self, tx: &'t Tx, viewer: Option<Viewer>) -> StoreResult<Ask<'t, S::Scope>> {
        let scope = viewer.as_ref().and_then(S::scope).ok_or(StoreError::NotFound)?;
        Ok(Ask { tx, scope, me: self.me, law: self.law, messages: self.messages, now: self.now })
    }
}

impl<S: Seat> FromRequest for Desk<S> {
    type Error = Situation;
    type Future = Found<Self>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let request = request.clone();
        Box::pin(async move {
            let me = Me::require(&request).await?;
            // Not theirs and not there give the same answer.
            if !S::AUDIENCE.admits(me.role()) {
                return Err(Situation::NotFound);
            }
            let app = App::extract(&request).await?;
            let visitor = Visitor { app, request, who: Some(me.clone()) };
            Ok(Self { visitor, me, seat: PhantomData })
        })
    }
}
