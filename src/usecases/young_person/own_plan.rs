//! A young person reads their plan, all its versions, and says what they think of it; ticks a step, or says that they are stuck.

use chrono::NaiveDate;
use onward_domain::{
    access::Purpose,
    budget::Rate,
    id::{PlanId, StepId, UserId},
    plan::{NewSaying, OwnStepLine, Plan, PlanArea, PlanPart, PlanSaying, Step, StepStatus},
};
use onward_store::{
    StoreResult,
    repo::Saved,
    scope::{OwnRecord, Record},
};
use std::collections::{BTreeSet, HashMap};

use super::see_own_pages::{Own, own_of};
use crate::usecases::ask::Ask;

/// What the pages of a plan are made of.
#[derive(Debug, Clone)]
pub struct OwnPlan {
    /// One's own pages.
    pub own: Own,
    /// Every plan that was agreed, newest first, with its steps.
    pub plans: Vec<(Plan, Vec<Step>)>,
    /// What the council wrote for the parts of those plans.
    pub parts: Vec<PlanPart>,
    /// Who wrote those, by name.
    pub writers: HashMap<UserId, String>,
    /// What one said, newest first.
    pub sayings: Vec<PlanSaying>,
    /// One's own steps, in one's own order.
    pub own_steps: Vec<OwnStepLine>,
    /// The parts that one shares.
    pub shared: BTreeSet<PlanArea>,
    /// Oneself: what others changed is news.
    pub me: UserId,
    /// What the rooms of home, work and money have.
    pub rooms: Rooms,
}

/// One fact of each room that a part of the plan has.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Rooms {
    /// The day they move.
    pub move_day: Option<NaiveDate>,
    /// Since when they live where they live now.
    pub lives_since: Option<NaiveDate>,
    /// What they want next in work and study, the nearest first.
    pub wish: Option<String>,
    /// What their budget leaves; none while nothing is in it.
    pub left: Option<Rate>,
}

fn rooms(ask: &Ask<'_, OwnRecord>, record: &Record<'_>) -> StoreResult<Rooms> {
    let today = ask.now.today;
    let view = record.place_views().standing()?.pop();
    let homes = record.homes_shown()?;
    let home = homes.iter().rev().find(|home| home.note.until.is_none_or(|until| until > today));
    let wishes = record.wishes().standing()?;
    let open = wishes.iter().filter(|wish| !wish.note.state.is_over());
    let budget = record.budget()?;
    Ok(Rooms {
        move_day: view.and_then(|view| view.note.move_day).filter(|day| *day >= today),
        lives_since: home.and_then(|home| home.note.from),
        wish: open
            .min_by_key(|wish| {
                let next = wish.note.next_day(today);
                (next.is_none(), next, wish.id)
            })
            .map(|wish| wish.note.title.clone()),
        left: (!budget.lines.is_empty()).then(|| budget.left()),
    })
}

/// Opens one's own record and reads the plans.
///
/// # Errors
/// `NotFound` when the account was disabled or moved meanwhile; the database's own.
pub fn see_own_plan(ask: &Ask<'_, OwnRecord>) -> StoreResult<OwnPlan> {
    let record = ask.open(Purpose::OwnPages)?;
    let plans = record.plans();
    let (mut all, mut parts) = (Vec::new(), Vec::new());
    for plan in plans.all()?.into_iter().rev() {
        let steps = plans.steps(plan.id)?;
        parts.extend(plans.parts(plan.id)?);
        all.push((plan, steps));
    }
    let shared = record.plan_shares().standing()?.into_iter().map(|share| share.note);
    Ok(OwnPlan {
        own: own_of(ask, &record)?,
        plans: all,
        writers: ask.tx.users().names(parts.iter().filter_map(|part: &PlanPart| part.changed_by))?,
        parts,
        sayings: plans.sayings()?,
        own_steps: record.own_steps().all()?,
        shared: shared.filter(|note| note.shared).map(|note| note.area).collect(),
        me: ask.me,
        rooms: rooms(ask, &record)?,
    })
}

/// Says something about the plan, once a form.
///
/// # Errors
/// As [`see_own_plan`].
pub fn say_of_plan(ask: &Ask<'_, OwnRecord>, said: &NewSaying, key: &str) -> StoreResult<()> {
    ask.open(Purpose::OwnPages)?.plans().say(said, key).map(drop)
}

/// Says how far a step is; where somebody else changed it since `version`, how it stands now, and nothing is changed.
///
/// # Errors
/// `NotFound` for a step that is not one's own; as [`see_own_plan`].
pub fn mark_step(
    ask: &Ask<'_, OwnRecord>,
    step: StepId,
    version: i64,
    status: StepStatus,
) -> StoreResult<Saved<Step>> {
    ask.open(Purpose::OwnPages)?.plans().set_step(step, version, status)
}

/// The plan that is in force, among all of them.
#[must_use]
pub fn agreed(seen: &OwnPlan) -> Option<PlanId> {
    use onward_domain::plan::PlanStatus::Agreed;
    seen.plans.iter().map(|(plan, _)| plan).find(|plan| plan.status == Agreed).map(|plan| plan.id)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;
    use crate::usecases::testing::{Jay, asking, at, day, own_asking};
    use onward_domain::plan::{PlanArea, SayingKind, StepText};
    use onward_store::{StoreError, on_both, testing::TestStore};

    fn plan_of(store: &TestStore, jay: &Jay) -> (PlanId, StepId) {
        let (priya, person) = (jay.priya, jay.person);
        store
            .write(move |tx| {
                let record = asking(tx, priya, at(0)).open_for_change(person, Purpose::Plan)?;
                let plan = record.plans().begin()?;
                let text = StepText {
                    area: PlanArea::Home,
                    what: "Look at two flats".into(),
                    who: "Me".into(),
                    due_on: None,
                    status: StepStatus::ToDo,
                    otherwise: None,
                };
                let step = record.plans().add_step(plan, &text)?;
                record.plans().agree(plan, 1, day("2026-11-23"), day("2027-05-23"), None)?;
                Ok((plan, step))
            })
            .unwrap()
    }

    on_both!(jay_ticks_a_step_that_priya_changed_meanwhile_and_neither_is_lost => |store| {
        let jay = Jay::of(store);
        let (me, priya, person) = (jay.account(store), jay.priya, jay.person);
        let (_, step) = plan_of(store, &jay);
        store.write(move |tx| {
            asking(tx, priya, at(1)).open_for_change(person, Purpose::Plan)?.plans().set_step(step, 1, StepStatus::Stuck)
        }).unwrap();
        let mine = store.write(move |tx| mark_step(&own_asking(tx, me, at(2)), step, 1, StepStatus::Done)).unwrap();
        let Saved::Stale(now) = mine else { unreachable!("it was changed meanwhile") };
        assert_eq!((now.text.status, now.version), (StepStatus::Stuck, 2));
        let again = store.write(move |tx| mark_step(&own_asking(tx, me, at(3)), step, 2, StepStatus::Done)).unwrap();
        assert_eq!(again, Saved::Saved);
    });

    on_both!(what_jay_says_of_his_plan_only_grows_and_nobody_says_it_for_him => |store| {
        let jay = Jay::of(store);
        let (me, priya, person) = (jay.account(store), jay.priya, jay.person);
        let (plan, _) = plan_of(store, &jay);
        let said = |words: &'static str| NewSaying {
            plan: Some(plan),
            area: Some(PlanArea::Home),
            kind: SayingKind::Words,
            words: Some(words.into()),
        };
        for (minutes, words, key) in [(1, "A front door", "one"), (2, "A front door", "one"), (3, "And quiet", "two")] {
            let said = said(words);
            store.write(move |tx| say_of_plan(&own_asking(tx, me, at(minutes)), &said, key)).unwrap();
        }
        let seen = store.read(|tx| see_own_plan(&own_asking(tx, me, at(4)))).unwrap();
        let words: Vec<_> = seen.sayings.iter().map(|each| each.said.words.as_deref().unwrap()).collect();
        assert_eq!(words, ["And quiet", "A front door"], "the newest first, the earlier one stays");
        assert_eq!(agreed(&seen), Some(plan));
        let for_him = said("He is fine");
        let other = store.write(move |tx| {
            asking(tx, priya, at(5)).open_for_change(person, Purpose::Plan)?.plans().say(&for_him, "three")
        });
        assert!(matches!(other, Err(StoreError::NotAllowed(_))));
    });
}
