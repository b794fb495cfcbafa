//! Many people at once, in a handful of queries: for lists and figures.

use std::{
    any::Any,
    collections::HashMap,
    fmt,
    sync::{Arc, OnceLock},
};

use chrono::{DateTime, NaiveDate, NaiveDateTime, Utc};
use diesel::{
    prelude::*,
    sql_types::{Nullable, Text},
};
use onward_domain::{
    allocation::{Part, Team, Worker},
    appointment::Appointment,
    care::{Circumstance, Course, Episode, Facts, LifeEvent},
    desk::Covering,
    entitlement::EntitlementStep,
    id::{PersonId, UserId},
    matter::Matter,
    overrides::Override,
    own_answer::OwnAnswer,
    person::Person,
    returns::ssda903::{CollectionYear, FactKey, Table, ledger::told_until},
    shown::Shown,
    withheld::{Withheld, YearsHeld},
};

use crate::{
    Tx,
    connection::AnyConnection,
    dialect::Day,
    error::StoreResult,
    repo::returns::{Waiting, in_doubt, on_their_way},
    schema::{
        desk::covers,
        imports::{import_questions, imports, joined_numbers, return_holdings},
        people::{persons, teams, users},
        records::{
            allocations, care_episodes, circumstances, courses, entitlement_overrides, entitlement_steps,
            life_events,
        },
    },
    types::Column,
};

diesel::alias!(allocations as mine: Mine);
diesel::define_sql_function! {
    /// The first value that is not null.
    fn coalesce(first: Nullable<Text>, second: Nullable<Text>) -> Nullable<Text>;
}

/// A person with everything that lists and figures need.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    pub person: Person,
    /// Everything that the rules read, with the whole entitlement ledger.
    pub facts: Facts,
    /// Their adviser today.
    pub adviser: Option<Worker>,
    /// Their reviewing officer today.
    pub reviewing_officer: Option<Worker>,
    /// The day of the last contact that reached them.
    pub last_contact: Option<NaiveDate>,
    /// The day of the last visit, face to face.
    pub last_visit: Option<NaiveDate>,
    /// The day of the next planned contact, as noted at the last.
    pub next_contact: Option<NaiveDate>,
    /// The deadline for reviewing the agreed plan.
    pub review_due: Option<NaiveDate>,
    /// Since when that plan is agreed.
    pub plan_agreed: Option<NaiveDate>,
    /// How many weeks lie between two visits at most, by that plan.
    pub visit_weeks: Option<i64>,
    /// When they asked for a review of it that has not been held: no newer plan was agreed since.
    pub review_asked: Option<DateTime<Utc>>,
    /// How many questions of imports wait to be settled.
    pub questions: usize,
    /// What the person says about themselves, while it waits to be settled.
    pub own_answers: Vec<OwnAnswer>,
    /// What they asked of the council that nobody has answered, soonest first.
    pub matters: Vec<Matter>,
    /// The appointments of today and later, with everything that was said about each.
    pub appointments: Vec<Appointment>,
    /// What they say is wrong and nobody has answered: by when each was promised an answer, soonest first.
    pub said_wrong: Vec<NaiveDate>,
    /// What was worked out from all this, for as long as this is kept.
    pub beside: Beside,
}

/// A place beside facts for what somebody works out from them. A copy of the facts may be changed, so its place is empty;
/// it takes no part in comparing.
#[derive(Default)]
pub struct Beside(OnceLock<Arc<dyn Any + Send + Sync>>);

impl Beside {
    /// What is here, or what is made now and stays here. One type of thing has the place: another is made each time.
    pub fn get_or_make<T: Send + Sync + 'static>(&self, make: impl Fn() -> T) -> Arc<T> {
        let here = self.0.get_or_init(|| Arc::new(make()));
        Arc::clone(here).downcast().unwrap_or_else(|_| Arc::new(make()))
    }
}

impl Clone for Beside {
    fn clone(&self) -> Self {
        Self::default()
    }
}

impl PartialEq for Beside {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Eq for Beside {}

impl fmt::Debug for Beside {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Beside")
    }
}

impl Listed {
    /// There is a plan, and by when it must be reviewed: the one that is agreed here, or one that the ledger or an answer tells
    /// of, whichever is reviewed later.
    fn plan(&self) -> Option<Option<NaiveDate>> {
        let here = self.facts.has_plan.then_some(self.review_due);
        let elsewhere = self.facts.plan_given().map(Shown::review_after);
        let said = self.facts.says_there_is_a_plan().then_some(None);
        match (here, elsewhere) {
            (Some(here), Some(elsewhere)) => Some(here.max(elsewhere)),
            (here, elsewhere) => here.or(elsewhere).or(said),
        }
    }

    /// What the service's own records show, as coverage and lists read it.
    #[must_use]
    pub fn shown(&self) -> Shown {
        Shown {
            adviser: self.adviser.as_ref().map(|adviser| adviser.user),
            team: self.adviser.as_ref().and_then(|adviser| adviser.team.as_ref()).map(|team| team.id),
            plan: self.plan(),
            last_visit: self.last_visit,
            visit_weeks: self.visit_weeks,
            assessed: self.facts.is_assessed(),
            began: Some(self.person.created_at.date_naive()),
            ledger_begun: !self.facts.entitlements.is_empty(),
        }
    }
}

#[derive(Debug, Clone, Copy)]
pub(super) enum Of<'p> {
    Everyone,
    /// The people someone is allocated to.
    AllocatedTo(UserId, Part),
    These(&'p [PersonId]),
}

/// The same, in the form queries take.
enum Chosen {
    Everyone,
    One(String),
    These(Vec<String>),
    AllocatedTo(String, String),
}

impl Of<'_> {
    fn chosen(self) -> Chosen {
        match self {
            Self::Everyone => Chosen::Everyone,
            Self::AllocatedTo(user, part) => Chosen::AllocatedTo(user.column(), part.column()),
            Self::These([one]) => Chosen::One(one.column()),
            Self::These(ids) => Chosen::These(ids.iter().map(Column::column).collect()),
        }
    }
}

/// Loads what a query finds about the people chosen. Each variant is a separate statement, written so that the database
/// keeps it prepared: the list for a caseload is part of the statement, any other list is one value.
macro_rules! of {
    ($connection:expr, $chosen:expr, $today:expr, $person:path, $query:expr) => {{
        let (query, today) = ($query, $today);
        match $chosen {
            Chosen::Everyone => query.load($connection),
            Chosen::One(one) => query.filter($person.eq(one)).load($connection),
            Chosen::These(ids) => {
                query.filter($crate::dialect::among($connection, $person, ids)).load($connection)
            }
            Chosen::AllocatedTo(user, part) => query
                .filter(
                    $person.eq_any(
                        mine.filter(mine.field(allocations::user_id).eq(user))
                            .filter(mine.field(allocations::part).eq(part))
                            .filter(mine.field(allocations::from_day).le(today))
                            .filter(
                                mine.field(allocations::until_day)
                                    .is_null()
                                    .or(mine.field(allocations::until_day).gt(today)),
                            )
                            .select(mine.field(allocations::person_id)),
                    ),
                )
                .load($connection),
        }
    }};
}

// After the macro, which it uses.
mod waiting;
use waiting::{
    agreed_plans, appointments_of, contacts_of, matters_of, open_questions, own_answers_of, reviews_asked,
    said_wrong,
};

/// The facts of some people, for an import that is compared with them: nobody sees them, so nothing is logged.
pub(crate) fn rights_facts(
    tx: &Tx,
    ids: &[PersonId],
    today: NaiveDate,
) -> StoreResult<HashMap<PersonId, Facts>> {
    let people = read(tx, Of::These(ids), today)?;
    Ok(people.into_iter().map(|one| (one.person.id, one.facts.clone())).collect())
}

/// Loads them, by name; uses what is kept in memory where it is still valid.
pub(super) fn load(tx: &Tx, of: Of<'_>, today: NaiveDate) -> StoreResult<Vec<Arc<Listed>>> {
    let Some((kept, version)) = tx.kept()? else { return read(tx, of, today) };
    let as_of = (version, today);
    let found = match of {
        Of::These([one]) => kept.person(as_of, *one).map(|one| vec![one]),
        Of::AllocatedTo(user, part) => kept.caseload(as_of, (user, part)),
        Of::Everyone | Of::These(_) => None,
    };
    if let Some(found) = found {
        return Ok(found);
    }
    let people = read(tx, of, today)?;
    match (of, people.as_slice()) {
        (Of::These([_]), [one]) => kept.put_person(as_of, one),
        (Of::AllocatedTo(user, part), people) => kept.put_caseload(as_of, (user, part), people),
        _ => {}
    }
    Ok(people)
}

fn read(tx: &Tx, of: Of<'_>, today: NaiveDate) -> StoreResult<Vec<Arc<Listed>>> {
    let chosen = &of.chosen();
    let mut open = tx.run(|connection| Ok(withheld(connection, chosen, today)?))?;
    let mut doubted = in_doubt(tx, std::mem::take(&mut open.of))?;
    tx.run(|connection| {
        let by_name = persons::table
            .filter(persons::id.ne_all(on_their_way()))
            .order((persons::search_name, persons::id));
        let mut people: Vec<Person> = of!(connection, chosen, today, persons::id, by_name)?;
        if matches!(chosen, Chosen::Everyone | Chosen::AllocatedTo(..)) {
            // Anyone whose number turned out to be another's is not listed twice.
            let joined: Vec<PersonId> =
                joined_numbers::table.select(joined_numbers::person_id).load(connection)?;
            people.retain(|person| !joined.contains(&person.id));
        }
        let held_back = (&mut doubted, open.years_held.take());
        let mut facts = facts(connection, &people, held_back, chosen, today)?;
        let mut workers = workers(connection, chosen, today)?;
        let mut met = contacts_of(connection, chosen, today)?;
        let mut reviews = agreed_plans(connection, chosen, today)?;
        let questions = open_questions(connection, chosen, today)?;
        let mut own_answers = own_answers_of(connection, chosen, today)?;
        let mut said_wrong = said_wrong(connection, chosen, today)?;
        let mut asked = reviews_asked(connection, chosen, today)?;
        let mut matters = matters_of(connection, chosen, today)?;
        let mut appointments = appointments_of(connection, chosen, today)?;
        Ok(people
            .into_iter()
            .map(|person| {
                let id = person.id;
                let mut facts = facts.remove(&id).unwrap_or_default();
                let agreed = reviews.remove(&id);
                facts.has_plan = agreed.is_some();
                let asked = asked.remove(&id).filter(|(plan, _)| *plan == agreed.map(|agreed| agreed.0));
                let (adviser, reviewing_officer) = workers.remove(&id).unwrap_or_default();
                let met = met.remove(&id).unwrap_or_default();
                Arc::new(Listed {
                    person,
                    facts,
                    adviser,
                    reviewing_officer,
                    last_contact: met.reached,
                    last_visit: met.visited,
                    next_contact: met.next,
                    review_due: agreed.and_then(|agreed| agreed.1),
                    plan_agreed: agreed.and_then(|agreed| agreed.3),
                    visit_weeks: agreed.and_then(|agreed| agreed.2),
                    review_asked: asked.map(|(_, at)| at),
                    questions: questions.get(&id).copied().unwrap_or_default(),
                    own_answers: own_answers.remove(&id).unwrap_or_default(),
                    matters: matters.remove(&id).unwrap_or_default(),
                    appointments: appointments.remove(&id).unwrap_or_default(),
                    beside: Beside::default(),
                    said_wrong: said_wrong.remove(&id).unwrap_or_default(),
                })
            })
            .collect())
    })
}

fn facts(
    connection: &mut AnyConnection,
    people: &[Person],
    (in_doubt, years_held): (&mut HashMap<PersonId, Withheld>, Option<Arc<YearsHeld>>),
    chosen: &Chosen,
    today: NaiveDate,
) -> QueryResult<HashMap<PersonId, Facts>> {
    let mut facts: HashMap<PersonId, Facts> = people
        .iter()
        .map(|person| {
            let mut withheld = in_doubt.remove(&person.id).unwrap_or_default();
            withheld.years_held = person.identity.child.as_ref().and(years_held.clone());
            (person.id, Facts { born: person.identity.born, withheld, ..Facts::default() })
        })
        .collect();
    macro_rules! gather {
        ($table:ident as $noun:ty, $query:expr => $field:ident) => {{
            let rows: Vec<$noun> = of!(connection, chosen, today, $table::person_id, $query)?;
            for row in rows {
                facts.entry(row.person).or_default().$field.push(row);
            }
        }};
    }
    gather!(care_episodes as Episode, care_episodes::table.filter(care_episodes::superseded_at.is_null()) => episodes);
    gather!(life_events as LifeEvent, life_events::table.filter(life_events::superseded_at.is_null()) => events);
    gather!(circumstances as Circumstance, circumstances::table.filter(circumstances::superseded_at.is_null()) => circumstances);
    gather!(courses as Course, courses::table.filter(courses::superseded_at.is_null()) => courses);
    gather!(entitlement_steps as EntitlementStep, entitlement_steps::table => entitlements);
    gather!(entitlement_overrides as Override, entitlement_overrides::table.filter(entitlement_overrides::ended_at.is_null()) => overrides);
    Ok(facts)
}

/// What open import questions withhold from the rules, by person, and the years whose episodes are held.
#[derive(Default)]
struct WithheldOf {
    of: HashMap<PersonId, Vec<Waiting>>,
    years_held: Option<Arc<YearsHeld>>,
}

fn withheld(connection: &mut AnyConnection, chosen: &Chosen, today: NaiveDate) -> QueryResult<WithheldOf> {
    let open = import_questions::table
        .filter(import_questions::settled_at.is_null())
        .filter(import_questions::holds.is_not_null())
        .order((import_questions::asked_at.desc(), import_questions::key))
        .select((
            import_questions::person_id,
            import_questions::key,
            import_questions::holds,
            import_questions::fact,
        ));
    let rows: Vec<(PersonId, String, Option<String>, Option<String>)> =
        of!(connection, chosen, today, import_questions::person_id, open)?;
    let mut withheld = WithheldOf::default();
    for (person, question, holds, about) in rows {
        if let Some(holds) = holds.and_then(|word| word.parse().ok()) {
            let about = about.and_then(|key| FactKey::parse(&key));
            withheld.of.entry(person).or_default().push(Waiting { question, holds, about });
        }
    }
    let held: Vec<(i64, NaiveDateTime)> = return_holdings::table
        .inner_join(imports::table.on(imports::id.eq(return_holdings::import_id)))
        .filter(return_holdings::holds.eq(Table::Episodes.word()))
        .filter(return_holdings::replaced_by.is_null())
        .filter(return_holdings::withdrawn.eq(false))
        .select((return_holdings::year, imports::created_at))
        .load(connection)?;
    let last = held.iter().map(|(_, at)| at.date()).max();
    let years = held.iter().filter_map(|(year, at)| {
        let year = u16::try_from(*year).ok().and_then(CollectionYear::starting)?;
        Some((year, told_until(year, Some(at.date()))))
    });
    withheld.years_held = last.and_then(|last| YearsHeld::of(years.collect(), last)).map(Arc::new);
    Ok(withheld)
}

type Both = (Option<Worker>, Option<Worker>);

fn workers(
    connection: &mut AnyConnection,
    chosen: &Chosen,
    today: NaiveDate,
) -> QueryResult<HashMap<PersonId, Both>> {
    type Row = (PersonId, Part, Day, (UserId, String, Option<String>, bool), Option<Team>);
    let current = allocations::table
        .inner_join(users::table.on(users::id.eq(allocations::user_id)))
        .left_join(teams::table.on(teams::id.nullable().eq(coalesce(allocations::team_id, users::team_id))))
        .filter(allocations::from_day.le(today))
        .filter(allocations::until_day.is_null().or(allocations::until_day.gt(today)))
        // Should two be current, the newer one is shown.
        .order((allocations::from_day, allocations::id))
        .select((
            allocations::person_id,
            allocations::part,
            allocations::from_day,
            (users::id, users::display_name, users::phone, users::disabled_at.is_not_null()),
            teams::all_columns.nullable(),
        ));
    let rows: Vec<Row> = of!(connection, chosen, today, allocations::person_id, current)?;
    let covering = covering(connection, today)?;
    let mut both: HashMap<PersonId, Both> = HashMap::new();
    for (person, part, from, (user, name, phone, left), team) in rows {
        let cover = covering.get(&user).cloned();
        let worker = Some(Worker { user, name, phone, part, team, from: from.0, cover, left });
        let of = both.entry(person).or_default();
        match part {
            Part::Adviser => of.0 = worker,
            Part::ReviewingOfficer => of.1 = worker,
        }
    }
    Ok(both)
}

/// Who stands in today, by whom they stand in for; whoever was asked last, should there be two.
fn covering(connection: &mut AnyConnection, today: NaiveDate) -> QueryResult<HashMap<UserId, Covering>> {
    type Row = (UserId, (UserId, String, Option<String>, Option<Day>));
    let rows: Vec<Row> = covers::table
        .inner_join(users::table.on(users::id.eq(covers::cover_id)))
        .filter(covers::from_day.le(today))
        .filter(covers::until_day.is_null().or(covers::until_day.gt(today)))
        .order((covers::made_at, covers::id))
        .select((covers::absent_id, (users::id, users::display_name, users::phone, covers::until_day)))
        .load(connection)?;
    Ok(rows.into_iter().map(|(absent, row)| (absent, crate::repo::desk::covering(row))).collect())
}
