//! Sees one's own first page: everything of one's own pages, and the agreed plan with its steps.

use std::{ops::Deref, sync::Arc};

use chrono::{DateTime, NaiveDate, Utc};
use onward_domain::{
    access::Purpose,
    appointment::{Appointment, Meeting},
    id::MatterId,
    matter::{MatterAct, MatterKind, MatterState},
    plan::{OwnStepLine, Plan, Step},
    rectification::Outcome,
    request::is_news,
    support::{FROM_AGE, Offers},
};
use onward_store::{
    StoreResult,
    repo::life::OwnContact,
    scope::{OwnRecord, Record},
};

use super::see_own_pages::{Own, own_of};
use crate::{
    clock::london_day,
    usecases::{adviser::plan::answer_to, ask::Ask},
};

/// What *Home* is made of.
#[derive(Debug, Clone)]
pub struct OwnHome {
    /// Everything else.
    pub own: Own,
    /// The meetings that are agreed and lie ahead, soonest first.
    pub meetings: Vec<Meeting>,
    /// Meetings that they are asked about and have not answered, soonest first.
    pub asked: Vec<Meeting>,
    /// Their plans, and what waits for them.
    pub held: Arc<HomeHeld>,
}

/// What *Home* reads in the record beside the facts.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct HomeHeld {
    /// The agreed plan.
    pub plan: Option<(Plan, Vec<Step>)>,
    /// Their own steps.
    pub own_steps: Vec<OwnStepLine>,
    /// There is a new plan to read, and they have not said what they think of it.
    pub new_plan: bool,
    /// The last time they were reached.
    pub last_met: Option<OwnContact>,
    /// The day on which they were offered an adviser again, while they have not answered.
    pub offered: Option<NaiveDate>,
    /// The latest answer to what they say is wrong: what came of it, and on which day, while it is news.
    pub wrong_answered: Option<(Outcome, NaiveDate)>,
    /// The latest answer to what they asked of the council, and on which day, while it is news.
    pub matter_answered: Option<MatterNews>,
    /// How many messages of ours they have not read.
    pub unread: i64,
}

/// Something that the council wrote of what they asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MatterNews {
    pub id: MatterId,
    pub kind: MatterKind,
    pub act: MatterAct,
    pub on: NaiveDate,
}

impl Deref for OwnHome {
    type Target = HomeHeld;
    fn deref(&self) -> &HomeHeld {
        &self.held
    }
}

/// Opens one's own record once and reads both.
///
/// # Errors
/// `NotFound` when the account was disabled or moved meanwhile; the database's own.
pub fn see_home(ask: &Ask<'_, OwnRecord>) -> StoreResult<OwnHome> {
    let record = ask.open(Purpose::OwnPages)?;
    home_of(ask, &record)
}

/// The same in a record that is open already.
pub(super) fn home_of(ask: &Ask<'_, OwnRecord>, record: &Record<'_>) -> StoreResult<OwnHome> {
    let (meetings, asked) = meetings(&record.overview()?.appointments, ask.now.at);
    Ok(OwnHome { own: own_of(ask, record)?, meetings, asked, held: record.once(held)? })
}

fn held(record: &Record<'_>) -> StoreResult<HomeHeld> {
    let today = record.now().today;
    Ok(HomeHeld {
        plan: record.plans().agreed_with_steps()?,
        own_steps: record.own_steps().all()?,
        last_met: record.own_contacts()?.into_iter().rev().find(|one| one.kind.reached()),
        new_plan: new_plan(record)?,
        offered: offered(record, today)?,
        wrong_answered: wrong_answered(record, today)?,
        matter_answered: matter_answered(record, today)?,
        unread: record.new_messages()?,
    })
}

fn wrong_answered(record: &Record<'_>, today: NaiveDate) -> StoreResult<Option<(Outcome, NaiveDate)>> {
    let said = record.rectifications().all()?;
    let answers = said.iter().filter_map(|one| one.answer.as_ref());
    let latest = answers.max_by_key(|answer| answer.at).map(|answer| (answer.outcome, london_day(answer.at)));
    Ok(latest.filter(|(_, on)| is_news(*on, today)))
}

/// The last thing that the council wrote of what they asked; that somebody has it is no news.
fn matter_answered(record: &Record<'_>, today: NaiveDate) -> StoreResult<Option<MatterNews>> {
    let news = |act: MatterAct| !act.is_theirs() && act != MatterAct::Acknowledged;
    let asked = record.matters()?;
    let all = asked.iter().filter(|one| one.stands().state != MatterState::Withdrawn);
    let turns = all.flat_map(|one| one.turns.iter().map(move |turn| (one, turn)));
    let latest = turns.filter(|(_, turn)| news(turn.note.act)).max_by_key(|(_, turn)| turn.said_at);
    let latest = latest.map(|(one, turn)| MatterNews {
        id: one.id,
        kind: one.kind,
        act: turn.note.act,
        on: turn.note.on,
    });
    Ok(latest.filter(|news| is_news(news.on, today)))
}

/// An offer of support after 21 that they have not answered. Whoever is younger has none.
fn offered(record: &Record<'_>, today: NaiveDate) -> StoreResult<Option<NaiveDate>> {
    let born = record.overview()?.person.identity.born;
    if born.and_then(|born| today.years_since(born)).is_none_or(|age| age < u32::from(FROM_AGE)) {
        return Ok(None);
    }
    let offers = Offers::of(&record.support()?);
    Ok(offers.last.filter(|_| offers.open))
}

/// A draft that they got to read and have not answered as it is now.
fn new_plan(record: &Record<'_>) -> StoreResult<bool> {
    let Some(draft) = record.plans().open_draft()? else { return Ok(false) };
    Ok(answer_to(record, &draft)?.is_none())
}

/// What is agreed and lies ahead, and what waits for their answer.
fn meetings(all: &[Appointment], now: DateTime<Utc>) -> (Vec<Meeting>, Vec<Meeting>) {
    let agreed = all.iter().filter_map(Appointment::agreed).filter(|meeting| meeting.ends() > now);
    let asked = all.iter().filter(|each| each.waits_for(true, now)).map(|each| &each.last.meeting);
    let soonest = |meetings: &mut Vec<Meeting>| meetings.sort_by_key(|meeting| meeting.at);
    let (mut agreed, mut asked): (Vec<_>, Vec<_>) = (agreed.cloned().collect(), asked.cloned().collect());
    soonest(&mut agreed);
    soonest(&mut asked);
    (agreed, asked)
}
