//! Many people at once, in a handful of queries: for lists and figures.

use std::collections::{HashMap, HashSet};

use chrono::NaiveDate;
use diesel::prelude::*;
use onward_domain::{
    allocation::{Allocation, Part, Team, Worker},
    care::{Circumstance, Course, Episode, Facts, LifeEvent},
    contact::ContactKind,
    coverage::Shown,
    entitlement::EntitlementStep,
    id::{PersonId, TeamId, UserId},
    person::Person,
    plan::{Plan, PlanStatus},
};

use crate::{
    Tx,
    connection::AnyConnection,
    error::StoreResult,
    rows::users::User,
    schema::{
        people::{persons, teams, users},
        records::{
            allocations, care_episodes, circumstances, contacts, courses, entitlement_steps, life_events,
            plans,
        },
    },
    types::Column as _,
};

/// A person with everything that lists and figures need.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// Who.
    pub person: Person,
    /// Everything that the rules read, with the whole ledger of entitlements.
    pub facts: Facts,
    /// Their adviser today.
    pub adviser: Option<Worker>,
    /// Their reviewing officer today.
    pub reviewing_officer: Option<Worker>,
    /// The day of the last contact that reached them.
    pub last_contact: Option<NaiveDate>,
    /// The day of the last visit, face to face.
    pub last_visit: Option<NaiveDate>,
    /// The day on which the next is meant to be, as noted at the last.
    pub next_contact: Option<NaiveDate>,
    /// By when the agreed plan must be reviewed.
    pub review_due: Option<NaiveDate>,
}

impl Listed {
    /// What the service's own records show, as coverage and lists read it.
    #[must_use]
    pub fn shown(&self) -> Shown {
        Shown {
            adviser: self.adviser.as_ref().map(|adviser| adviser.user),
            team: self.adviser.as_ref().and_then(|adviser| adviser.team.as_ref()).map(|team| team.id),
            plan: self.facts.has_plan.then_some(self.review_due),
            last_visit: self.last_visit,
        }
    }
}

/// Of whom.
#[derive(Debug, Clone, Copy)]
pub(super) enum Of<'p> {
    /// Everyone.
    Everyone,
    /// Those to whom someone is allocated.
    AllocatedTo(UserId, Part),
    /// These.
    These(&'p [PersonId]),
}

/// Loads rows that hang on a person, of everyone or of a list.
macro_rules! rows_of {
    ($connection:expr, $table:ident, $ids:expr $(, $filter:expr)*) => {{
        let query = $table::table$(.filter($filter))*;
        match $ids {
            None => query.load($connection),
            // One person is the commonest question; asked so, the database keeps it prepared.
            Some([one]) => query.filter($table::person_id.eq(one)).load($connection),
            Some(ids) => query.filter($table::person_id.eq_any(ids)).load($connection),
        }
    }};
}

/// A longer list than this is picked out of everyone: a statement holds only so many values.
const LONG_LIST: usize = 1_000;

/// Loads them, by name.
pub(super) fn load(tx: &Tx, of: Of<'_>, today: NaiveDate) -> StoreResult<Vec<Listed>> {
    tx.run(|connection| {
        let chosen: Option<Vec<String>> = match of {
            Of::Everyone => None,
            Of::These(ids) => Some(ids.iter().map(|id| id.column()).collect()),
            Of::AllocatedTo(user, part) => Some(allocated_to(connection, user, part, today)?),
        };
        let ids = chosen.as_deref().filter(|ids| ids.len() <= LONG_LIST);
        let mut people: Vec<Person> = match ids {
            None => persons::table.order((persons::search_name, persons::id)).load(connection)?,
            Some([one]) => persons::table.filter(persons::id.eq(one)).load(connection)?,
            Some(ids) => persons::table
                .filter(persons::id.eq_any(ids))
                .order((persons::search_name, persons::id))
                .load(connection)?,
        };
        if let (None, Some(chosen)) = (ids, &chosen) {
            let chosen: HashSet<&str> = chosen.iter().map(String::as_str).collect();
            people.retain(|person| chosen.contains(person.id.column().as_str()));
        }
        let mut facts = facts(connection, &people, ids)?;
        let mut workers = workers(connection, ids, today)?;
        let mut met = contacts_of(connection, ids)?;
        let mut reviews = agreed_plans(connection, ids)?;
        Ok(people
            .into_iter()
            .map(|person| {
                let id = person.id;
                let mut facts = facts.remove(&id).unwrap_or_default();
                let review = reviews.remove(&id);
                facts.has_plan = review.is_some();
                let (adviser, reviewing_officer) = workers.remove(&id).unwrap_or_default();
                let met = met.remove(&id).unwrap_or_default();
                Listed {
                    person,
                    facts,
                    adviser,
                    reviewing_officer,
                    last_contact: met.reached,
                    last_visit: met.visited,
                    next_contact: met.next,
                    review_due: review.flatten(),
                }
            })
            .collect())
    })
}

fn allocated_to(
    connection: &mut AnyConnection,
    user: UserId,
    part: Part,
    today: NaiveDate,
) -> QueryResult<Vec<String>> {
    allocations::table
        .filter(allocations::user_id.eq(user.column()))
        .filter(allocations::part.eq(part.column()))
        .filter(allocations::from_day.le(today))
        .filter(allocations::until_day.is_null().or(allocations::until_day.gt(today)))
        .select(allocations::person_id)
        .distinct()
        .load(connection)
}

fn facts(
    connection: &mut AnyConnection,
    people: &[Person],
    ids: Option<&[String]>,
) -> QueryResult<HashMap<PersonId, Facts>> {
    let mut facts: HashMap<PersonId, Facts> = people
        .iter()
        .map(|person| (person.id, Facts { born: person.identity.born, ..Facts::default() }))
        .collect();
    let episodes: Vec<Episode> =
        rows_of!(connection, care_episodes, ids, care_episodes::superseded_at.is_null())?;
    for row in episodes {
        facts.entry(row.person).or_default().episodes.push(row);
    }
    let events: Vec<LifeEvent> =
        rows_of!(connection, life_events, ids, life_events::superseded_at.is_null())?;
    for row in events {
        facts.entry(row.person).or_default().events.push(row);
    }
    let answers: Vec<Circumstance> =
        rows_of!(connection, circumstances, ids, circumstances::superseded_at.is_null())?;
    for row in answers {
        facts.entry(row.person).or_default().circumstances.push(row);
    }
    let studies: Vec<Course> = rows_of!(connection, courses, ids, courses::superseded_at.is_null())?;
    for row in studies {
        facts.entry(row.person).or_default().courses.push(row);
    }
    let steps: Vec<EntitlementStep> = rows_of!(connection, entitlement_steps, ids)?;
    for row in steps {
        facts.entry(row.person).or_default().entitlements.push(row);
    }
    Ok(facts)
}

type Both = (Option<Worker>, Option<Worker>);

fn workers(
    connection: &mut AnyConnection,
    ids: Option<&[String]>,
    today: NaiveDate,
) -> QueryResult<HashMap<PersonId, Both>> {
    let mut current: Vec<Allocation> = rows_of!(
        connection,
        allocations,
        ids,
        allocations::from_day.le(today),
        allocations::until_day.is_null().or(allocations::until_day.gt(today))
    )?;
    let who: HashSet<String> = current.iter().map(|allocation| allocation.user.column()).collect();
    let staff: HashMap<UserId, User> = users::table
        .filter(users::id.eq_any(who))
        .load::<User>(connection)?
        .into_iter()
        .map(|user| (user.id, user))
        .collect();
    let teams: HashMap<TeamId, Team> =
        teams::table.load::<Team>(connection)?.into_iter().map(|team| (team.id, team)).collect();
    // Should two be current, the newer one is shown.
    current.sort_by_key(|allocation| (allocation.from, allocation.id));
    let mut both: HashMap<PersonId, Both> = HashMap::new();
    for allocation in current {
        let worker = worker(&allocation, &staff, &teams);
        let of = both.entry(allocation.person).or_default();
        match allocation.part {
            Part::Adviser => of.0 = worker,
            Part::ReviewingOfficer => of.1 = worker,
        }
    }
    Ok(both)
}

fn worker(
    allocation: &Allocation,
    staff: &HashMap<UserId, User>,
    teams: &HashMap<TeamId, Team>,
) -> Option<Worker> {
    let user = staff.get(&allocation.user)?;
    Some(Worker {
        user: user.id,
        name: user.display_name.clone(),
        phone: user.phone.clone(),
        part: allocation.part,
        team: allocation.team.or(user.team).and_then(|team| teams.get(&team)).cloned(),
        from: allocation.from,
    })
}

/// The days of a person's contacts that lists show.
#[derive(Debug, Default)]
struct Met {
    reached: Option<NaiveDate>,
    visited: Option<NaiveDate>,
    next: Option<NaiveDate>,
}

fn contacts_of(
    connection: &mut AnyConnection,
    ids: Option<&[String]>,
) -> QueryResult<HashMap<PersonId, Met>> {
    let Some(ids) = ids else { return contacts_of_everyone(connection) };
    let columns = (contacts::person_id, contacts::kind, contacts::happened_on, contacts::next_on);
    let query = contacts::table
        .filter(contacts::superseded_at.is_null())
        .order((contacts::happened_on, contacts::id));
    type Row = (PersonId, ContactKind, NaiveDate, Option<NaiveDate>);
    let rows: Vec<Row> = match ids {
        [one] => query.filter(contacts::person_id.eq(one)).select(columns).load(connection)?,
        ids => query.filter(contacts::person_id.eq_any(ids)).select(columns).load(connection)?,
    };
    let mut met: HashMap<PersonId, Met> = HashMap::new();
    for (person, kind, day, next) in rows {
        let of = met.entry(person).or_default();
        if kind != ContactKind::Tried {
            of.reached = Some(day);
        }
        if matches!(kind, ContactKind::VisitAtHome | ContactKind::VisitElsewhere) {
            of.visited = Some(day);
        }
        of.next = next.or(of.next);
    }
    Ok(met)
}

/// The same for everyone, the days picked out by the database: contacts are by far the most rows.
fn contacts_of_everyone(connection: &mut AnyConnection) -> QueryResult<HashMap<PersonId, Met>> {
    type Last = (PersonId, Option<NaiveDate>);
    let last_of = |connection: &mut AnyConnection, kinds: &[ContactKind]| -> QueryResult<Vec<Last>> {
        contacts::table
            .filter(contacts::superseded_at.is_null())
            .filter(contacts::kind.eq_any(kinds.iter().map(|kind| kind.column()).collect::<Vec<_>>()))
            .group_by(contacts::person_id)
            .select((contacts::person_id, diesel::dsl::max(contacts::happened_on)))
            .load(connection)
    };
    let reached: Vec<ContactKind> =
        ContactKind::ALL.iter().copied().filter(|kind| *kind != ContactKind::Tried).collect();
    let mut met: HashMap<PersonId, Met> = HashMap::new();
    for (person, day) in last_of(connection, &reached)? {
        met.entry(person).or_default().reached = day;
    }
    for (person, day) in last_of(connection, &[ContactKind::VisitAtHome, ContactKind::VisitElsewhere])? {
        met.entry(person).or_default().visited = day;
    }
    let next: Vec<(PersonId, Option<NaiveDate>)> = contacts::table
        .filter(contacts::superseded_at.is_null())
        .filter(contacts::next_on.is_not_null())
        .order((contacts::happened_on, contacts::id))
        .select((contacts::person_id, contacts::next_on))
        .load(connection)?;
    for (person, day) in next {
        met.entry(person).or_default().next = day;
    }
    Ok(met)
}

/// Who has an agreed plan, and by when it must be reviewed.
fn agreed_plans(
    connection: &mut AnyConnection,
    ids: Option<&[String]>,
) -> QueryResult<HashMap<PersonId, Option<NaiveDate>>> {
    let agreed: Vec<Plan> = rows_of!(connection, plans, ids, plans::status.eq(PlanStatus::Agreed.column()))?;
    Ok(agreed.into_iter().map(|plan| (plan.person, plan.review_due)).collect())
}
