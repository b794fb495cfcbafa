//! Who is asking.

use onward_domain::{
    id::{PersonId, UserId},
    role::Role,
};

use super::{Caseload, DirectoryDesk, HubDesk, OwnRecord, PartnerDesk, ReviewDesk, ServiceView};
use crate::{Store, Tx, error::StoreResult, rows::users::User};

/// A user who may do something now. Made afresh for each request, never stored.
#[derive(Debug, Clone)]
pub struct Viewer {
    user: User,
}

/// The one thing a viewer may read from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// The user's own record.
    Own(OwnRecord),
    /// An adviser's people.
    Caseload(Caseload),
    /// A reviewing officer's people.
    Review(ReviewDesk),
    /// The children's hub.
    Hub(HubDesk),
    /// A partner of the hub.
    Partner(PartnerDesk),
    /// The whole service.
    Service(ServiceView),
    /// Users and settings, no records.
    Administration,
}

impl Tx {
    /// The user, if they may come in.
    ///
    /// # Errors
    /// Any database error.
    pub fn viewer(&self, user: UserId) -> StoreResult<Option<Viewer>> {
        let user = self.users().who_may_come_in(user)?;
        Ok(user.and_then(Viewer::at_this_request))
    }
}

impl Store {
    /// The user, if they may come in: for a request's extractor.
    ///
    /// # Errors
    /// Any database error.
    pub fn viewer(&self, user: UserId) -> StoreResult<Option<Viewer>> {
        self.read(|tx| tx.viewer(user))
    }
}

impl Viewer {
    /// A user whose row was read on this request, for reading; `None` for a disabled one. Anyone who opens a record,
    /// writes or
    /// changes something is looked up again.
    #[must_use]
    pub fn at_this_request(user: User) -> Option<Self> {
        user.disabled_at.is_none().then_some(Self { user })
    }

    /// The user's row.
    #[must_use]
    pub const fn user(&self) -> &User {
        &self.user
    }

    /// The role they are signed in with.
    #[must_use]
    pub const fn role(&self) -> Role {
        self.user.role
    }

    /// What they may see.
    #[must_use]
    pub fn scope(&self) -> Scope {
        let user = self.user.id;
        match (self.user.role, self.user.person) {
            (Role::YoungPerson, Some(person)) => Scope::Own(OwnRecord { user, person }),
            (Role::Adviser, _) => Scope::Caseload(Caseload { user }),
            (Role::ReviewingOfficer, _) => Scope::Review(ReviewDesk { user }),
            (Role::HubWorker, _) => Scope::Hub(HubDesk { user }),
            (Role::Partner, _) => Scope::Partner(PartnerDesk { user }),
            (Role::Manager, _) => Scope::Service(ServiceView { user }),
            // A young person without a record can't be stored; if one were, they would see nothing.
            (Role::Administrator | Role::YoungPerson, _) => Scope::Administration,
        }
    }

    /// A young person's own record; `None` for everyone else.
    #[must_use]
    pub fn own(&self) -> Option<OwnRecord> {
        if let Scope::Own(own) = self.scope() { Some(own) } else { None }
    }

    /// An adviser's caseload; `None` for everyone else.
    #[must_use]
    pub fn caseload(&self) -> Option<Caseload> {
        if let Scope::Caseload(caseload) = self.scope() { Some(caseload) } else { None }
    }

    /// A reviewing officer's desk; `None` for everyone else.
    #[must_use]
    pub fn review(&self) -> Option<ReviewDesk> {
        if let Scope::Review(desk) = self.scope() { Some(desk) } else { None }
    }

    /// A hub worker's desk; `None` for everyone else.
    #[must_use]
    pub fn hub(&self) -> Option<HubDesk> {
        if let Scope::Hub(desk) = self.scope() { Some(desk) } else { None }
    }

    /// What staff may do about the directory; `None` for young people.
    #[must_use]
    pub fn directory(&self) -> Option<DirectoryDesk> {
        let manages = self.user.role == Role::Manager;
        self.user.role.is_staff().then_some(DirectoryDesk { user: self.user.id, manages })
    }

    /// A partner's desk at the hub; `None` for everyone else.
    #[must_use]
    pub fn partner(&self) -> Option<PartnerDesk> {
        if let Scope::Partner(desk) = self.scope() { Some(desk) } else { None }
    }

    /// A manager's view of the whole service; `None` for everyone else.
    #[must_use]
    pub fn service(&self) -> Option<ServiceView> {
        if let Scope::Service(view) = self.scope() { Some(view) } else { None }
    }

    /// The record that is this user's own.
    #[must_use]
    pub const fn person(&self) -> Option<PersonId> {
        self.user.person
    }
}
