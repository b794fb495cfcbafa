//! A small service that tests share: Amara with her adviser Sam, and others who have nothing to do with her.

use onward_domain::{
    allocation::Part,
    id::{PersonId, TeamId, UserId},
    moment::Moment,
    person::{Identity, Sex},
    role::Role,
};

use super::{day, noon};
use crate::{
    Store, StoreResult, Tx,
    repo::users::NewUser,
    scope::{Caseload, HubDesk, NewPerson, OwnRecord, ReviewDesk, ServiceView, Task},
};

pub(crate) struct World {
    pub(crate) amara: PersonId,
    pub(crate) kai: PersonId,
    pub(crate) amara_user: UserId,
    pub(crate) sam: UserId,
    pub(crate) priya: UserId,
    pub(crate) other_adviser: UserId,
    pub(crate) officer: UserId,
    pub(crate) hub: UserId,
    pub(crate) admin: UserId,
    pub(crate) team: TeamId,
}

pub(crate) fn now() -> Moment {
    Moment { at: noon(), today: day("2026-11-23") }
}

pub(crate) fn later(hours: i64) -> Moment {
    let at = noon() + chrono::TimeDelta::hours(hours);
    Moment { at, today: at.date_naive() }
}

pub(crate) fn minutes_later(minutes: i64) -> Moment {
    Moment { at: noon() + chrono::TimeDelta::minutes(minutes), ..now() }
}

pub(crate) fn identity(child: &str, known_as: &str, family_name: &str, born: &str) -> Identity {
    Identity {
        child: Some(child.into()),
        known_as: known_as.into(),
        first_names: known_as.into(),
        family_name: family_name.into(),
        born: Some(day(born)),
        sex: Sex::Female,
        protected: false,
    }
}

fn user(tx: &Tx, role: Role, name: &str, person: Option<PersonId>) -> StoreResult<UserId> {
    let phone = Some("01632 960 001".to_owned());
    tx.users().add(&NewUser { role, display_name: name.into(), person, team: None, phone }, noon())
}

impl World {
    pub(crate) fn in_store(store: &Store) -> Self {
        store.write(Self::make).unwrap()
    }

    fn make(tx: &Tx) -> StoreResult<Self> {
        let system = tx.system(Task::Demonstration, None, now())?;
        let team = system.add_team("Leaving care", None)?;
        let sam = user(tx, Role::Adviser, "Sam Okoro", None)?;
        let officer = user(tx, Role::ReviewingOfficer, "Ruth Lowe", None)?;
        let amara =
            system.add_person(&NewPerson { identity: identity("1001", "Amara", "Bello", "2009-03-04") })?;
        amara.allocations().allocate(sam, Part::Adviser, Some(team), day("2026-01-05"))?;
        amara.allocations().allocate(officer, Part::ReviewingOfficer, None, day("2026-01-05"))?;
        let kai =
            system.add_person(&NewPerson { identity: identity("1002", "Kai", "Marsh", "2006-07-01") })?;
        Ok(Self {
            amara_user: user(tx, Role::YoungPerson, "Amara", Some(amara.id()))?,
            amara: amara.id(),
            kai: kai.id(),
            sam,
            priya: user(tx, Role::Manager, "Priya Nair", None)?,
            other_adviser: user(tx, Role::Adviser, "Jo Hart", None)?,
            officer,
            hub: user(tx, Role::HubWorker, "Lee Stone", None)?,
            admin: user(tx, Role::Administrator, "Max Field", None)?,
            team,
        })
    }

    pub(crate) fn own(&self, store: &Store) -> OwnRecord {
        store.viewer(self.amara_user).unwrap().unwrap().own().unwrap()
    }

    pub(crate) fn caseload(&self, store: &Store) -> Caseload {
        store.viewer(self.sam).unwrap().unwrap().caseload().unwrap()
    }

    pub(crate) fn other_caseload(&self, store: &Store) -> Caseload {
        store.viewer(self.other_adviser).unwrap().unwrap().caseload().unwrap()
    }

    pub(crate) fn review(&self, store: &Store) -> ReviewDesk {
        store.viewer(self.officer).unwrap().unwrap().review().unwrap()
    }

    pub(crate) fn hub_desk(&self, store: &Store) -> HubDesk {
        store.viewer(self.hub).unwrap().unwrap().hub().unwrap()
    }

    pub(crate) fn service(&self, store: &Store) -> ServiceView {
        store.viewer(self.priya).unwrap().unwrap().service().unwrap()
    }
}
