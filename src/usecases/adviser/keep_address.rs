//! An adviser writes down where somebody lives, and who may know it.
//!
//! An address that is protected is for the person and their own adviser: no manager, reviewing officer or colleague who opens the
//! record from outside reads it, and no calendar, list, search or export has it.

use onward_domain::{
    access::Purpose,
    id::{HomeId, PersonId},
    living::{Home, HomeNote, home_on},
    person::{Identity, Person},
};
use onward_store::{
    StoreError, StoreResult,
    repo::{
        Saved,
        life::NewNote,
        versions::{Kept, Sent},
    },
    scope::{Caseload, Record},
};

use crate::usecases::ask::Ask;

/// Who it is about, and where they live.
#[derive(Debug, Clone)]
pub struct SeenAddress {
    pub person: Person,
    /// The home of today, if one is recorded.
    pub home: Option<Home>,
}

/// What a form sent.
#[derive(Debug, Clone)]
pub struct SentAddress {
    /// The version of the identity that the form was filled from.
    pub version: i64,
    /// The version of the home that it was filled from.
    pub home: Option<HomeId>,
    /// Empty: no address is kept.
    pub address: Option<String>,
    pub protected: bool,
    /// Why the protection begins or ends, and needed then: kept as a note that the young person may read.
    pub reason: Option<String>,
    /// The form's own key.
    pub key: String,
}

/// What happened.
#[derive(Debug, Clone)]
pub enum Written {
    /// It stands.
    Kept,
    /// Somebody else wrote about it meanwhile; nothing was changed. This is what stands.
    Meanwhile(Box<SeenAddress>),
    /// The protection would begin or end, and nobody says why; nothing was changed.
    NoReason(Box<SeenAddress>),
}

/// Reads it in a record that is open to write in: whoever may only look does not come here.
///
/// # Errors
/// `NotFound` for a person who is not the adviser's; `NotAllowed` where the record was opened from outside; the store's own.
pub fn see_address(ask: &Ask<'_, Caseload>, person: PersonId) -> StoreResult<SeenAddress> {
    seen(ask, &ask.open_for_change(person, Purpose::PersonPage)?)
}

fn seen(ask: &Ask<'_, Caseload>, record: &Record<'_>) -> StoreResult<SeenAddress> {
    let homes = record.homes_shown()?;
    Ok(SeenAddress { person: record.person()?, home: home_on(&homes, ask.now.today).cloned() })
}

/// Keeps both or neither; sent twice they are kept once.
///
/// # Errors
/// As [`see_address`].
pub fn keep_address(ask: &Ask<'_, Caseload>, person: PersonId, sent: &SentAddress) -> StoreResult<Written> {
    let record = ask.open_for_change(person, Purpose::PersonPage)?;
    let stands = seen(ask, &record)?;
    if stands.says(sent) {
        return Ok(Written::Kept);
    }
    if stands.person.version != sent.version || stands.home.as_ref().map(|home| home.id) != sent.home {
        return Ok(Written::Meanwhile(Box::new(stands)));
    }
    if stands.person.identity.protected != sent.protected {
        let Some(reason) = &sent.reason else { return Ok(Written::NoReason(Box::new(stands))) };
        protect(&record, &stands.person, (sent.protected, reason))?;
    }
    if let Some(home) = stands.home.filter(|home| home.note.address != sent.address) {
        let says = HomeNote { address: sent.address.clone(), ..home.note };
        let form = Sent { version: Some(home.id), says, key: sent.key.clone() };
        match record.homes().keep(&form)? {
            Kept::Now(_) | Kept::Before(_) | Kept::Same => {}
            // Between the look above and now: all of it is taken back.
            Kept::Clash(_) => return Err(StoreError::Busy),
            Kept::Doubt(never) => match never {},
        }
    }
    Ok(Written::Kept)
}

impl SeenAddress {
    fn says(&self, sent: &SentAddress) -> bool {
        let address = self.home.as_ref().and_then(|home| home.note.address.as_ref());
        self.person.identity.protected == sent.protected && address == sent.address.as_ref()
    }
}

fn protect(record: &Record<'_>, person: &Person, (protected, reason): (bool, &str)) -> StoreResult<()> {
    let identity = Identity { protected, ..person.identity.clone() };
    match record.save_identity(&identity, person.version)? {
        Saved::Saved => {}
        Saved::Stale(_) => return Err(StoreError::Busy),
    }
    let what = if protected { "protected from now on" } else { "no longer protected" };
    record.notes().add(&NewNote { text: format!("Address {what}: {reason}"), shared: true })?;
    Ok(())
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;
    use crate::usecases::testing::{Jay, adviser, asking, at};
    use onward_domain::living::HomeNote;
    use onward_store::{on_both, testing::TestStore};

    fn at_home(store: &TestStore, jay: &Jay) {
        let (caseload, person) = (jay.caseload(store), jay.person);
        let says = HomeNote { kind: "U".into(), from: None, ..HomeNote::default() };
        store
            .write(move |tx| {
                let record = caseload.open(tx, person, Purpose::PersonPage, at(0))?;
                record.homes().keep(&Sent { version: None, says: says.clone(), key: "home".into() })
            })
            .unwrap();
    }

    fn send(store: &TestStore, jay: &Jay, sent: SentAddress) -> Written {
        let (me, person) = (jay.priya, jay.person);
        store.write(move |tx| keep_address(&asking(tx, me, at(0)), person, &sent)).unwrap()
    }

    fn stands(store: &TestStore, jay: &Jay) -> SeenAddress {
        let (me, person) = (jay.priya, jay.person);
        store.read(move |tx| see_address(&asking(tx, me, at(0)), person)).unwrap()
    }

    fn form(seen: &SeenAddress, address: &str, protected: bool) -> SentAddress {
        SentAddress {
            version: seen.person.version,
            home: seen.home.as_ref().map(|home| home.id),
            address: Some(address.into()),
            protected,
            reason: Some("Her brother looks for her".into()),
            key: address.into(),
        }
    }

    on_both!(an_address_and_its_protection_are_kept_together_and_never_over_somebody_else_s => |store| {
        let jay = Jay::of(store);
        at_home(store, &jay);
        let before = stands(store, &jay);
        let sent = form(&before, "4 Mill Lane", true);
        assert!(matches!(send(store, &jay, sent.clone()), Written::Kept));
        assert!(matches!(send(store, &jay, sent), Written::Kept), "sent twice");
        let now = stands(store, &jay);
        assert!(now.person.identity.protected);
        assert_eq!(now.home.as_ref().unwrap().note.address.as_deref(), Some("4 Mill Lane"));
        let Written::Meanwhile(theirs) = send(store, &jay, form(&before, "9 High Street", false)) else {
            unreachable!("the form is old")
        };
        assert!(theirs.person.identity.protected, "nothing of the old form was kept");
        assert_eq!(stands(store, &jay).home.unwrap().note.address.as_deref(), Some("4 Mill Lane"));
    });

    on_both!(who_may_know_it_changes_only_with_a_reason => |store| {
        let jay = Jay::of(store);
        at_home(store, &jay);
        let before = stands(store, &jay);
        let sent = SentAddress { reason: None, ..form(&before, "4 Mill Lane", true) };
        assert!(matches!(send(store, &jay, sent), Written::NoReason(_)));
        let now = stands(store, &jay);
        assert!(!now.person.identity.protected && now.home.unwrap().note.address.is_none(), "nothing was kept");
        let sent = SentAddress { reason: None, ..form(&before, "4 Mill Lane", false) };
        assert!(matches!(send(store, &jay, sent), Written::Kept), "an address alone needs none");
    });

    on_both!(somebody_without_a_home_on_record_is_protected_all_the_same => |store| {
        let jay = Jay::of(store);
        let before = stands(store, &jay);
        assert!(before.home.is_none());
        let sent = SentAddress { address: None, ..form(&before, "none", true) };
        assert!(matches!(send(store, &jay, sent), Written::Kept));
        assert!(stands(store, &jay).person.identity.protected);
    });

    on_both!(whoever_opened_the_record_from_outside_neither_reads_nor_writes_it => |store| {
        let jay = Jay::of(store);
        let callum = adviser(store, "Callum Reid");
        let caseload = store.viewer(callum).unwrap().unwrap().caseload().unwrap();
        let person = jay.person;
        let seen = store.write(move |tx| {
            caseload.outside().break_glass(tx, person, "Night cover: he rang the night line.", at(0))?;
            see_address(&asking(tx, callum, at(0)), person)
        });
        assert!(matches!(seen, Err(StoreError::NotAllowed(_))), "{seen:?}");
    });
}
