//! What comes to the children's hub, and the ledger of what is done about it. Rows are only ever added.
//!
//! Anybody may bring a contact; only a hub worker's desk reads one or adds to its ledger. Every look is written down.

use std::collections::HashMap;

use chrono::{NaiveDate, NaiveDateTime};
use diesel::{dsl::not, prelude::*};
use onward_domain::{
    access::Purpose,
    hub::{
        Agency, Deed, Discussed, Door, Harm, HubContact, NotToldBecause, Outcome, Refused, RestsOn, Sender,
        ShareGround, Stands, Step, Told,
    },
    id::{HubContactId, HubStepId, UserId},
    moment::Moment,
    role::Role,
};

use crate::{
    Tx,
    dialect::among,
    error::{StoreError, StoreResult},
    repo::audit,
    schema::hub::{hub_contacts, hub_steps},
    scope::{HubDesk, log_at_the_hub},
    types::{Column as _, Instant},
};

/// So much of a flood is shown at most. What did not come in one is shown however much it is: a child must not be pushed out of it.
const MOST_OF_A_FLOOD: i64 = 500;
/// So many contacts, the latest, are compared with one at most.
const COMPARED_AT_MOST: i64 = 500;

type ContactRow = (
    (HubContactId, String, Door, Sender, Harm, String, String, Option<String>),
    (Option<NaiveDate>, Option<NotToldBecause>, Option<String>, NaiveDateTime, NaiveDateTime, bool),
);

macro_rules! contact_columns {
    () => {
        (
            (
                hub_contacts::id,
                hub_contacts::reference,
                hub_contacts::door,
                hub_contacts::sender,
                hub_contacts::harm,
                hub_contacts::about,
                hub_contacts::words,
                hub_contacts::reach,
            ),
            (
                hub_contacts::discussed_on,
                hub_contacts::not_discussed,
                hub_contacts::not_discussed_why,
                hub_contacts::came_at,
                hub_contacts::decide_by,
                hub_contacts::flood,
            ),
        )
    };
}

fn contact((head, rest): ContactRow) -> HubContact {
    let (id, reference, door, sender, harm, about, words, reach) = head;
    let (discussed_on, not_discussed, why, came_at, decide_by, flood) = rest;
    let discussed = match (discussed_on, not_discussed) {
        (Some(day), _) => Some(Discussed::On(day)),
        (None, Some(because)) => Some(Discussed::No(because, why.unwrap_or_default())),
        (None, None) => None,
    };
    HubContact {
        id,
        reference,
        told: Told { door, sender, harm, about, words, reach, discussed },
        came_at: came_at.and_utc(),
        decide_by: decide_by.and_utc(),
        flood,
    }
}

type StepRow = (
    (HubStepId, HubContactId, String, Option<Harm>, Option<Agency>, Option<ShareGround>, Option<String>),
    (Option<NotToldBecause>, Option<String>, Option<NaiveDate>, Option<bool>),
    (Option<Outcome>, Option<RestsOn>, Option<String>, NaiveDateTime, UserId),
);

macro_rules! step_columns {
    () => {
        (
            (
                hub_steps::id,
                hub_steps::contact_id,
                hub_steps::kind,
                hub_steps::harm,
                hub_steps::agency,
                hub_steps::ground,
                hub_steps::law,
            ),
            (hub_steps::because, hub_steps::name, hub_steps::on_day, hub_steps::agrees),
            (hub_steps::outcome, hub_steps::rests_on, hub_steps::words, hub_steps::at, hub_steps::by_user),
        )
    };
}

fn step((head, about, rest): StepRow) -> StoreResult<Step> {
    let (id, contact, kind, harm, agency, ground, law) = head;
    let (because, name, on, agrees) = about;
    let (outcome, rests_on, words, at, by) = rest;
    let words = words.unwrap_or_default();
    let deed = match kind.as_str() {
        "taken" => Some(Deed::Taken),
        "screened" => harm.map(Deed::Screened),
        "shared" => {
            agency.zip(ground).map(|(agency, ground)| Deed::Shared { agency, ground, law, what: words })
        }
        "told" => on.zip(name).map(|(on, by)| Deed::Told { on, by }),
        "will_try" => Some(Deed::WillTry { how: words }),
        "tried" => on.map(|on| Deed::Tried { on, came_of_it: words }),
        "not_told" => because.zip(name).zip(on).map(|((because, decider), look_again)| Deed::NotTold {
            because,
            decider,
            look_again,
            why: words,
        }),
        "agreement" => agrees.map(|agrees| Deed::Agreement { agrees, how: words }),
        "decided" => {
            outcome.zip(name).map(|(outcome, with)| Deed::Decided { outcome, rests_on, with, why: words })
        }
        _ => None,
    };
    let deed = deed.ok_or_else(|| StoreError::Unreadable(format!("step {id} of the hub")))?;
    Ok(Step { id, contact, deed, at: at.and_utc(), by })
}

#[derive(Insertable, Default)]
#[diesel(table_name = hub_steps)]
struct NewStep {
    id: String,
    contact_id: String,
    kind: &'static str,
    harm: Option<&'static str>,
    agency: Option<&'static str>,
    ground: Option<&'static str>,
    law: Option<String>,
    because: Option<&'static str>,
    name: Option<String>,
    on_day: Option<NaiveDate>,
    agrees: Option<bool>,
    outcome: Option<&'static str>,
    rests_on: Option<&'static str>,
    words: Option<String>,
    at: NaiveDateTime,
    by_user: String,
}

fn new_step(contact: HubContactId, deed: &Deed, by: UserId, now: Moment) -> NewStep {
    let row = NewStep {
        id: HubStepId::new().column(),
        contact_id: contact.column(),
        at: now.at.column(),
        by_user: by.column(),
        ..NewStep::default()
    };
    match deed.clone() {
        Deed::Taken => NewStep { kind: "taken", ..row },
        Deed::Screened(harm) => NewStep { kind: "screened", harm: Some(harm.word()), ..row },
        Deed::Shared { agency, ground, law, what } => NewStep {
            kind: "shared",
            agency: Some(agency.word()),
            ground: Some(ground.word()),
            law,
            words: Some(what),
            ..row
        },
        Deed::Told { on, by } => NewStep { kind: "told", on_day: Some(on), name: Some(by), ..row },
        Deed::WillTry { how } => NewStep { kind: "will_try", words: Some(how), ..row },
        Deed::Tried { on, came_of_it } => {
            NewStep { kind: "tried", on_day: Some(on), words: Some(came_of_it), ..row }
        }
        Deed::NotTold { because, decider, look_again, why } => NewStep {
            kind: "not_told",
            because: Some(because.word()),
            name: Some(decider),
            on_day: Some(look_again),
            words: Some(why),
            ..row
        },
        Deed::Agreement { agrees, how } => {
            NewStep { kind: "agreement", agrees: Some(agrees), words: Some(how), ..row }
        }
        Deed::Decided { outcome, rests_on, with, why } => NewStep {
            kind: "decided",
            outcome: Some(outcome.word()),
            rests_on: rests_on.map(RestsOn::word),
            name: Some(with),
            words: Some(why),
            ..row
        },
    }
}

/// What somebody without an account wrote, on its way in.
#[derive(Debug, Clone)]
pub struct NewContact {
    pub contact: HubContact,
    /// Of the form: one that is sent twice is one contact.
    pub sent_key: String,
}

impl Tx {
    /// Keeps what somebody wrote to the hub, once for a form. Answers the contact that is kept.
    ///
    /// # Errors
    /// `NotAllowed` for one that is not whole; the database's own.
    pub fn keep_hub_contact(&self, new: &NewContact) -> StoreResult<HubContact> {
        let NewContact { contact: one, sent_key } = new;
        if !one.told.is_whole() {
            return Err(StoreError::NotAllowed(
                "whoever works with children says whether they talked to the family".into(),
            ));
        }
        let before: Option<ContactRow> = self.run(|connection| {
            Ok(hub_contacts::table
                .filter(hub_contacts::sent_key.eq(sent_key))
                .select(contact_columns!())
                .first(connection)
                .optional()?)
        })?;
        if let Some(before) = before {
            return Ok(contact(before));
        }
        let (on, because) = match &one.told.discussed {
            Some(Discussed::On(day)) => (Some(*day), None),
            Some(Discussed::No(because, why)) => (None, Some((because.word(), why.clone()))),
            None => (None, None),
        };
        self.run(|connection| {
            diesel::insert_into(hub_contacts::table)
                .values((
                    hub_contacts::id.eq(one.id.column()),
                    hub_contacts::reference.eq(&one.reference),
                    hub_contacts::sent_key.eq(sent_key),
                    hub_contacts::door.eq(one.told.door.word()),
                    hub_contacts::sender.eq(one.told.sender.word()),
                    hub_contacts::harm.eq(one.told.harm.word()),
                    hub_contacts::about.eq(&one.told.about),
                    hub_contacts::words.eq(&one.told.words),
                    hub_contacts::reach.eq(one.told.reach.as_ref()),
                    hub_contacts::discussed_on.eq(on),
                    hub_contacts::not_discussed.eq(because.as_ref().map(|(word, _)| *word)),
                    hub_contacts::not_discussed_why.eq(because.as_ref().map(|(_, why)| why)),
                    hub_contacts::came_at.eq(one.came_at.column()),
                    hub_contacts::decide_by.eq(one.decide_by.column()),
                    hub_contacts::flood.eq(one.flood),
                ))
                .execute(connection)?;
            Ok(())
        })?;
        let subject = one.id.to_string();
        self.note_deed(
            &audit::Deed { what: "hub_contact.came", subject: Some(&subject), ..audit::Deed::default() },
            one.came_at,
        )?;
        Ok(one.clone())
    }
}

/// A contact with its ledger.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WithLedger {
    pub contact: HubContact,
    /// Oldest first.
    pub steps: Vec<Step>,
}

impl WithLedger {
    /// Where it stands.
    #[must_use]
    pub fn stands(&self) -> Stands {
        Stands { family_knows: self.contact.told.family_knows(), ..Stands::of(&self.steps) }
    }
}

impl HubDesk {
    /// What waits for a decision: what may be harm now or is not screened first, then by its clock; what came in a flood stands
    /// behind the rest, except where a child wrote it. The look is written down.
    ///
    /// # Errors
    /// `NotFound` for whoever is at the hub no more; the database's own.
    pub fn queue(&self, tx: &Tx, now: Moment) -> StoreResult<Vec<WithLedger>> {
        log_at_the_hub(tx, (self.user(), Role::HubWorker), Purpose::HubContact, None, now)?;
        let rows: Vec<ContactRow> = tx.run(|connection| {
            let of_kind =
                |kind| hub_steps::table.filter(hub_steps::kind.eq(kind)).select(hub_steps::contact_id);
            let waits = hub_contacts::table.filter(hub_contacts::id.ne_all(of_kind("decided")));
            let child = hub_contacts::sender.eq(Sender::Child.word());
            let seen = hub_contacts::id.eq_any(of_kind("screened"));
            let flood = hub_contacts::flood.eq(true).and(not(child.or(seen)));
            let order = (hub_contacts::decide_by, hub_contacts::id);
            let mut rows: Vec<ContactRow> =
                waits.filter(not(flood)).order(order).select(contact_columns!()).load(connection)?;
            let behind = waits.filter(flood).order(order).limit(MOST_OF_A_FLOOD);
            rows.extend(behind.select(contact_columns!()).load::<ContactRow>(connection)?);
            Ok(rows)
        })?;
        let mut all = with_ledgers(tx, rows.into_iter().map(contact).collect())?;
        all.sort_by_key(|one| {
            let stands = one.stands();
            let behind =
                one.contact.flood && one.contact.told.sender != Sender::Child && stands.screened.is_none();
            (behind, !stands.comes_first(&one.contact.told), one.contact.decide_by, one.contact.id)
        });
        Ok(all)
    }

    /// Contacts that are decided, the latest decision first: so many, from this place of the list on. The look is written down.
    ///
    /// # Errors
    /// `NotFound` for whoever is at the hub no more; the database's own.
    pub fn decided(&self, tx: &Tx, from: i64, most: i64, now: Moment) -> StoreResult<Vec<WithLedger>> {
        log_at_the_hub(tx, (self.user(), Role::HubWorker), Purpose::HubContact, None, now)?;
        let rows: Vec<ContactRow> = tx.run(|connection| {
            Ok(hub_contacts::table
                .inner_join(hub_steps::table.on(hub_steps::contact_id.eq(hub_contacts::id)))
                .filter(hub_steps::kind.eq("decided"))
                .order((hub_steps::at.desc(), hub_steps::id.desc()))
                .offset(from)
                .limit(most)
                .select(contact_columns!())
                .load(connection)?)
        })?;
        with_ledgers(tx, rows.into_iter().map(contact).collect())
    }

    /// The contact with this number. Nothing of it is read: it is opened by [`Self::contact`].
    ///
    /// # Errors
    /// The database's own.
    pub fn numbered(&self, tx: &Tx, reference: &str) -> StoreResult<Option<HubContactId>> {
        tx.run(|connection| {
            Ok(hub_contacts::table
                .filter(hub_contacts::reference.eq(reference))
                .select(hub_contacts::id)
                .first(connection)
                .optional()?)
        })
    }

    /// One contact. The look is written down.
    ///
    /// # Errors
    /// `NotFound` for none, and for whoever is at the hub no more; the database's own.
    pub fn contact(&self, tx: &Tx, id: HubContactId, now: Moment) -> StoreResult<WithLedger> {
        log_at_the_hub(tx, (self.user(), Role::HubWorker), Purpose::HubContact, Some(id.to_string()), now)?;
        find(tx, id)
    }

    /// Adds to a contact's ledger, if it may be done now. Once for a form's key.
    ///
    /// # Errors
    /// `NotFound` for no contact, and for whoever is at the hub no more; the database's own.
    pub fn add(
        &self,
        tx: &Tx,
        (id, deed): (HubContactId, &Deed),
        key: &str,
        now: Moment,
    ) -> StoreResult<Result<(), Refused>> {
        const ACT: &str = "hub_step";
        if tx.viewer(self.user())?.is_none_or(|viewer| viewer.role() != Role::HubWorker) {
            return Err(StoreError::NotFound);
        }
        if tx.done_before(self.user(), key, ACT)?.is_some() {
            return Ok(Ok(()));
        }
        let stands = find(tx, id)?.stands();
        if let Err(why) = stands.allows(deed, now.today) {
            return Ok(Err(why));
        }
        let row = new_step(id, deed, self.user(), now);
        let (subject, kind) = (row.id.clone(), row.kind);
        tx.run(|connection| {
            diesel::insert_into(hub_steps::table).values(&row).execute(connection)?;
            Ok(())
        })?;
        tx.use_up(self.user(), key, ACT, "", now.at)?;
        let noted = audit::Deed {
            by: Some(self.user()),
            what: "hub_step.added",
            subject: Some(&subject),
            ..audit::Deed::default()
        };
        tx.note_deed(&audit::Deed { detail: Some(kind), ..noted }, now.at)?;
        Ok(Ok(()))
    }
}

pub(super) fn find(tx: &Tx, id: HubContactId) -> StoreResult<WithLedger> {
    let row: Option<ContactRow> = tx.run(|connection| {
        Ok(hub_contacts::table.find(id.column()).select(contact_columns!()).first(connection).optional()?)
    })?;
    let one = contact(row.ok_or(StoreError::NotFound)?);
    with_ledgers(tx, vec![one])?.pop().ok_or(StoreError::NotFound)
}

pub(super) fn with_ledgers(tx: &Tx, contacts: Vec<HubContact>) -> StoreResult<Vec<WithLedger>> {
    let ids: Vec<String> = contacts.iter().map(|one| one.id.column()).collect();
    let rows: Vec<StepRow> = tx.run(|connection| {
        Ok(hub_steps::table
            .filter(among(connection, hub_steps::contact_id, &ids))
            .order((hub_steps::at, hub_steps::id))
            .select(step_columns!())
            .load(connection)?)
    })?;
    let mut by_contact: HashMap<HubContactId, Vec<Step>> = HashMap::new();
    for row in rows {
        let step = step(row)?;
        by_contact.entry(step.contact).or_default().push(step);
    }
    let with = |contact: HubContact| WithLedger {
        steps: by_contact.remove(&contact.id).unwrap_or_default(),
        contact,
    };
    Ok(contacts.into_iter().map(with).collect())
}

/// These contacts.
pub(super) fn contacts_by_id(tx: &Tx, ids: &[HubContactId]) -> StoreResult<Vec<HubContact>> {
    let ids: Vec<String> = ids.iter().map(|id| id.column()).collect();
    let rows: Vec<ContactRow> = tx.run(|connection| {
        Ok(hub_contacts::table
            .filter(among(connection, hub_contacts::id, &ids))
            .order((hub_contacts::came_at, hub_contacts::id))
            .select(contact_columns!())
            .load(connection)?)
    })?;
    Ok(rows.into_iter().map(contact).collect())
}

/// Contacts that came since a moment.
pub(super) fn contacts_since(tx: &Tx, since: Instant) -> StoreResult<Vec<HubContact>> {
    let rows: Vec<ContactRow> = tx.run(|connection| {
        Ok(hub_contacts::table
            .filter(hub_contacts::came_at.ge(since.column()))
            .order((hub_contacts::came_at.desc(), hub_contacts::id))
            .limit(COMPARED_AT_MOST)
            .select(contact_columns!())
            .load(connection)?)
    })?;
    Ok(rows.into_iter().map(contact).collect())
}
