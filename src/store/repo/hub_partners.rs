//! The hub's partners, what they add, whose a contact is, and families that are to be told later.
//!
//! A partner sees of a contact only what was shared with their agency and what their own agency added.

use std::collections::BTreeMap;

use chrono::{NaiveDate, NaiveDateTime, TimeDelta};
use diesel::{
    dsl::{exists, not},
    prelude::*,
};
use onward_domain::{
    access::Purpose,
    hub::{Agency, Home, HubContact, Part, PartSaid, Routed, ShareGround, in_common, tell_by},
    id::{HubContactId, HubPartId, HubRouteId, UserId},
    moment::Moment,
    person::{name_form, possible_names},
    role::Role,
};

use super::hub::{WithLedger, contacts_by_id, contacts_since, find, with_ledgers};
use crate::{
    Tx, dialect,
    error::{StoreError, StoreResult},
    repo::audit::Deed,
    schema::{
        hub::{hub_partners, hub_parts, hub_routes, hub_steps},
        people::persons,
    },
    scope::{HubDesk, PartnerDesk, log_at_the_hub},
    types::{Column, Instant},
};

/// What forms' keys are used up for.
const ROUTED: &str = "hub_route";
const ADDED: &str = "hub_part";
/// Contacts of so many days are compared.
const COMPARED: i64 = 60;
/// So many words in common, and two contacts may be about the same.
const ALIKE: usize = 2;

/// Something that was shared with an agency.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SharedWith {
    pub at: Instant,
    pub ground: ShareGround,
    pub law: Option<String>,
    pub what: String,
}

/// A contact as a partner sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PartnerView {
    pub id: HubContactId,
    pub reference: String,
    pub came_at: Instant,
    /// Oldest first; never empty.
    pub shared: Vec<SharedWith>,
    /// What their own agency added.
    pub parts: Vec<Part>,
    /// It is decided: nothing is added any more.
    pub decided: bool,
}

type PartRow =
    (HubPartId, Agency, String, NaiveDateTime, UserId, Option<ShareGround>, Option<String>, Option<String>);

fn parts_of(tx: &Tx, contact: HubContactId) -> StoreResult<Vec<Part>> {
    let rows: Vec<PartRow> = tx.run(|connection| {
        Ok(hub_parts::table
            .filter(hub_parts::contact_id.eq(contact.column()))
            .order((hub_parts::at, hub_parts::id))
            .select((
                hub_parts::id,
                hub_parts::agency,
                hub_parts::words,
                hub_parts::at,
                hub_parts::by_user,
                hub_parts::ground,
                hub_parts::law,
                hub_parts::said_by,
            ))
            .load(connection)?)
    })?;
    let part = |(id, agency, words, at, by, ground, law, said_by): PartRow| Part {
        id,
        agency,
        said: PartSaid { words, ground, law },
        said_by,
        at: at.and_utc(),
        by,
    };
    Ok(rows.into_iter().map(part).collect())
}

impl HubDesk {
    /// What partners added to a contact, oldest first.
    ///
    /// # Errors
    /// The database's own.
    pub fn parts(&self, tx: &Tx, contact: HubContactId) -> StoreResult<Vec<Part>> {
        parts_of(tx, contact)
    }

    /// Writes down what an agency said by phone, under its name, with who said it; once a form. `false`: it is decided, and nothing
    /// is added any more.
    ///
    /// # Errors
    /// `NotAllowed` for one without its ground or without who said it; `NotFound` for no contact, and for whoever is at the hub no
    /// more; the database's own.
    pub fn write_down_part(
        &self,
        tx: &Tx,
        id: HubContactId,
        (agency, said_by, said): (Agency, &str, &PartSaid),
        key: &str,
        now: Moment,
    ) -> StoreResult<bool> {
        if !said.is_whole() || said_by.trim().is_empty() {
            return Err(StoreError::NotAllowed("nothing is shared without its ground and its name".into()));
        }
        self.still_here(tx)?;
        if tx.done_before(self.user(), key, ADDED)?.is_some() {
            return Ok(true);
        }
        if find(tx, id)?.stands().outcome.is_some() {
            return Ok(false);
        }
        let said_by = Some(said_by.to_owned());
        let (id_of, by) = (HubPartId::new(), self.user());
        let part = Part { id: id_of, agency, said: said.clone(), said_by, at: now.at, by };
        keep_part(tx, id, &part, key)?;
        Ok(true)
    }

    /// Whose a contact is, the latest last.
    ///
    /// # Errors
    /// The database's own.
    pub fn routes(&self, tx: &Tx, contact: HubContactId) -> StoreResult<Vec<Routed>> {
        let rows: Vec<(Home, String, NaiveDateTime, UserId)> = tx.run(|connection| {
            Ok(hub_routes::table
                .filter(hub_routes::contact_id.eq(contact.column()))
                .order((hub_routes::at, hub_routes::id))
                .select((hub_routes::home, hub_routes::why, hub_routes::at, hub_routes::by_user))
                .load(connection)?)
        })?;
        Ok(rows.into_iter().map(|(home, why, at, by)| Routed { home, why, at: at.and_utc(), by }).collect())
    }

    /// The last word about whose each of these contacts is.
    ///
    /// # Errors
    /// The database's own.
    pub fn homes(&self, tx: &Tx, of: &[HubContactId]) -> StoreResult<BTreeMap<HubContactId, Home>> {
        let ids: Vec<String> = of.iter().map(Column::column).collect();
        let rows: Vec<(HubContactId, Home)> = tx.run(|connection| {
            Ok(hub_routes::table
                .filter(dialect::among(connection, hub_routes::contact_id, &ids))
                .order((hub_routes::at, hub_routes::id))
                .select((hub_routes::contact_id, hub_routes::home))
                .load(connection)?)
        })?;
        Ok(rows.into_iter().collect())
    }

    /// Says whose a contact is. Once a form.
    ///
    /// # Errors
    /// `NotFound` for no contact, and for whoever is at the hub no more; the database's own.
    pub fn route(
        &self,
        tx: &Tx,
        contact: HubContactId,
        (home, why): (Home, &str),
        key: &str,
        now: Moment,
    ) -> StoreResult<()> {
        self.still_here(tx)?;
        let _there = find(tx, contact)?;
        if tx.done_before(self.user(), key, ROUTED)?.is_some() {
            return Ok(());
        }
        let id = HubRouteId::new();
        tx.run(|connection| {
            diesel::insert_into(hub_routes::table)
                .values((
                    hub_routes::id.eq(id.column()),
                    hub_routes::contact_id.eq(contact.column()),
                    hub_routes::home.eq(home.word()),
                    hub_routes::why.eq(why),
                    hub_routes::at.eq(now.at.column()),
                    hub_routes::by_user.eq(self.user().column()),
                ))
                .execute(connection)?;
            Ok(())
        })?;
        tx.use_up(self.user(), key, ROUTED, "", now.at)?;
        self.note(tx, "hub_contact.routed", &id.to_string(), now)
    }

    /// Other contacts of the last weeks that may be about the same child or family, the most alike first.
    ///
    /// # Errors
    /// The database's own.
    pub fn alike(&self, tx: &Tx, one: &HubContact) -> StoreResult<Vec<HubContact>> {
        let since = one.came_at - TimeDelta::days(COMPARED);
        let mut all: Vec<(usize, HubContact)> = contacts_since(tx, since)?
            .into_iter()
            .filter(|other| other.id != one.id)
            .map(|other| (in_common(&one.told.about, &other.told.about), other))
            .filter(|(count, _)| *count >= ALIKE)
            .collect();
        all.sort_by_key(|(count, other)| (std::cmp::Reverse(*count), other.id));
        Ok(all.into_iter().map(|(_, other)| other).take(5).collect())
    }

    /// Whether somebody whom this contact names may have a record here: a first and a family name of one stand in it. Who it is
    /// is not said: the record is found by exact identification and opened with a reason. Protected people are never compared.
    ///
    /// # Errors
    /// The database's own.
    pub fn may_be_known(&self, tx: &Tx, one: &HubContact) -> StoreResult<bool> {
        let said = format!(" {} ", name_form(&one.told.about));
        let stands = |name: &str| {
            let form = name_form(name);
            !form.is_empty() && said.contains(&format!(" {form} "))
        };
        let given = |(known, first): &(String, String)| stands(known) || first.split(' ').any(stands);
        Ok(self.called_like(tx, &one.told.about)?.iter().any(given))
    }

    /// The names of everybody whose family name stands in a text, by the index on family names.
    pub(crate) fn called_like(&self, tx: &Tx, text: &str) -> StoreResult<Vec<(String, String)>> {
        let families = possible_names(text);
        tx.run(|connection| {
            Ok(persons::table
                .filter(dialect::among(connection, persons::family_form, &families))
                .filter(persons::protected.eq(false))
                .select((persons::known_as, persons::first_names))
                .load(connection)?)
        })
    }

    /// Families that are to be told, or looked at again, by this day, decided contacts among them; the earliest first. The look is
    /// logged with the queue's.
    ///
    /// # Errors
    /// The database's own.
    pub fn untold_families(&self, tx: &Tx, by: NaiveDate) -> StoreResult<Vec<(NaiveDate, WithLedger)>> {
        let told = diesel::alias!(hub_steps as told);
        let ids: Vec<HubContactId> = tx.run(|connection| {
            // A family that was told since is left out here: nobody's ledger is read to find that nothing is to be done.
            let told_since = told
                .filter(told.field(hub_steps::contact_id).eq(hub_steps::contact_id))
                .filter(told.field(hub_steps::kind).eq("told"))
                .filter(told.field(hub_steps::at).gt(hub_steps::at));
            Ok(hub_steps::table
                .filter(hub_steps::kind.eq_any(["will_try", "tried", "not_told"]))
                .filter(not(exists(told_since)))
                .select(hub_steps::contact_id)
                .distinct()
                .load(connection)?)
        })?;
        let mut all: Vec<(NaiveDate, WithLedger)> = with_ledgers(tx, contacts_by_id(tx, &ids)?)?
            .into_iter()
            .filter_map(|one| Some((tell_by(&one.stands(), one.contact.came_at.date_naive())?, one)))
            .filter(|(due, _)| *due <= by)
            .collect();
        all.sort_by_key(|(due, one)| (*due, one.contact.id));
        Ok(all)
    }

    /// Partners of the hub with their agency.
    ///
    /// # Errors
    /// The database's own.
    pub fn partners(&self, tx: &Tx) -> StoreResult<Vec<(UserId, String, Option<Agency>)>> {
        let rows: Vec<(UserId, Agency)> = tx.run(|connection| {
            Ok(hub_partners::table.select((hub_partners::user_id, hub_partners::agency)).load(connection)?)
        })?;
        let agencies: BTreeMap<UserId, Agency> = rows.into_iter().collect();
        let all = tx.users().all()?.into_iter();
        let partners = all.filter(|user| user.role == Role::Partner && user.disabled_at.is_none());
        Ok(partners.map(|user| (user.id, user.display_name, agencies.get(&user.id).copied())).collect())
    }

    /// Says of which agency a partner is.
    ///
    /// # Errors
    /// `NotFound` for whoever is no partner, and for whoever is at the hub no more; the database's own.
    pub fn set_agency(&self, tx: &Tx, partner: UserId, agency: Agency, now: Moment) -> StoreResult<()> {
        self.still_here(tx)?;
        if tx.users().find(partner)?.is_none_or(|user| user.role != Role::Partner) {
            return Err(StoreError::NotFound);
        }
        tx.run(|connection| {
            diesel::delete(hub_partners::table.find(partner.column())).execute(connection)?;
            diesel::insert_into(hub_partners::table)
                .values((
                    hub_partners::user_id.eq(partner.column()),
                    hub_partners::agency.eq(agency.word()),
                    hub_partners::set_at.eq(now.at.column()),
                    hub_partners::set_by.eq(self.user().column()),
                ))
                .execute(connection)?;
            Ok(())
        })?;
        self.note(tx, "hub_partner.set", &partner.to_string(), now)
    }

    pub(super) fn still_here(&self, tx: &Tx) -> StoreResult<()> {
        let here = tx.viewer(self.user())?.is_some_and(|viewer| viewer.role() == Role::HubWorker);
        if here { Ok(()) } else { Err(StoreError::NotFound) }
    }

    pub(super) fn note(&self, tx: &Tx, what: &str, subject: &str, now: Moment) -> StoreResult<()> {
        let deed = Deed { by: Some(self.user()), what, subject: Some(subject), ..Deed::default() };
        tx.note_deed(&deed, now.at)
    }
}

impl PartnerDesk {
    /// The agency that they are of.
    ///
    /// # Errors
    /// `NotFound` for whoever is a partner no more, or of no agency; the database's own.
    pub fn agency(&self, tx: &Tx) -> StoreResult<Agency> {
        if tx.viewer(self.user())?.is_none_or(|viewer| viewer.role() != Role::Partner) {
            return Err(StoreError::NotFound);
        }
        let agency: Option<Agency> = tx.run(|connection| {
            let theirs = hub_partners::table.find(self.user().column()).select(hub_partners::agency);
            Ok(theirs.first(connection).optional()?)
        })?;
        agency.ok_or(StoreError::NotFound)
    }

    /// The contacts that something was shared with their agency about, the latest first. The look is logged. Nothing for whoever
    /// is of no agency yet.
    ///
    /// # Errors
    /// The database's own.
    pub fn contacts(&self, tx: &Tx, now: Moment) -> StoreResult<Vec<PartnerView>> {
        log_at_the_hub(tx, (self.user(), Role::Partner), Purpose::HubContact, None, now)?;
        let agency = match self.agency(tx) {
            Err(StoreError::NotFound) => return Ok(Vec::new()),
            other => other?,
        };
        let ids: Vec<HubContactId> = tx.run(|connection| {
            Ok(hub_steps::table
                .filter(hub_steps::kind.eq("shared"))
                .filter(hub_steps::agency.eq(agency.word()))
                .select(hub_steps::contact_id)
                .distinct()
                .load(connection)?)
        })?;
        let all = with_ledgers(tx, contacts_by_id(tx, &ids)?)?;
        let mut views =
            all.into_iter().map(|one| view(tx, one, agency)).collect::<StoreResult<Vec<PartnerView>>>()?;
        views.sort_by_key(|view| std::cmp::Reverse((view.came_at, view.id)));
        Ok(views)
    }

    /// One of them. The look is logged.
    ///
    /// # Errors
    /// `NotFound` for one that nothing was shared with them about; the database's own.
    pub fn contact(&self, tx: &Tx, id: HubContactId, now: Moment) -> StoreResult<PartnerView> {
        log_at_the_hub(tx, (self.user(), Role::Partner), Purpose::HubContact, Some(id.to_string()), now)?;
        let agency = self.agency(tx)?;
        let view = view(tx, find(tx, id)?, agency)?;
        if view.shared.is_empty() { Err(StoreError::NotFound) } else { Ok(view) }
    }

    /// Adds their part, once a form. `false`: it is decided, and nothing is added any more.
    ///
    /// # Errors
    /// `NotAllowed` for one without its ground; as for [`Self::contact`].
    pub fn add(
        &self,
        tx: &Tx,
        id: HubContactId,
        said: &PartSaid,
        key: &str,
        now: Moment,
    ) -> StoreResult<bool> {
        if !said.is_whole() {
            return Err(StoreError::NotAllowed("nothing is shared without its ground".into()));
        }
        let agency = self.agency(tx)?;
        let seen = view(tx, find(tx, id)?, agency)?;
        if seen.shared.is_empty() {
            return Err(StoreError::NotFound);
        }
        if tx.done_before(self.user(), key, ADDED)?.is_some() {
            return Ok(true);
        }
        if seen.decided {
            return Ok(false);
        }
        let (id_of, by) = (HubPartId::new(), self.user());
        let part = Part { id: id_of, agency, said: said.clone(), said_by: None, at: now.at, by };
        keep_part(tx, id, &part, key)?;
        Ok(true)
    }
}

/// Keeps what an agency says, and uses the form's key up.
fn keep_part(tx: &Tx, id: HubContactId, one: &Part, key: &str) -> StoreResult<()> {
    tx.run(|connection| {
        diesel::insert_into(hub_parts::table)
            .values((
                hub_parts::id.eq(one.id.column()),
                hub_parts::contact_id.eq(id.column()),
                hub_parts::agency.eq(one.agency.word()),
                hub_parts::words.eq(&one.said.words),
                hub_parts::ground.eq(one.said.ground.map(ShareGround::word)),
                hub_parts::law.eq(one.said.law.as_ref()),
                hub_parts::said_by.eq(one.said_by.as_ref()),
                hub_parts::at.eq(one.at.column()),
                hub_parts::by_user.eq(one.by.column()),
            ))
            .execute(connection)?;
        Ok(())
    })?;
    tx.use_up(one.by, key, ADDED, "", one.at)?;
    let subject = one.id.to_string();
    let deed = Deed { by: Some(one.by), what: "hub_part.added", subject: Some(&subject), ..Deed::default() };
    tx.note_deed(&Deed { detail: Some(one.agency.word()), ..deed }, one.at)
}

/// Only what was shared with this agency, and what it added itself.
fn view(tx: &Tx, one: WithLedger, agency: Agency) -> StoreResult<PartnerView> {
    use onward_domain::hub::Deed as Done;
    let decided = one.stands().outcome.is_some();
    let shared = one.steps.iter().filter_map(|step| match &step.deed {
        Done::Shared { agency: with, ground, law, what } if *with == agency => {
            Some(SharedWith { at: step.at, ground: *ground, law: law.clone(), what: what.clone() })
        }
        _ => None,
    });
    let mut parts = parts_of(tx, one.contact.id)?;
    parts.retain(|part| part.agency == agency);
    Ok(PartnerView {
        id: one.contact.id,
        reference: one.contact.reference.clone(),
        came_at: one.contact.came_at,
        shared: shared.collect(),
        parts,
        decided,
    })
}
