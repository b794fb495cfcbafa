//! An adviser opens a person's page; a manager or a reviewing officer reads the same.

use chrono::TimeDelta;
use onward_domain::{
    access::{BreakGlass, Purpose, Right},
    appointment::Appointment,
    budget::SharedBudget,
    confirmation::Confirmation,
    contact::Contact,
    hub::ToldAdviser,
    id::PersonId,
    life_people::LifePerson,
    living::{Activity, Home},
    mine::{CheckIn, Languages, Reach},
    moment::Moment,
    note::Note,
    plan::{OwnStepLine, Plan, PlanSaying, Step},
};
use onward_store::{
    StoreResult,
    repo::{own::SharedPages, versions::Version},
    scope::Record,
};

use super::{
    Answered,
    today::{Row, worth_first},
};
use std::{ops::Deref, sync::Arc};

use crate::usecases::{
    account::way_in::{WayIn, way_in},
    ask::{Ask, OpensRecords},
    hands::{Hand, hands},
};

/// What the person's page shows.
#[derive(Debug, Clone)]
pub struct SeenPerson {
    /// The person, assessed.
    pub answered: Answered,
    /// The right the record was opened by.
    pub right: Right,
    /// The current opening from outside, if that is the right.
    pub opening: Option<BreakGlass>,
    /// How far they have got with setting up their sign-in.
    pub way_in: WayIn,
    /// When it was seen.
    pub now: Moment,
    /// What the record holds beside the facts.
    pub held: Arc<Held>,
}

impl Deref for SeenPerson {
    type Target = Held;
    fn deref(&self) -> &Held {
        &self.held
    }
}

impl SeenPerson {
    /// How they said last that things are, while it is news; nothing where the viewer is not their adviser.
    #[must_use]
    pub fn check_in(&self) -> Option<&CheckIn> {
        let since = self.now.at - TimeDelta::days(28);
        self.last_check_in.as_ref().filter(|each| each.said_at > since)
    }
}

/// What a record holds beside the facts, as far as the person's page shows it.
#[derive(Debug, Clone, PartialEq)]
pub struct Held {
    /// What staff recorded or corrected in the care history.
    pub hands: Vec<Hand>,
    /// The agreed plan with its steps.
    pub plan: Option<(Plan, Vec<Step>)>,
    /// What the young person said about their plan, newest first.
    pub sayings: Vec<PlanSaying>,
    /// Their own steps, in the parts that they share.
    pub own_steps: Vec<OwnStepLine>,
    /// People in their life, whoever must not be told anything first.
    pub life: Vec<LifePerson>,
    /// How they are reached safely.
    pub reach: Option<Reach>,
    /// In which languages they want to speak and read.
    pub languages: Option<Languages>,
    /// The words that stand for them.
    pub pronouns: Option<String>,
    last_check_in: Option<CheckIn>,
    /// Their appointments that lie ahead; nothing where the viewer is not their adviser.
    pub appointments: Vec<Appointment>,
    /// Newest first.
    pub contacts: Vec<Contact>,
    /// Newest first.
    pub notes: Vec<Note>,
    /// Where they live and have lived; without addresses that this viewer may not see.
    pub homes: Vec<Home>,
    /// What they do and have done.
    pub activities: Vec<Activity>,
    /// What the children's hub shared with their adviser, newest first; nothing for anybody else.
    pub told_by_hub: Vec<ToldAdviser>,
    /// Messages of theirs that nobody has read; nothing where the viewer is not their adviser.
    pub new_messages: Option<i64>,
    /// What the young person shares of their budget, for their own adviser alone.
    pub budget: Option<SharedBudget>,
    /// What they say of their home and want next, as far as their own adviser reads it.
    pub own_pages: Option<SharedPages>,
    /// Questions that imports left and nobody has settled.
    pub questions: usize,
    /// What stands of what was decided about readings of the law.
    pub confirmations: Vec<Version<Confirmation>>,
    /// What is worth doing first.
    pub first: Vec<Row>,
}

/// Opens the record and reads what the page shows.
///
/// # Errors
/// `NotFound` for a person who is not the viewer's; any store error.
pub fn see_person<S: OpensRecords>(ask: &Ask<'_, S>, person: PersonId) -> StoreResult<SeenPerson> {
    read(ask, &ask.open(person, Purpose::PersonPage)?)
}

/// What a record that is open says, for the person's page and for whoever takes over from their adviser.
///
/// # Errors
/// Any store error.
pub fn read<S: OpensRecords>(ask: &Ask<'_, S>, record: &Record<'_>) -> StoreResult<SeenPerson> {
    let answered = Answered::of(ask.law, record.overview()?, ask.now.today);
    Ok(SeenPerson {
        held: record.once(|record| held(ask, record, &answered))?,
        way_in: way_in(ask.tx, record, ask.now.at)?,
        answered: answered.in_record(record),
        right: record.right(),
        opening: running_opening(record)?,
        now: ask.now,
    })
}

fn held<S>(ask: &Ask<'_, S>, record: &Record<'_>, answered: &Answered) -> StoreResult<Held> {
    let mut contacts = record.contacts().standing()?;
    contacts.reverse();
    let mut notes = record.notes().standing()?;
    notes.reverse();
    let listed = &answered.listed;
    let mine = record.right() == Right::Adviser;
    Ok(Held {
        first: worth_first(ask.law, answered, &record.one_day()?),
        hands: hands(ask.tx, record, &listed.facts.episodes_in_order())?,
        questions: record.import_questions().open_count()?,
        confirmations: standing(record, answered)?,
        plan: record.plans().agreed_with_steps()?,
        sayings: record.plans().sayings()?,
        own_steps: record.own_steps().all()?,
        contacts,
        notes,
        appointments: if mine { listed.appointments.clone() } else { Vec::new() },
        life: record.life_people()?,
        reach: record.reach()?,
        languages: record.languages()?,
        pronouns: record.pronouns()?,
        last_check_in: if mine { record.check_ins()?.into_iter().next() } else { None },
        told_by_hub: if mine { record.told_by_hub()? } else { Vec::new() },
        new_messages: if mine { Some(record.new_messages()?) } else { None },
        budget: if mine { record.shared_budget()? } else { None },
        own_pages: if mine { Some(record.shared_pages()?) } else { None },
        homes: record.homes_shown()?,
        activities: record.activities().standing()?,
    })
}

/// What stands of what was decided about the readings that the answers rest on.
pub(super) fn standing(record: &Record<'_>, answered: &Answered) -> StoreResult<Vec<Version<Confirmation>>> {
    if answered.assessment.confirm.is_empty() {
        return Ok(Vec::new());
    }
    let mut all = record.confirmations().seen()?;
    all.retain(|version| version.row.recorded.stands());
    Ok(all)
}

fn running_opening(record: &Record<'_>) -> StoreResult<Option<BreakGlass>> {
    if record.right() != Right::BreakGlass {
        return Ok(None);
    }
    Ok(record.openings()?.into_iter().find(|opening| opening.running(record.now().at)))
}
