//! `/hub/contacts`: what waits for a decision, harm first and then by the clock. No name stands in the list.

#[cfg(test)]
mod tests;

use actix_web::web::Query;
use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use onward_domain::{
    hub::{
        Addressee, Agency, CameBy, Deed, Harm, Home, Lives, NextStep, Outcome, Sender, Stands, follow::What,
    },
    id::{HubContactId, UserId},
};
use onward_store::repo::{hub::WithLedger, hub_alerts::HubAlert};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

use super::contact;
use crate::{
    usecases::hub::{
        contacts::{Seen, ToDo, see_alerts_not_sent, see_queue, see_to_do},
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

/// A text that is due goes within so long.
const A_WHILE: TimeDelta = TimeDelta::minutes(5);

/// The addresses of this room.
pub fn routes() -> Vec<Route> {
    vec![get(AT, Audience::Hub, queue)]
}

/// Of which home; without a word, or with one that is none, all of them.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
struct Asked {
    home: String,
}

async fn queue(desk: Desk<Hub>, asked: Option<Query<Asked>>) -> PageResult {
    let whose = asked.and_then(|asked| asked.home.parse::<Whose>().ok());
    let (seen, (homes, telling), to_do, alerts) = desk
        .read(|ask| {
            let seen = see_queue(ask)?;
            let beside = see_beside_queue(ask, &seen.contacts)?;
            Ok((seen, beside, see_to_do(ask)?, see_alerts_not_sent(ask)?))
        })
        .await?;
    let neighbour = desk.app.settings.neighbour.name.clone();
    let page = QueuePage::of(&seen, &homes, desk.me.user.id, desk.now().at).only(whose, neighbour);
    let today = desk.now().today;
    let on_duty = desk.app.settings.hub_alert_text.is_some();
    let page = page.with_alerts(on_duty, &alerts, desk.now().at);
    desk.show(&page.telling(&telling, today).with_to_do(&to_do, today))
}

onward_domain::words! {
    /// Whose a contact is by the child's home: as somebody at the hub says, or else as whoever wrote does.
    pub enum Whose {
        Ours = "ours",
        Neighbour = "neighbour",
        Both = "both",
        Nobody = "nobody",
        /// Nobody has said.
        Unknown = "unknown",
    }
}

impl Whose {
    fn of(row: &Row) -> Self {
        match row.home.or_else(|| row.lives.and_then(Lives::home)) {
            Some(Home::Ours) => Self::Ours,
            Some(Home::Neighbour) => Self::Neighbour,
            Some(Home::Both) => Self::Both,
            Some(Home::Nobody) => Self::Nobody,
            None => Self::Unknown,
        }
    }
}

/// A link to the contacts of one home, with how many they are.
#[derive(Debug, Clone, Serialize)]
struct WhoseShown {
    whose: Whose,
    many: usize,
    current: bool,
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
    /// How many belong to whom; the ones shown are marked.
    homes: Vec<WhoseShown>,
    /// The other council's name, where it is known.
    neighbour: Option<String>,
    /// Whose contacts are shown; all where it is None.
    whose: Option<Whose>,
    /// Not shown for that: of these, so many may be harm now or are not screened.
    elsewhere: usize,
    elsewhere_first: usize,
    /// Whoever is on duty is texted when the hub is closed and something should not wait.
    on_duty: bool,
    /// Texts that did not go.
    alerts: Vec<AlertRow>,
    /// Families that are to be told, or looked at again.
    telling: Vec<TellingRow>,
    /// Decided, and still to do: late first, then by the day.
    to_do: Vec<ToDoRow>,
    /// Of these, past their day.
    to_do_late: usize,
}

/// Something that a decision asks for.
#[derive(Debug, Clone, Serialize)]
struct ToDoRow {
    href: String,
    reference: String,
    outcome: Outcome,
    next: Option<NextStep>,
    to: Option<Addressee>,
    due: NaiveDate,
    late: bool,
}

/// A text to whoever is on duty that did not go.
#[derive(Debug, Clone, Serialize)]
struct AlertRow {
    href: String,
    reference: String,
    since: DateTime<Utc>,
    tries: i64,
    /// It is not tried any more.
    failed: bool,
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
    /// Where the child lives, as they say.
    lives: Option<Lives>,
    /// It was decided, and the decision was withdrawn then.
    withdrawn_at: Option<DateTime<Utc>>,
    /// Somebody at the hub wrote it down.
    taken: Option<CameBy>,
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
            homes: Vec::new(),
            neighbour: None,
            whose: None,
            elsewhere: 0,
            elsewhere_first: 0,
            on_duty: false,
            alerts: Vec::new(),
            telling: Vec::new(),
            to_do: Vec::new(),
            to_do_late: 0,
        }
    }

    /// With whether anybody is told at night, and the texts that did not go. One that has a minute yet is on its way.
    fn with_alerts(mut self, on_duty: bool, all: &[(HubAlert, String)], now: DateTime<Utc>) -> Self {
        let late =
            |alert: &HubAlert| alert.ended.is_some() || alert.tries > 0 || alert.due_at + A_WHILE < now;
        let row = |(alert, reference): &(HubAlert, String)| AlertRow {
            href: contact::address(alert.contact),
            reference: reference.clone(),
            since: alert.made_at,
            tries: alert.tries,
            failed: alert.ended.is_some(),
        };
        self.on_duty = on_duty;
        self.alerts = all.iter().filter(|(alert, _)| late(alert)).map(row).collect();
        self
    }

    /// Only those of one home, where one is asked for. How many are hidden by that stands above the list: harm first.
    fn only(mut self, whose: Option<Whose>, neighbour: Option<String>) -> Self {
        let all = self.first.iter().chain(&self.rest).chain(&self.behind);
        let of: Vec<Whose> = all.map(Whose::of).collect();
        let shown = |each: &Whose| WhoseShown {
            whose: *each,
            many: of.iter().filter(|one| *one == each).count(),
            current: Some(*each) == whose,
        };
        self.homes = Whose::ALL.iter().map(shown).filter(|one| one.many > 0 || one.current).collect();
        (self.whose, self.neighbour) = (whose, neighbour);
        let Some(whose) = whose else { return self };
        let first = self.first.len();
        for list in [&mut self.first, &mut self.rest, &mut self.behind] {
            list.retain(|row| Whose::of(row) == whose);
        }
        self.elsewhere = of.iter().filter(|one| **one != whose).count();
        self.elsewhere_first = first - self.first.len();
        self
    }

    /// With what is decided and still to do.
    fn with_to_do(mut self, all: &[ToDo], today: NaiveDate) -> Self {
        let row = |one: &ToDo| {
            let (next, to) = match one.what {
                What::Next(next) => (Some(next), None),
                What::Message(to) => (None, Some(to)),
            };
            let href =
                format!("{}/{}", contact::address(one.contact), if next.is_some() { "done" } else { "sent" });
            let (reference, outcome, due) = (one.reference.clone(), one.outcome, one.due);
            ToDoRow { href, reference, outcome, next, to, due, late: due < today }
        };
        self.to_do = all.iter().map(row).collect();
        self.to_do_late = self.to_do.iter().filter(|row| row.late).count();
        self
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
        lives: contact.told.lives,
        withdrawn_at: stands.withdrawn.as_ref().map(|one| one.at),
        taken: contact.taken.map(|taken| taken.how),
    }
}
