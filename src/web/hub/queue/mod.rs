//! `/hub/contacts`: what waits for a decision, harm first and then by the clock. No name stands in the list.

#[cfg(test)]
mod tests;

use chrono::{DateTime, NaiveDate, Utc};
use onward_domain::{
    hub::{Agency, Deed, Harm, Home, Sender, Stands},
    id::{HubContactId, UserId},
};
use onward_store::repo::hub::WithLedger;
use serde::Serialize;
use std::collections::BTreeMap;

use super::contact;
use crate::{
    usecases::hub::{
        contacts::{Seen, see_queue},
        partners::see_beside_queue,
    },
    web::{
        desk::{Desk, Hub},
        reply::PageResult,
        routes::{Audience, Route, get},
        view::Page,
    },
};

/// The address of the queue.
pub const AT: &str = "/hub/contacts";

/// The addresses of this room.
pub fn routes() -> Vec<Route> {
    vec![get(AT, Audience::Hub, queue)]
}

async fn queue(desk: Desk<Hub>) -> PageResult {
    let (seen, (homes, telling)) = desk
        .read(|ask| {
            let seen = see_queue(ask)?;
            let beside = see_beside_queue(ask, &seen.contacts)?;
            Ok((seen, beside))
        })
        .await?;
    let page = QueuePage::of(&seen, &homes, desk.me.user.id, desk.now().at);
    desk.show(&page.telling(&telling, desk.now().today))
}

/// The queue.
#[derive(Debug, Clone, Serialize)]
struct QueuePage {
    /// May be harm now; nobody has read it; nobody has it; past its clock.
    harm_now: usize,
    not_screened: usize,
    nobody: usize,
    late: usize,
    first: Vec<Row>,
    rest: Vec<Row>,
    /// What came in a flood and stands behind the rest.
    behind: Vec<Row>,
    /// Families that are to be told, or looked at again.
    telling: Vec<TellingRow>,
}

/// A family that is to be told, or looked at again.
#[derive(Debug, Clone, Serialize)]
struct TellingRow {
    href: String,
    reference: String,
    by: NaiveDate,
    late: bool,
    not_told: bool,
}

/// One contact: who wrote and what it is about harm, and nobody's name.
#[derive(Debug, Clone, Serialize)]
struct Row {
    href: String,
    reference: String,
    door: &'static str,
    sender: Sender,
    harm: Harm,
    /// What whoever wrote says, until somebody at the hub has read it.
    screened: bool,
    came_at: DateTime<Utc>,
    decide_by: DateTime<Utc>,
    late: bool,
    has: Option<String>,
    mine: bool,
    shared: Vec<Agency>,
    /// `told`, `will_try`, `tried`, `not_told` or nothing.
    telling: Option<&'static str>,
    /// Whose it is, where somebody said so.
    home: Option<Home>,
}

impl Page for QueuePage {
    const TEMPLATE: &'static str = "hub/queue.html";
}

impl QueuePage {
    fn of(seen: &Seen, homes: &BTreeMap<HubContactId, Home>, me: UserId, now: DateTime<Utc>) -> Self {
        let (mut first, mut rest, mut behind) = (Vec::new(), Vec::new(), Vec::new());
        let (mut harm_now, mut not_screened) = (0, 0);
        for one in &seen.contacts {
            let stands = one.stands();
            let row = Row { home: homes.get(&one.contact.id).copied(), ..row(one, &stands, seen, (me, now)) };
            harm_now += usize::from(row.harm == Harm::Now);
            not_screened += usize::from(row.harm == Harm::NotScreened);
            let flood = one.contact.flood && row.sender != Sender::Child && stands.screened.is_none();
            let list = if flood {
                &mut behind
            } else if stands.comes_first(&one.contact.told) {
                &mut first
            } else {
                &mut rest
            };
            list.push(row);
        }
        let all = || first.iter().chain(&rest).chain(&behind);
        Self {
            harm_now,
            not_screened,
            nobody: all().filter(|row| row.has.is_none()).count(),
            late: all().filter(|row| row.late).count(),
            first,
            rest,
            behind,
            telling: Vec::new(),
        }
    }

    /// With the families that are to be told.
    fn telling(mut self, telling: &[(NaiveDate, WithLedger)], today: NaiveDate) -> Self {
        let row = |(by, one): &(NaiveDate, WithLedger)| TellingRow {
            href: contact::address(one.contact.id),
            reference: one.contact.reference.clone(),
            by: *by,
            late: *by < today,
            not_told: matches!(one.stands().telling, Some(Deed::NotTold { .. })),
        };
        self.telling = telling.iter().map(row).collect();
        self
    }
}

fn row(one: &WithLedger, stands: &Stands, seen: &Seen, (me, now): (UserId, DateTime<Utc>)) -> Row {
    let contact = &one.contact;
    let shared = one.steps.iter().filter_map(|step| match &step.deed {
        Deed::Shared { agency, .. } => Some(*agency),
        _ => None,
    });
    Row {
        href: contact::address(contact.id),
        reference: contact.reference.clone(),
        door: contact.told.door.word(),
        sender: contact.told.sender,
        harm: stands.harm(&contact.told),
        screened: stands.screened.is_some(),
        came_at: contact.came_at,
        decide_by: contact.decide_by,
        late: contact.decide_by < now,
        has: stands.has.and_then(|user| seen.names.get(&user).cloned()),
        mine: stands.has == Some(me),
        shared: shared.collect(),
        telling: stands.telling.as_ref().map(contact::kind),
        home: None,
    }
}
