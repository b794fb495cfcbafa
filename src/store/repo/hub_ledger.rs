//! The ledger of a contact, step by step, as its rows.

use std::collections::HashMap;

use chrono::{NaiveDate, NaiveDateTime};
use diesel::prelude::*;
use onward_domain::{
    access::Right,
    hub::{
        Addressee, Agency, Deed, Harm, NextStep, NotToldBecause, Outcome, RestsOn, ShareGround, Step,
        ToldAdviser, View, Withdrawal,
    },
    id::{HubContactId, HubStepId, PersonId, UserId},
    moment::Moment,
};

use crate::{
    Tx,
    dialect::among,
    error::{StoreError, StoreResult},
    schema::hub::{hub_steps, hub_views},
    scope::Record,
    types::{Column as _, Instant},
};

type StepRow = (
    (HubStepId, HubContactId, String, Option<Harm>, Option<Agency>, Option<ShareGround>, Option<String>),
    (Option<NotToldBecause>, Option<String>, Option<NaiveDate>, Option<bool>),
    (Option<Outcome>, Option<RestsOn>, Option<String>, NaiveDateTime, UserId),
    (Option<HubStepId>, Option<NextStep>, Option<Addressee>, Option<PersonId>),
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
            (hub_steps::of_step, hub_steps::next_step, hub_steps::to_whom, hub_steps::person_id),
        )
    };
}

/// How each agency saw the decisions among these steps.
type Views = HashMap<HubStepId, Vec<View>>;

fn step((head, about, rest, follows): StepRow, views: &mut Views) -> StoreResult<Step> {
    let (id, contact, kind, harm, agency, ground, law) = head;
    let (because, name, on, agrees) = about;
    let (outcome, rests_on, words, at, by) = rest;
    let (of, next, to, person) = follows;
    let words = words.unwrap_or_default();
    let deed =
        match kind.as_str() {
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
            "decided" => outcome.zip(name).map(|(outcome, with)| Deed::Decided {
                outcome,
                rests_on,
                with,
                why: words,
                views: views.remove(&id).unwrap_or_default(),
            }),
            "withdrawn" => of.map(|decision| Deed::Withdrawn { decision, why: words, agreed_with: name }),
            "done" => of.zip(next).zip(on.zip(name)).map(|((decision, what), (on, by))| Deed::Done {
                decision,
                what,
                on,
                by,
            }),
            "sent" => of.zip(to).zip(on.zip(name)).map(|((decision, to), (on, by))| Deed::Sent {
                decision,
                to,
                on,
                by,
                how: words,
            }),
            "not_sent" => of.zip(to).map(|(decision, to)| Deed::NotSent { decision, to, why: words }),
            "adviser_told" => person.zip(ground).zip(name).map(|((person, ground), decider)| {
                Deed::AdviserTold { person, ground, law, decider, what: words }
            }),
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
    of_step: Option<String>,
    next_step: Option<&'static str>,
    to_whom: Option<&'static str>,
    person_id: Option<String>,
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
        Deed::Decided { outcome, rests_on, with, why, views: _ } => NewStep {
            kind: "decided",
            outcome: Some(outcome.word()),
            rests_on: rests_on.map(RestsOn::word),
            name: Some(with),
            words: Some(why),
            ..row
        },
        after @ (Deed::Withdrawn { .. }
        | Deed::Done { .. }
        | Deed::Sent { .. }
        | Deed::NotSent { .. }
        | Deed::AdviserTold { .. }) => followed(after, row),
    }
}

/// What comes after a decision, and what its adviser is told.
fn followed(deed: Deed, row: NewStep) -> NewStep {
    match deed {
        Deed::Withdrawn { decision, why, agreed_with } => NewStep {
            kind: "withdrawn",
            of_step: Some(decision.column()),
            name: agreed_with,
            words: Some(why),
            ..row
        },
        Deed::Done { decision, what, on, by } => NewStep {
            kind: "done",
            of_step: Some(decision.column()),
            next_step: Some(what.word()),
            on_day: Some(on),
            name: Some(by),
            ..row
        },
        Deed::Sent { decision, to, on, by, how } => NewStep {
            kind: "sent",
            of_step: Some(decision.column()),
            to_whom: Some(to.word()),
            on_day: Some(on),
            name: Some(by),
            words: Some(how),
            ..row
        },
        Deed::NotSent { decision, to, why } => NewStep {
            kind: "not_sent",
            of_step: Some(decision.column()),
            to_whom: Some(to.word()),
            words: Some(why),
            ..row
        },
        Deed::AdviserTold { person, ground, law, decider, what } => NewStep {
            kind: "adviser_told",
            person_id: Some(person.column()),
            ground: Some(ground.word()),
            law,
            name: Some(decider),
            words: Some(what),
            ..row
        },
        Deed::Taken
        | Deed::Screened(_)
        | Deed::Shared { .. }
        | Deed::Told { .. }
        | Deed::WillTry { .. }
        | Deed::Tried { .. }
        | Deed::NotTold { .. }
        | Deed::Agreement { .. }
        | Deed::Decided { .. } => row,
    }
}

/// The ledgers of these contacts, oldest first.
pub(super) fn of_contacts(tx: &Tx, contacts: &[String]) -> StoreResult<Vec<Step>> {
    let rows: Vec<StepRow> = tx.run(|connection| {
        Ok(hub_steps::table
            .filter(among(connection, hub_steps::contact_id, contacts))
            .order((hub_steps::at, hub_steps::id))
            .select(step_columns!())
            .load(connection)?)
    })?;
    read(tx, rows)
}

fn read(tx: &Tx, rows: Vec<StepRow>) -> StoreResult<Vec<Step>> {
    let decided = rows.iter().filter(|((_, _, kind, ..), ..)| kind == "decided");
    let decided: Vec<String> = decided.map(|((id, ..), ..)| id.column()).collect();
    let mut views = if decided.is_empty() { Views::new() } else { views_of(tx, &decided)? };
    rows.into_iter().map(|row| step(row, &mut views)).collect()
}

fn views_of(tx: &Tx, decisions: &[String]) -> StoreResult<Views> {
    let rows: Vec<(HubStepId, Agency, bool, String)> = tx.run(|connection| {
        Ok(hub_views::table
            .filter(among(connection, hub_views::step_id, decisions))
            .select((hub_views::step_id, hub_views::agency, hub_views::agrees, hub_views::why))
            .load(connection)?)
    })?;
    let mut views = Views::new();
    for (id, agency, agrees, why) in rows {
        views.entry(id).or_default().push(View { agency, agrees, why });
    }
    for of in views.values_mut() {
        of.sort_by_key(|view| view.agency);
    }
    Ok(views)
}

/// What the hub shared with the advisers of these people since an instant, oldest first. Nothing else of a contact is read here,
/// and this is the only way from a person to what came to the hub.
pub(crate) fn told_to_advisers(
    tx: &Tx,
    people: &[String],
    since: Option<Instant>,
) -> StoreResult<Vec<(PersonId, ToldAdviser)>> {
    let rows: Vec<StepRow> = tx.run(|connection| {
        let mut told = hub_steps::table
            .filter(among(connection, hub_steps::person_id.assume_not_null(), people))
            .filter(hub_steps::kind.eq("adviser_told"))
            .into_boxed();
        if let Some(since) = since {
            told = told.filter(hub_steps::at.ge(since.column()));
        }
        Ok(told.order((hub_steps::at, hub_steps::id)).select(step_columns!()).load(connection)?)
    })?;
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let steps = read(tx, rows)?;
    let of: Vec<HubContactId> = steps.iter().map(|step| step.contact).collect();
    let know = super::hub::whose_family_knows(tx, &of)?;
    let told = |step: Step| match step.deed {
        Deed::AdviserTold { person, ground, law, decider, what } => {
            let family_knows = know.contains(&step.contact);
            Some((person, ToldAdviser { id: step.id, ground, law, decider, what, at: step.at, family_knows }))
        }
        _ => None,
    };
    Ok(steps.into_iter().filter_map(told).collect())
}

impl Record<'_> {
    /// What the hub shared with their adviser, newest first. Nothing for any other right: it was shared with the adviser alone, and
    /// the person themselves reads it once the family knows of the contact.
    ///
    /// # Errors
    /// The database's own.
    pub fn told_by_hub(&self) -> StoreResult<Vec<ToldAdviser>> {
        let all = match self.right() {
            Right::Adviser | Right::Own => told_to_advisers(self.tx(), &[self.key()], None)?,
            _ => Vec::new(),
        };
        let own = self.right() == Right::Own;
        let mut all: Vec<_> = all.into_iter().map(|(_, told)| told).collect();
        all.retain(|told| !own || told.family_knows);
        all.reverse();
        Ok(all)
    }
}

/// Adds a step. Its id, and its kind as a word.
pub(super) fn insert(
    tx: &Tx,
    (contact, deed): (HubContactId, &Deed),
    withdrawn: Option<&Withdrawal>,
    by: UserId,
    now: Moment,
) -> StoreResult<(String, &'static str)> {
    let mut row = new_step(contact, deed, by, now);
    let views: &[View] = match deed {
        Deed::Decided { views, .. } => {
            // The table lets one decision in after each that was withdrawn.
            row.of_step = withdrawn.map(|one| one.step.column());
            views
        }
        _ => &[],
    };
    tx.run(|connection| {
        diesel::insert_into(hub_steps::table).values(&row).execute(connection)?;
        for view in views {
            diesel::insert_into(hub_views::table)
                .values((
                    hub_views::step_id.eq(&row.id),
                    hub_views::agency.eq(view.agency.word()),
                    hub_views::agrees.eq(view.agrees),
                    hub_views::why.eq(&view.why),
                ))
                .execute(connection)?;
        }
        Ok(())
    })?;
    Ok((row.id, row.kind))
}
