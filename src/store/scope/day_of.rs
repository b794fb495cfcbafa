//! What the day of an adviser's people is made of, beside their facts: in a handful of queries for any number of them.

use std::{collections::HashMap, sync::LazyLock};

use chrono::{DateTime, Months, NaiveDate, NaiveDateTime, Utc};
use diesel::prelude::*;
use onward_domain::{
    access::Right,
    contact::ContactKind,
    desk::{SetAside, Task},
    document::Document,
    hub::ToldAdviser,
    id::{PersonId, PlanId},
    living::{Activity, Home, activity_on, home_on},
    mine::CheckIn,
    night::NightNote,
    pathway::Stage,
    place::{OwnPage, PageShare, PlaceView, Ready, ReadyRoom},
    plan::SayingKind,
    support::{Offers, SupportTurn},
};

use super::Record;
use crate::{
    Tx,
    dialect::{Day, among},
    error::StoreResult,
    repo::{documents, hub_ledger, night, plan_signing},
    schema::{
        desk::{set_asides, tasks},
        own::{check_ins, support_turns},
        records::{
            activities, contacts, homes, messages, page_shares, place_views, plan_sayings, ready_rooms,
        },
    },
    types::Column as _,
};

/// Contacts are read so many months back: the window of the return is four.
const BACK: u32 = 5;

/// A draft of a plan on its way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DraftOf {
    pub stage: Stage,
    /// Since when it stands there.
    pub since: DateTime<Utc>,
    /// They said whether they agree.
    pub answered: bool,
}

/// Of one person.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct OneDay {
    /// Where they live today, without the address.
    pub home: Option<Home>,
    /// They lived somewhere else before, as far as it is recorded.
    pub moved: bool,
    /// What they do today.
    pub activity: Option<Activity>,
    /// They did something else before, as far as it is recorded.
    pub changed_work: bool,
    /// The offer of support after 21, and their answer.
    pub offers: Offers,
    /// Contacts of the last months.
    pub contacts: Vec<(NaiveDate, ContactKind)>,
    /// The same as far as somebody was reached, each with when it was written down.
    pub reached: Vec<(NaiveDate, DateTime<Utc>)>,
    /// How they see where they live, where that is told to their adviser in any case.
    pub place: Option<PlaceView>,
    /// What they want help with to be ready for a home of their own, while they share it.
    pub wants_help: Vec<ReadyRoom>,
    /// How they said that things are in the last months, oldest first.
    pub check_ins: Vec<CheckIn>,
    /// When somebody of ours wrote to them last.
    pub wrote: Option<DateTime<Utc>>,
    /// When their oldest message came that nobody has answered.
    pub waits_since: Option<DateTime<Utc>>,
    /// All of them that nobody has answered, oldest first.
    pub unanswered: Vec<DateTime<Utc>>,
    /// What is to be done for them, not done yet.
    pub tasks: Vec<Task>,
    /// The draft of a plan: where it stands, since when, and whether they answered.
    pub draft: Option<DraftOf>,
    /// What whoever answered out of hours left in the last months.
    pub nights: Vec<NightNote>,
    /// What the children's hub shared with their adviser in the last months; read for an adviser alone.
    pub told_by_hub: Vec<ToldAdviser>,
    /// Their papers that run out soon or have, without a newer version.
    pub papers: Vec<Document>,
    /// What was put aside.
    pub asides: Vec<SetAside>,
}

/// Of everyone who was asked for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DayOf {
    all: HashMap<PersonId, OneDay>,
}

impl DayOf {
    /// Of one of them.
    #[must_use]
    pub fn of(&self, person: PersonId) -> &OneDay {
        static NOTHING: LazyLock<OneDay> = LazyLock::new(OneDay::default);
        self.all.get(&person).unwrap_or(&NOTHING)
    }
}

impl Record<'_> {
    /// What this person's own day is made of.
    ///
    /// # Errors
    /// `NotAllowed` for the young person; any database error.
    pub fn one_day(&self) -> StoreResult<OneDay> {
        self.staff_only()?;
        let (people, today) = ([self.id()], self.now().today);
        let day = match self.right() {
            Right::Adviser => for_adviser(self.tx(), &people, today)?,
            _ => load(self.tx(), &people, today)?,
        };
        Ok(day.of(self.id()).clone())
    }
}

/// With what the hub shared with advisers, and with nobody else.
pub(super) fn for_adviser(tx: &Tx, people: &[PersonId], today: NaiveDate) -> StoreResult<DayOf> {
    let mut day = load(tx, people, today)?;
    let ids: Vec<String> = people.iter().map(|id| id.column()).collect();
    let back = today.checked_sub_months(Months::new(BACK)).unwrap_or(today);
    let since = back.and_time(chrono::NaiveTime::MIN).and_utc();
    for (person, told) in hub_ledger::told_to_advisers(tx, &ids, Some(since))? {
        day.all.entry(person).or_default().told_by_hub.push(told);
    }
    Ok(day)
}

pub(super) fn load(tx: &Tx, people: &[PersonId], today: NaiveDate) -> StoreResult<DayOf> {
    let ids: Vec<String> = people.iter().map(|id| id.column()).collect();
    let mut all: HashMap<PersonId, OneDay> = HashMap::new();
    living(tx, &ids, today, &mut all)?;
    let back = today.checked_sub_months(Months::new(BACK)).unwrap_or(today);
    let met: Vec<(PersonId, Day, ContactKind, NaiveDateTime)> = tx.run(|connection| {
        Ok(contacts::table
            .filter(among(connection, contacts::person_id, &ids))
            .filter(contacts::superseded_at.is_null())
            .filter(contacts::happened_on.ge(back))
            .select((contacts::person_id, contacts::happened_on, contacts::kind, contacts::recorded_at))
            .load(connection)?)
    })?;
    for (person, day, kind, written) in met {
        let of = all.entry(person).or_default();
        of.contacts.push((day.0, kind));
        if kind.reached() {
            of.reached.push((day.0, written.and_utc()));
        }
    }
    said(tx, &ids, back, &mut all)?;
    waiting(tx, &ids, &mut all)?;
    offered(tx, &ids, &mut all)?;
    let drafts = plan_signing::drafts(tx, Some(&ids))?;
    let answers: Vec<(Option<PlanId>, SayingKind)> = tx.run(|connection| {
        let of: Vec<String> = drafts.iter().map(|(plan, _)| plan.id.column()).collect();
        Ok(plan_sayings::table
            .filter(among(connection, plan_sayings::plan_id, &of))
            .select((plan_sayings::plan_id, plan_sayings::kind))
            .load(connection)?)
    })?;
    for (plan, moves) in drafts {
        let draft = DraftOf {
            stage: Stage::of(&moves),
            since: moves.last().map_or(plan.created_at, |last| last.made_at),
            answered: answers.iter().any(|(of, kind)| *of == Some(plan.id) && kind.is_answer()),
        };
        all.entry(plan.person).or_default().draft = Some(draft);
    }
    for paper in documents::ending(tx, &ids, today)? {
        all.entry(paper.person).or_default().papers.push(paper);
    }
    let open: Vec<Task> = tx.run(|connection| {
        Ok(tasks::table
            .filter(among(connection, tasks::person_id, &ids))
            .filter(tasks::done_at.is_null())
            .order((tasks::due_on, tasks::id))
            .load(connection)?)
    })?;
    for task in open {
        all.entry(task.person).or_default().tasks.push(task);
    }
    let asides: Vec<SetAside> = tx.run(|connection| {
        Ok(set_asides::table
            .filter(among(connection, set_asides::person_id, &ids))
            .order((set_asides::made_at, set_asides::id))
            .load(connection)?)
    })?;
    for aside in asides {
        all.entry(aside.person).or_default().asides.push(aside);
    }
    let since = back.and_time(chrono::NaiveTime::MIN).and_utc();
    for (person, note) in night::of_people(tx, &ids, since)? {
        all.entry(person).or_default().nights.push(note);
    }
    Ok(DayOf { all })
}

fn living(tx: &Tx, ids: &[String], today: NaiveDate, all: &mut HashMap<PersonId, OneDay>) -> StoreResult<()> {
    let lived: Vec<Home> = tx.run(|connection| {
        Ok(homes::table
            .filter(among(connection, homes::person_id, ids))
            .filter(homes::superseded_at.is_null())
            .order((homes::from_day, homes::id))
            .load(connection)?)
    })?;
    let done: Vec<Activity> = tx.run(|connection| {
        Ok(activities::table
            .filter(among(connection, activities::person_id, ids))
            .filter(activities::superseded_at.is_null())
            .order((activities::from_day, activities::id))
            .load(connection)?)
    })?;
    for mut home in lived {
        home.note.address = None;
        let of = all.entry(home.person).or_default();
        if home_on(std::slice::from_ref(&home), today).is_some() {
            of.moved |= of.home.is_some();
            of.home = Some(home);
        } else {
            of.moved |= home.note.from.is_none_or(|from| from <= today);
        }
    }
    for one in done {
        let of = all.entry(one.person).or_default();
        if activity_on(std::slice::from_ref(&one), today).is_some() {
            of.changed_work |= of.activity.is_some();
            of.activity = Some(one);
        } else {
            of.changed_work |= one.note.from.is_none_or(|from| from <= today);
        }
    }
    Ok(())
}

/// What they said of their home and of how things are.
fn said(tx: &Tx, ids: &[String], back: NaiveDate, all: &mut HashMap<PersonId, OneDay>) -> StoreResult<()> {
    let places: Vec<PlaceView> = tx.run(|connection| {
        Ok(place_views::table
            .filter(among(connection, place_views::person_id, ids))
            .filter(place_views::superseded_at.is_null())
            .load(connection)?)
    })?;
    for view in places.into_iter().filter(|view| view.note.right.is_told()) {
        let of = all.entry(view.person).or_default();
        of.place = Some(view);
    }
    let rooms: Vec<ReadyRoom> = tx.run(|connection| {
        Ok(ready_rooms::table
            .filter(among(connection, ready_rooms::person_id, ids))
            .filter(ready_rooms::superseded_at.is_null())
            .filter(ready_rooms::ready.eq(Ready::Help.word()))
            .order((ready_rooms::recorded_at, ready_rooms::id))
            .load(connection)?)
    })?;
    let shares: Vec<PageShare> = tx.run(|connection| {
        Ok(page_shares::table
            .filter(among(connection, page_shares::person_id, ids))
            .filter(page_shares::superseded_at.is_null())
            .filter(page_shares::page.eq(OwnPage::Home.word()))
            .load(connection)?)
    })?;
    let private: Vec<PersonId> =
        shares.iter().filter(|share| !share.note.shared).map(|share| share.person).collect();
    for room in rooms.into_iter().filter(|room| !private.contains(&room.person)) {
        all.entry(room.person).or_default().wants_help.push(room);
    }
    let since = back.and_time(chrono::NaiveTime::MIN);
    let feels: Vec<CheckIn> = tx.run(|connection| {
        Ok(check_ins::table
            .filter(among(connection, check_ins::person_id, ids))
            .filter(check_ins::said_at.ge(since))
            .order((check_ins::said_at, check_ins::id))
            .load(connection)?)
    })?;
    for check_in in feels {
        all.entry(check_in.person).or_default().check_ins.push(check_in);
    }
    Ok(())
}

/// What was said about support after 21.
fn offered(tx: &Tx, ids: &[String], all: &mut HashMap<PersonId, OneDay>) -> StoreResult<()> {
    let said: Vec<SupportTurn> = tx.run(|connection| {
        Ok(support_turns::table
            .filter(among(connection, support_turns::person_id, ids))
            .order((
                support_turns::person_id,
                support_turns::happened_on,
                support_turns::said_at,
                support_turns::id,
            ))
            .load(connection)?)
    })?;
    for theirs in said.chunk_by(|one, other| one.person == other.person) {
        if let Some(first) = theirs.first() {
            all.entry(first.person).or_default().offers = Offers::of(theirs);
        }
    }
    Ok(())
}

/// The oldest message of theirs after the last one of ours.
fn waiting(tx: &Tx, ids: &[String], all: &mut HashMap<PersonId, OneDay>) -> StoreResult<()> {
    let sent: Vec<(PersonId, bool, NaiveDateTime)> = tx.run(|connection| {
        Ok(messages::table
            .filter(among(connection, messages::person_id, ids))
            .order((messages::sent_at, messages::id))
            .select((messages::person_id, messages::from_young, messages::sent_at))
            .load(connection)?)
    })?;
    for (person, from_young, at) in sent {
        let of = all.entry(person).or_default();
        if from_young {
            of.unanswered.push(at.and_utc());
        } else {
            of.unanswered.clear();
            of.wrote = Some(at.and_utc());
        }
        of.waits_since = of.unanswered.first().copied();
    }
    Ok(())
}
