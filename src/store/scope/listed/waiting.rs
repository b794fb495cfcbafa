//! What was agreed with people and what waits for an answer, of many people at once.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime, Utc};
use diesel::prelude::*;
use onward_domain::{
    appointment::{Appointment, AppointmentMade, AppointmentTurn},
    contact::ContactKind,
    id::{PersonId, PlanId},
    matter::{Matter, MatterTurn},
    own_answer::{OwnAnswer, Said},
    plan::{PlanStatus, SayingKind},
};

use super::{Chosen, mine};
use crate::{
    connection::AnyConnection,
    dialect::Day,
    repo::{appointments::together, matters::with_turns},
    schema::{
        imports::import_questions,
        own::{appointment_turns, appointments, matter_turns, matters},
        records::{allocations, contacts, own_answers, plan_sayings, plans, rectifications},
    },
};

/// The days of a person's contacts shown in lists.
#[derive(Debug, Default)]
pub(super) struct Met {
    pub(super) reached: Option<NaiveDate>,
    pub(super) visited: Option<NaiveDate>,
    pub(super) next: Option<NaiveDate>,
}

/// The database picks out the days: contacts have by far the most rows.
pub(super) fn contacts_of(
    connection: &mut AnyConnection,
    chosen: &Chosen,
    today: NaiveDate,
) -> QueryResult<HashMap<PersonId, Met>> {
    let mut met: HashMap<PersonId, Met> = HashMap::new();
    let last = contacts::table
        .filter(contacts::superseded_at.is_null())
        .group_by((contacts::person_id, contacts::kind))
        .select((contacts::person_id, contacts::kind, diesel::dsl::max(contacts::happened_on)));
    let last: Vec<(PersonId, ContactKind, Option<Day>)> =
        of!(connection, chosen, today, contacts::person_id, last)?;
    for (person, kind, day) in last {
        let of = met.entry(person).or_default();
        let day = day.map(|day| day.0);
        if kind.reached() {
            of.reached = of.reached.max(day);
        }
        if kind.is_visit() {
            of.visited = of.visited.max(day);
        }
    }
    let next = contacts::table
        .filter(contacts::superseded_at.is_null())
        .filter(contacts::next_on.is_not_null())
        .order((contacts::happened_on, contacts::id))
        .select((contacts::person_id, contacts::next_on));
    let next: Vec<(PersonId, Option<Day>)> = of!(connection, chosen, today, contacts::person_id, next)?;
    for (person, day) in next {
        met.entry(person).or_default().next = day.map(|day| day.0);
    }
    Ok(met)
}

/// How many questions of imports wait, by person.
pub(super) fn open_questions(
    connection: &mut AnyConnection,
    chosen: &Chosen,
    today: NaiveDate,
) -> QueryResult<HashMap<PersonId, usize>> {
    let open = import_questions::table
        .filter(import_questions::settled_at.is_null())
        .select(import_questions::person_id);
    let rows: Vec<PersonId> = of!(connection, chosen, today, import_questions::person_id, open)?;
    let mut many: HashMap<PersonId, usize> = HashMap::new();
    for person in rows {
        *many.entry(person).or_default() += 1;
    }
    Ok(many)
}

/// What people say about themselves and nobody has settled, oldest first.
pub(super) fn own_answers_of(
    connection: &mut AnyConnection,
    chosen: &Chosen,
    today: NaiveDate,
) -> QueryResult<HashMap<PersonId, Vec<OwnAnswer>>> {
    let open = own_answers::table
        .filter(own_answers::superseded_at.is_null())
        .filter(own_answers::settled_at.is_null())
        .filter(own_answers::said.eq(Said::Answer.word()))
        .order((own_answers::recorded_at, own_answers::id));
    let rows: Vec<OwnAnswer> = of!(connection, chosen, today, own_answers::person_id, open)?;
    let mut by: HashMap<PersonId, Vec<OwnAnswer>> = HashMap::new();
    for row in rows {
        by.entry(row.person).or_default().push(row);
    }
    Ok(by)
}

/// Which plan is agreed, by when it must be reviewed, how often they meet by it, and since when it is agreed.
pub(super) type InForce = (PlanId, Option<NaiveDate>, Option<i64>, Option<NaiveDate>);

/// Who has an agreed plan.
pub(super) fn agreed_plans(
    connection: &mut AnyConnection,
    chosen: &Chosen,
    today: NaiveDate,
) -> QueryResult<HashMap<PersonId, InForce>> {
    let agreed = plans::table.filter(plans::status.eq(PlanStatus::Agreed.word())).select((
        plans::person_id,
        plans::id,
        plans::review_due,
        plans::support_weeks,
        plans::agreed_on,
    ));
    type Row = (PersonId, PlanId, Option<Day>, Option<i64>, Option<Day>);
    let rows: Vec<Row> = of!(connection, chosen, today, plans::person_id, agreed)?;
    let kept = |(person, plan, due, weeks, agreed): Row| {
        (person, (plan, due.map(|day| day.0), weeks, agreed.map(|day| day.0)))
    };
    Ok(rows.into_iter().map(kept).collect())
}

/// The plan that a review was asked of, and when.
pub(super) type Asked = (Option<PlanId>, DateTime<Utc>);

/// Who asked for a review, of which plan and when: the first time of the newest plan.
pub(super) fn reviews_asked(
    connection: &mut AnyConnection,
    chosen: &Chosen,
    today: NaiveDate,
) -> QueryResult<HashMap<PersonId, Asked>> {
    let asked = plan_sayings::table
        .filter(plan_sayings::kind.eq(SayingKind::Review.word()))
        .order((plan_sayings::said_at, plan_sayings::id))
        .select((plan_sayings::person_id, plan_sayings::plan_id, plan_sayings::said_at));
    let rows: Vec<(PersonId, Option<PlanId>, NaiveDateTime)> =
        of!(connection, chosen, today, plan_sayings::person_id, asked)?;
    let mut by_person: HashMap<PersonId, Asked> = HashMap::new();
    for (person, plan, at) in rows {
        match by_person.get(&person) {
            Some((before, _)) if *before == plan => {}
            _ => drop(by_person.insert(person, (plan, at.and_utc()))),
        }
    }
    Ok(by_person)
}

/// The appointments of today and later: a turn names the meeting that it is about, so the last turn of each is among those found.
pub(super) fn appointments_of(
    connection: &mut AnyConnection,
    chosen: &Chosen,
    today: NaiveDate,
) -> QueryResult<HashMap<PersonId, Vec<Appointment>>> {
    let ahead = appointment_turns::table
        .inner_join(appointments::table)
        .filter(appointment_turns::meets_at.ge(today.and_time(NaiveTime::MIN)))
        .order((appointments::id, appointment_turns::number.desc()))
        .select((appointments::all_columns, appointment_turns::all_columns));
    let rows: Vec<(AppointmentMade, AppointmentTurn)> =
        of!(connection, chosen, today, appointments::person_id, ahead)?;
    let mut by_person: HashMap<PersonId, (Vec<AppointmentMade>, Vec<AppointmentTurn>)> = HashMap::new();
    for (made, turn) in rows {
        let (all, turns) = by_person.entry(made.person).or_default();
        if all.last() != Some(&made) {
            all.push(made);
        }
        turns.push(turn);
    }
    Ok(by_person.into_iter().map(|(person, (made, turns))| (person, together(made, turns))).collect())
}

/// What people asked of the council and still wait for.
pub(super) fn matters_of(
    connection: &mut AnyConnection,
    chosen: &Chosen,
    today: NaiveDate,
) -> QueryResult<HashMap<PersonId, Vec<Matter>>> {
    let asked = matters::table.order((matters::answer_by, matters::id));
    let rows: Vec<Matter> = of!(connection, chosen, today, matters::person_id, asked)?;
    let said = matter_turns::table.order((matter_turns::said_at, matter_turns::id));
    let turns: Vec<MatterTurn> = match rows.is_empty() {
        true => Vec::new(),
        false => of!(connection, chosen, today, matter_turns::person_id, said)?,
    };
    let mut by_person: HashMap<PersonId, Vec<Matter>> = HashMap::new();
    for row in with_turns(rows, turns).into_iter().filter(|matter| matter.stands().waits()) {
        by_person.entry(row.person).or_default().push(row);
    }
    Ok(by_person)
}

/// What people say is wrong and nobody has answered.
pub(super) fn said_wrong(
    connection: &mut AnyConnection,
    chosen: &Chosen,
    today: NaiveDate,
) -> QueryResult<HashMap<PersonId, Vec<NaiveDate>>> {
    let open = rectifications::table
        .filter(rectifications::outcome.is_null())
        .order((rectifications::answer_by, rectifications::id))
        .select((rectifications::person_id, rectifications::answer_by));
    let rows: Vec<(PersonId, Day)> = of!(connection, chosen, today, rectifications::person_id, open)?;
    let mut by_person: HashMap<PersonId, Vec<NaiveDate>> = HashMap::new();
    for (person, day) in rows {
        by_person.entry(person).or_default().push(day.0);
    }
    Ok(by_person)
}
