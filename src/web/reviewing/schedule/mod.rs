//! `/reviewing/reviews`: every review and conference by its statutory clock, what stands still, and the challenges that are open.

use chrono::{Datelike, NaiveDate};
use onward_domain::{
    id::PersonId,
    reviewing::{ReviewKind, held},
};
use onward_store::{repo::reviewing::Reviewed, scope::Listed};
use serde::Serialize;
use std::{collections::BTreeMap, sync::Arc};

use crate::{
    usecases::{
        reviewed::{Due, due_for},
        reviewing::work::see_schedule,
    },
    web::{
        challenge::{ChallengeRow, Ended},
        desk::{Desk, Reviewing},
        reply::PageResult,
        routes::{Audience, Route, get},
        view::Page,
    },
};

/// The address of this room.
pub fn routes() -> Vec<Route> {
    vec![get("/reviewing/reviews", Audience::Reviewing, schedule)]
}

async fn schedule(desk: Desk<Reviewing>) -> PageResult {
    let (people, reviewed, carried) = desk.read(see_schedule).await?;
    desk.show(&SchedulePage::of(&people, &reviewed, &carried, desk.now().today))
}

/// The schedule.
#[derive(Debug, Clone, Serialize)]
pub struct SchedulePage {
    late: Vec<Row>,
    soon: Vec<Row>,
    later: Vec<Row>,
    /// No clock of ours runs: nothing is recorded here that it could begin with.
    without: Vec<Row>,
    drift: Vec<Drift>,
    open: Vec<ChallengeRow>,
    ended: Ended,
}

#[derive(Debug, Clone, Serialize)]
struct Row {
    href: String,
    name: String,
    age: Option<i32>,
    kind: ReviewKind,
    by: Option<NaiveDate>,
    booked: Option<NaiveDate>,
    booked_late: bool,
    book_soon: bool,
    held: usize,
    last: Option<NaiveDate>,
    /// It follows a strategy discussion.
    initial: bool,
}

/// Something that stands still.
#[derive(Debug, Clone, Serialize)]
struct Drift {
    href: String,
    name: String,
    /// `plan`, `adviser`, `seen`, `answer`, `result`, `twice` or `steps`.
    what: &'static str,
    since: Option<NaiveDate>,
    /// How many, for `steps`.
    many: usize,
}

impl Page for SchedulePage {
    const TEMPLATE: &'static str = "reviewing/schedule.html";
}

impl SchedulePage {
    /// `carried`: for whom steps of the plan were carried over twice, and how many.
    pub fn of(
        people: &[Arc<Listed>],
        reviewed: &Reviewed,
        carried: &BTreeMap<PersonId, usize>,
        today: NaiveDate,
    ) -> Self {
        let (mut late, mut soon, mut later, mut without) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        for person in people {
            let theirs = reviewed.reviews.get(&person.person.id).map(Vec::as_slice).unwrap_or_default();
            let talked = reviewed.strategies.get(&person.person.id).map(Vec::as_slice).unwrap_or_default();
            for due in due_for(person, theirs, talked, today) {
                let row = row(person, &due, today);
                let list = match due.by {
                    None if due.booked.is_none() => &mut without,
                    _ if due.late(today) => &mut late,
                    _ if row.book_soon || due.by.is_none_or(|by| (by - today).num_days() <= 28) => &mut soon,
                    _ => &mut later,
                };
                list.push(row);
            }
        }
        for list in [&mut late, &mut soon, &mut later] {
            list.sort_by_key(|row| row.booked.or(row.by));
        }
        let mut open: Vec<ChallengeRow> = reviewed
            .challenges
            .iter()
            .filter(|one| one.stands(today).closed.is_none())
            .map(|one| {
                let name = name_of(people, one.person);
                ChallengeRow::of(one, name, super::challenges::address(one.person, one.id), today)
            })
            .collect();
        open.sort_by_key(|row| std::cmp::Reverse(row.age));
        let year = NaiveDate::from_ymd_opt(today.year(), 1, 1).unwrap_or(today);
        Self {
            late,
            soon,
            later,
            without,
            drift: drift(people, reviewed, carried, today),
            open,
            ended: Ended::since(&reviewed.challenges, year, today),
        }
    }
}

fn name_of(people: &[Arc<Listed>], id: PersonId) -> String {
    let one = people.iter().find(|one| one.person.id == id);
    one.map(|one| one.person.identity.listed_name()).unwrap_or_default()
}

fn row(person: &Listed, due: &Due, today: NaiveDate) -> Row {
    Row {
        href: super::reviews::address(person.person.id),
        name: person.person.identity.listed_name(),
        age: person
            .person
            .identity
            .born
            .and_then(|born| today.years_since(born))
            .and_then(|age| age.try_into().ok()),
        kind: due.kind,
        by: due.by,
        booked: due.booked.as_ref().map(|booked| booked.booked_for),
        booked_late: due.booked_late(),
        book_soon: due.book_soon(today),
        held: due.held,
        last: due.last,
        initial: due.initial,
    }
}

/// What stands still: no adviser, nobody has seen them in 8 weeks, no plan, an answer or a result that does not come, a review
/// that was about no outcome twice in a row, and steps of the plan that were carried over twice.
fn drift(
    people: &[Arc<Listed>],
    reviewed: &Reviewed,
    carried: &BTreeMap<PersonId, usize>,
    today: NaiveDate,
) -> Vec<Drift> {
    let mut all = Vec::new();
    for person in people {
        let id = person.person.id;
        let mut still = |what, since| {
            all.push(Drift {
                href: super::reviews::address(id),
                name: person.person.identity.listed_name(),
                what,
                since,
                many: 0,
            });
        };
        if person.adviser.is_none() {
            still("adviser", None);
        }
        if let Some(seen) = person.last_contact.filter(|seen| (today - *seen).num_days() > 56) {
            still("seen", Some(seen));
        }
        let theirs = reviewed.reviews.get(&id).map(Vec::as_slice).unwrap_or_default();
        let mut records: Vec<_> = theirs.iter().filter_map(|review| review.record()).collect();
        records.sort_by_key(|record| std::cmp::Reverse(record.held_on));
        if let [last, before, ..] = records.as_slice()
            && last.outcome.is_none()
            && before.outcome.is_none()
        {
            still("twice", Some(last.held_on));
        }
        if !held(theirs, ReviewKind::Care).is_empty() && !person.facts.has_plan {
            still("plan", None);
        }
        if let Some(many) = carried.get(&id) {
            let (href, name) = (super::reviews::address(id), person.person.identity.listed_name());
            all.push(Drift { href, name, what: "steps", since: None, many: *many });
        }
    }
    for one in &reviewed.challenges {
        let stands = one.stands(today);
        let late = stands.waits_until().filter(|by| *by < today);
        let what = match (late, stands.wants_result()) {
            (Some(by), _) => Some(("answer", Some(by))),
            (None, true) => Some(("result", stands.levels.last().and_then(|last| last.answered_on))),
            _ => None,
        };
        if let Some((what, since)) = what {
            all.push(Drift {
                href: super::challenges::address(one.person, one.id),
                name: name_of(people, one.person),
                what,
                since,
                many: 0,
            });
        }
    }
    all
}
