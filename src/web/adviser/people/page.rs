//! What the page with an adviser's people shows.

use chrono::{Months, NaiveDate};
use leaving_care_rules::assessment::Status;
use onward_domain::{due::What, money::Pence};
use serde::Serialize;

use super::asked::{Asked, LONG_AGO, Meets, Order, View, is_late, not_seen};
use crate::{
    usecases::adviser::Answered,
    web::{
        adviser::due,
        law_words,
        view::Page,
        words::{
            Say,
            says::adviser::people::{filter, lede},
        },
    },
};

/// The adviser's people.
#[derive(Debug, Clone, Serialize)]
pub struct PeoplePage {
    today: NaiveDate,
    /// How many there are.
    all: usize,
    /// What stands out: how many have something overdue, have not been seen for long, have money not claimed.
    stands_out: Vec<Say>,
    views: Vec<ViewShown>,
    /// A filter is on.
    filtered: bool,
    /// The filter's box is open.
    open: bool,
    q: String,
    status: String,
    view: &'static str,
    order: Order,
    order_words: Say,
    statuses: Vec<(&'static str, Say)>,
    /// How often they meet: what is chosen, and the choices.
    meets: &'static str,
    often: Vec<(&'static str, Say)>,
    orders: Vec<(&'static str, Say)>,
    sorts: Vec<Sort>,
    rows: Vec<Row>,
    /// Who can't wait: shown before everything else, whatever is filtered.
    emergencies: Vec<Emergency>,
}

impl Page for PeoplePage {
    const TEMPLATE: &str = "adviser/people.html";
}

/// A ready-made view and how many people it has.
#[derive(Debug, Clone, Serialize)]
struct ViewShown {
    key: &'static str,
    words: Say,
    href: String,
    many: usize,
}

/// A column that the list can be ordered by.
#[derive(Debug, Clone, Serialize)]
struct Sort {
    order: Order,
    href: String,
}

/// One person.
#[derive(Debug, Clone, Serialize)]
struct Row {
    href: String,
    name: String,
    age: Option<u32>,
    next: Option<Next>,
    /// What is owed and was never recorded here.
    not_recorded: Vec<Say>,
    /// Face to face.
    seen: Option<NaiveDate>,
    seen_long_ago: bool,
    /// Reached in any way, where that is later.
    reached: Option<NaiveDate>,
    /// They meet at least every so many weeks, by the plan.
    weeks: Option<i64>,
    not_claimed: Pence,
    /// Another council owes them, or may.
    elsewhere: bool,
    status_known: bool,
    status: Say,
    status_why: Say,
}

/// Somebody who has asked for help that can't wait.
#[derive(Debug, Clone, Serialize)]
struct Emergency {
    name: String,
    href: String,
    since: NaiveDate,
}

impl Emergency {
    fn of(one: &Answered) -> Option<Self> {
        let due = one.due.iter().find(|due| due.what == What::Emergency)?;
        let identity = &one.listed.person.identity;
        let href = format!("/adviser/people/{}", one.listed.person.id);
        Some(Self { name: identity.listed_name(), href, since: due.day })
    }
}

/// What is due next.
#[derive(Debug, Clone, Serialize)]
struct Next {
    what: Say,
    on: NaiveDate,
    late: bool,
    is_today: bool,
}

impl PeoplePage {
    /// Those among everyone who are asked for.
    pub fn of(all: &[Answered], asked: &Asked, today: NaiveDate) -> Self {
        let (view, order) = (asked.view(), asked.order());
        let filtered = asked.is_filtered();
        let of_view = |each: View| ViewShown {
            key: each.key(),
            words: each.words(),
            href: asked.address(each, order),
            many: all.iter().filter(|one| each.holds(one)).count(),
        };
        Self {
            today,
            all: all.len(),
            stands_out: stands_out(all),
            views: View::ALL.into_iter().map(of_view).collect(),
            filtered,
            open: filtered && asked.view.is_empty() || order != Order::Due,
            q: asked.q.trim().to_owned(),
            status: asked.status.clone(),
            view: view.key(),
            order,
            order_words: order.words(),
            statuses: statuses(),
            meets: asked.meets().map_or("", Meets::key),
            often: std::iter::once(("", filter::AnyMeets.into()))
                .chain(Meets::ALL.map(|each| (each.key(), each.words())))
                .collect(),
            orders: Order::ALL.into_iter().map(|each| (each.key(), each.words())).collect(),
            sorts: [Order::Name, Order::Due, Order::Seen, Order::Money]
                .into_iter()
                .map(|order| Sort { order, href: asked.address(view, order) })
                .collect(),
            rows: asked.shown(all).into_iter().map(|one| row(one, today)).collect(),
            emergencies: all.iter().filter_map(Emergency::of).collect(),
        }
    }
}

fn statuses() -> Vec<(&'static str, Say)> {
    let listed = law_words::STATUSES.into_iter().filter(|status| *status != Status::FormerRelevantEducation);
    let words = |status| (law_words::status_key(status), law_words::status_word(status));
    std::iter::once(("", filter::AnyStatus.into())).chain(listed.map(words)).collect()
}

fn stands_out(all: &[Answered]) -> Vec<Say> {
    let many = |number: usize| i64::try_from(number).unwrap_or(i64::MAX);
    let late = many(all.iter().filter(|one| is_late(one)).count());
    let unseen = many(all.iter().filter(|one| not_seen(one)).count());
    let owed: Vec<Pence> = all.iter().map(Answered::not_claimed).filter(|sum| sum.0 > 0).collect();
    let sum = Pence(owed.iter().map(|sum| sum.0).sum());
    let having = |fits: &dyn Fn(&Answered) -> bool| many(all.iter().filter(|one| fits(one)).count());
    let unclaimed = having(&|one| one.standings.iter().any(|each| each.stands.not_claimed()));
    let questions = having(&|one| one.listed.questions > 0);
    let turning = having(&|one| turns_soon(one));
    let silent = having(&|one| !one.not_recorded.is_empty());
    let parts: [Option<Say>; 7] = [
        (late > 0).then(|| lede::Overdue { many: late }.into()),
        (unseen > 0).then(|| lede::NotSeen { many: unseen, weeks: LONG_AGO / 7 }.into()),
        (questions > 0).then(|| lede::Questions { many: questions }.into()),
        (turning > 0).then(|| lede::Turning { many: turning }.into()),
        (sum.0 > 0).then(|| lede::NotClaimed { sum, many: many(owed.len()) }.into()),
        (sum.0 == 0 && unclaimed > 0).then(|| lede::Things { many: unclaimed }.into()),
        (silent > 0).then(|| lede::NotRecorded { many: silent }.into()),
    ];
    parts.into_iter().flatten().collect()
}

/// Does a birthday that changes the law come in the next three months?
fn turns_soon(one: &Answered) -> bool {
    let soon = one.today.checked_add_months(Months::new(3)).unwrap_or(one.today);
    one.due.iter().any(|due| matches!(due.what, What::Birthday(_)) && due.day <= soon)
}

fn row(one: &Answered, today: NaiveDate) -> Row {
    let status = one.assessment.status;
    Row {
        href: format!("/adviser/people/{}", one.listed.person.id),
        name: one.listed.person.identity.listed_name(),
        age: one.age(),
        next: one.due.first().map(|next| Next {
            what: due::what(next.what),
            on: next.day,
            late: next.late(today),
            is_today: next.day == today,
        }),
        not_recorded: one.not_recorded.iter().map(|what| due::what(*what)).collect(),
        seen: one.listed.last_visit,
        seen_long_ago: not_seen(one),
        reached: one.listed.last_contact.filter(|reached| one.listed.last_visit < Some(*reached)),
        weeks: one.listed.visit_weeks,
        not_claimed: one.not_claimed(),
        elsewhere: !one.whose.is_ours(),
        status_known: status != Status::NeedsInformation,
        status: law_words::status(status, one.assessment.duty_stage),
        status_why: law_words::status_why_short(&one.assessment),
    }
}
