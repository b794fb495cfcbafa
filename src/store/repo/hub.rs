//! What comes to the children's hub, and the ledger of what is done about it. Rows are only ever added.
//!
//! Anybody may bring a contact; only a hub worker's desk reads one or adds to its ledger. Every look is written down.

use std::collections::{BTreeSet, HashMap};

use chrono::{NaiveDate, NaiveDateTime};
use diesel::{
    dsl::{exists, not},
    prelude::*,
};
use onward_domain::{
    access::Purpose,
    hub::{
        Addressee, CameBy, Deed, Discussed, Door, Harm, HubContact, Lives, NextStep, NotToldBecause, Outcome,
        Refused, Sender, ShareGround, Stands, Step, TakenDown, Told, figures::Figures,
    },
    id::{HubContactId, UserId},
    moment::Moment,
    role::Role,
};

use super::hub_ledger;
use crate::{
    Tx,
    dialect::among,
    error::{StoreError, StoreResult},
    repo::audit,
    schema::hub::{hub_contacts, hub_steps},
    scope::{Exactly, HubDesk, ServiceView, log_at_the_hub},
    types::{Column as _, Instant},
};

/// What forms' keys are used up for.
const ACT: &str = "hub_step";
/// So much of a flood is shown at most. What did not come in one is shown however much it is: a child must not be pushed out of it.
const MOST_OF_A_FLOOD: i64 = 500;
/// So many contacts, the latest, are compared with one at most.
const COMPARED_AT_MOST: i64 = 500;

diesel::alias!(hub_steps as hub_answers: HubAnswers, hub_steps as hub_withdrawals: HubWithdrawals);

/// The steps that withdraw the decision of the query around it.
macro_rules! withdrawals {
    () => {
        hub_withdrawals
            .filter(hub_withdrawals.field(hub_steps::kind).eq("withdrawn"))
            .filter(hub_withdrawals.field(hub_steps::of_step).eq(hub_steps::id.nullable()))
    };
}

/// Decisions that hold.
macro_rules! holding {
    () => {
        hub_steps::table.filter(hub_steps::kind.eq("decided")).filter(not(exists(withdrawals!())))
    };
}

type ContactRow = (
    (HubContactId, String, Door, Sender, Harm, String, String, Option<String>),
    (Option<NaiveDate>, Option<NotToldBecause>, Option<String>, NaiveDateTime, NaiveDateTime, bool),
    (Option<CameBy>, Option<UserId>, Option<Lives>),
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
            (hub_contacts::taken_how, hub_contacts::taken_by, hub_contacts::lives),
        )
    };
}

fn contact((head, rest, (how, by, lives)): ContactRow) -> HubContact {
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
        told: Told { door, sender, harm, about, words, reach, discussed, lives },
        taken: how.zip(by).map(|(how, by)| TakenDown { how, by }),
        came_at: came_at.and_utc(),
        decide_by: decide_by.and_utc(),
        flood,
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
                    hub_contacts::taken_how.eq(one.taken.map(|taken| taken.how.word())),
                    hub_contacts::taken_by.eq(one.taken.map(|taken| taken.by.column())),
                    hub_contacts::lives.eq(one.told.lives.map(Lives::word)),
                ))
                .execute(connection)?;
            Ok(())
        })?;
        let subject = one.id.to_string();
        self.note_deed(
            &audit::Deed {
                by: one.taken.map(|taken| taken.by),
                what: "hub_contact.came",
                subject: Some(&subject),
                ..audit::Deed::default()
            },
            one.came_at,
        )?;
        Ok(one.clone())
    }
}

/// What is shared with an adviser.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ToTell {
    pub ground: ShareGround,
    pub law: Option<String>,
    /// Who decided that it is shared.
    pub decider: String,
    pub what: String,
}

/// Whether an adviser was told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AdviserTold {
    Told,
    NobodyFits,
    Refused(Refused),
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
            let screened =
                hub_steps::table.filter(hub_steps::kind.eq("screened")).select(hub_steps::contact_id);
            let waits =
                hub_contacts::table.filter(hub_contacts::id.ne_all(holding!().select(hub_steps::contact_id)));
            let child = hub_contacts::sender.eq(Sender::Child.word());
            let seen = hub_contacts::id.eq_any(screened);
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
                .filter(not(exists(withdrawals!())))
                .order((hub_steps::at.desc(), hub_steps::id.desc()))
                .offset(from)
                .limit(most)
                .select(contact_columns!())
                .load(connection)?)
        })?;
        with_ledgers(tx, rows.into_iter().map(contact).collect())
    }

    /// Contacts whose decision asks for something that nobody has done or sent yet. Logged with the queue's look.
    ///
    /// # Errors
    /// The database's own.
    pub fn unfinished(&self, tx: &Tx) -> StoreResult<Vec<WithLedger>> {
        unfinished(tx)
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

    /// Shares something of a contact with the personal adviser of whoever fits exactly, on a ground, as somebody decided. It is a step
    /// of the ledger like any other; nothing about the person is shown, and nothing else of the contact is shared. The trail names
    /// the step and not the person: who must not be warned is not warned by it.
    ///
    /// # Errors
    /// `NotFound` for no contact, and for whoever is at the hub no more; the database's own.
    pub fn tell_adviser(
        &self,
        tx: &Tx,
        (id, who): (HubContactId, &Exactly),
        told: &ToTell,
        key: &str,
        now: Moment,
    ) -> StoreResult<AdviserTold> {
        self.still_here(tx)?;
        let _there = find(tx, id)?;
        if tx.done_before(self.user(), key, ACT)?.is_some() {
            return Ok(AdviserTold::Told);
        }
        let Some(found) = self.outside().find(tx, who, now)? else { return Ok(AdviserTold::NobodyFits) };
        let ToTell { ground, law, decider, what } = told.clone();
        let deed = Deed::AdviserTold { person: found.person, ground, law, decider, what };
        let added = self.add(tx, (id, &deed), key, now)?;
        tx.note_change();
        Ok(added.map_or_else(AdviserTold::Refused, |()| AdviserTold::Told))
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
        if tx.viewer(self.user())?.is_none_or(|viewer| viewer.role() != Role::HubWorker) {
            return Err(StoreError::NotFound);
        }
        if tx.done_before(self.user(), key, ACT)?.is_some() {
            return Ok(Ok(()));
        }
        let stands = find(tx, id)?.stands();
        if let Err(why) = stands.allows(deed, self.user(), now.today) {
            return Ok(Err(why));
        }
        let (subject, kind) =
            hub_ledger::insert(tx, (id, deed), stands.withdrawn.as_ref(), self.user(), now)?;
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

impl ServiceView {
    /// The hub in figures: decisions on what came since a day, and all that waits or is still to do. Nobody's name is read for it; the
    /// look is written down.
    ///
    /// # Errors
    /// The database's own.
    pub fn hub_figures(
        &self,
        tx: &Tx,
        since: NaiveDate,
        day: impl Fn(Instant) -> NaiveDate,
        now: Moment,
    ) -> StoreResult<Figures> {
        self.log_hub_figures(tx, now)?;
        let from = since.and_time(chrono::NaiveTime::MIN);
        let rows: Vec<ContactRow> = tx.run(|connection| {
            let decided = holding!().select(hub_steps::contact_id);
            let asked = hub_steps::table
                .filter(hub_steps::kind.eq_any(["will_try", "tried", "not_told"]))
                .select(hub_steps::contact_id);
            Ok(hub_contacts::table
                .filter(
                    hub_contacts::came_at
                        .ge(from)
                        .or(hub_contacts::id.ne_all(decided))
                        .or(hub_contacts::id.eq_any(asked)),
                )
                .order((hub_contacts::came_at, hub_contacts::id))
                .select(contact_columns!())
                .load(connection)?)
        })?;
        let mut all = with_ledgers(tx, rows.into_iter().map(contact).collect())?;
        let known: BTreeSet<HubContactId> = all.iter().map(|one| one.contact.id).collect();
        all.extend(unfinished(tx)?.into_iter().filter(|one| !known.contains(&one.contact.id)));
        let each = all.iter().map(|one| (&one.contact, one.steps.as_slice()));
        Ok(Figures::of(each, (since, now), day))
    }
}

/// Contacts whose decision asks for something that nobody has done or sent yet.
fn unfinished(tx: &Tx) -> StoreResult<Vec<WithLedger>> {
    let rows: Vec<ContactRow> = tx.run(|connection| {
        let answer =
            || hub_answers.filter(hub_answers.field(hub_steps::of_step).eq(hub_steps::id.nullable()));
        let sent = |to: Addressee| {
            let kinds = hub_answers.field(hub_steps::kind).eq_any(["sent", "not_sent"]);
            exists(answer().filter(kinds).filter(hub_answers.field(hub_steps::to_whom).eq(to.word())))
        };
        let done = |what: NextStep| {
            let done = hub_answers.field(hub_steps::kind).eq("done");
            exists(answer().filter(done).filter(hub_answers.field(hub_steps::next_step).eq(what.word())))
        };
        let begins = hub_steps::outcome.ne(Outcome::NoFurtherAction.word());
        let ends = hub_steps::outcome.eq(Outcome::SocialWork.word());
        let open = not(sent(Addressee::Family))
            .or(hub_contacts::reach.is_not_null().and(not(sent(Addressee::Referrer))))
            .or(begins.and(not(done(NextStep::Begin))))
            .or(ends.and(not(done(NextStep::End))));
        Ok(hub_contacts::table
            .inner_join(hub_steps::table.on(hub_steps::contact_id.eq(hub_contacts::id)))
            .filter(hub_steps::kind.eq("decided"))
            .filter(not(exists(withdrawals!())))
            .filter(open)
            .order((hub_steps::at, hub_steps::id))
            .select(contact_columns!())
            .load(connection)?)
    })?;
    with_ledgers(tx, rows.into_iter().map(contact).collect())
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
    let mut by_contact: HashMap<HubContactId, Vec<Step>> = HashMap::new();
    for step in hub_ledger::of_contacts(tx, &ids)? {
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

/// Of these contacts, those that the family know of: they were told last, or wrote themselves, or whoever wrote talked with them.
pub(super) fn whose_family_knows(tx: &Tx, ids: &[HubContactId]) -> StoreResult<BTreeSet<HubContactId>> {
    let all = with_ledgers(tx, contacts_by_id(tx, ids)?)?;
    Ok(all.iter().filter(|one| one.stands().family_has_heard()).map(|one| one.contact.id).collect())
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
