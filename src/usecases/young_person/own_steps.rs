//! A young person writes steps of their own, puts them in order, says how far they are, and shares a part of their plan or
//! keeps it to themselves.

use onward_domain::{
    access::Purpose,
    id::OwnStepId,
    plan::{OwnStepLine, PlanArea, PlanShareNote, StepStatus, StepText, Way},
};
use onward_store::{
    StoreError, StoreResult,
    repo::{Saved, versions::Sent},
    scope::OwnRecord,
};

use crate::usecases::ask::Ask;

/// A step, and the version of it that the page showed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AtVersion {
    pub step: OwnStepId,
    pub number: i64,
}

/// Adds a step at the end, once a form.
///
/// # Errors
/// `NotFound` when the account was disabled or moved meanwhile; the database's own.
pub fn add_own_step(ask: &Ask<'_, OwnRecord>, text: &StepText, key: &str) -> StoreResult<OwnStepId> {
    ask.open(Purpose::OwnPages)?.own_steps().add(text, key)
}

/// Says a step anew. How far it is stays as it is.
///
/// # Errors
/// `NotFound` for a step that is not theirs; as [`add_own_step`]. A step that was changed meanwhile is a value.
pub fn say_own_step(
    ask: &Ask<'_, OwnRecord>,
    at: AtVersion,
    text: &StepText,
    key: &str,
) -> StoreResult<Saved<OwnStepLine>> {
    let steps = ask.open(Purpose::OwnPages)?;
    let steps = steps.own_steps();
    let line = steps.all()?.into_iter().find(|line| line.step.id == at.step).ok_or(StoreError::NotFound)?;
    let text = StepText { status: line.now.text.status, ..text.clone() };
    steps.say(at.step, at.number, &text, key)
}

/// Says how far a step is.
///
/// # Errors
/// As [`say_own_step`].
pub fn mark_own_step(
    ask: &Ask<'_, OwnRecord>,
    at: AtVersion,
    status: StepStatus,
    key: &str,
) -> StoreResult<Saved<OwnStepLine>> {
    ask.open(Purpose::OwnPages)?.own_steps().mark(at.step, at.number, status, key)
}

/// Moves a step up or down among the steps of its part, once a form.
///
/// # Errors
/// As [`say_own_step`].
pub fn move_own_step(ask: &Ask<'_, OwnRecord>, step: OwnStepId, way: Way, key: &str) -> StoreResult<()> {
    ask.open(Purpose::OwnPages)?.own_steps().shift(step, way, key)
}

/// Shares a part of the plan with those who work with them, or keeps it private: the last tap stands.
///
/// # Errors
/// As [`add_own_step`].
pub fn share_part(ask: &Ask<'_, OwnRecord>, area: PlanArea, shared: bool, key: &str) -> StoreResult<()> {
    let record = ask.open(Purpose::OwnPages)?;
    let shares = record.plan_shares();
    let stands = shares.standing()?.into_iter().find(|share| share.note.area == area);
    if stands.as_ref().is_some_and(|share| share.note.shared) == shared {
        return Ok(());
    }
    let sent = Sent {
        version: stands.map(|share| share.id),
        says: PlanShareNote { area, shared },
        key: key.to_owned(),
    };
    shares.keep(&sent).map(drop)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;
    use crate::usecases::{
        testing::{Jay, asking, at, own_asking},
        young_person::own_plan::{say_of_plan, see_own_plan},
    };
    use onward_domain::{
        id::UserId,
        plan::{NewSaying, SayingKind},
    };
    use onward_store::{on_both, testing::TestStore};

    fn text(area: PlanArea, what: &str) -> StepText {
        StepText {
            area,
            what: what.into(),
            who: "Me".into(),
            due_on: None,
            status: StepStatus::ToDo,
            otherwise: None,
        }
    }

    fn add(store: &TestStore, me: UserId, area: PlanArea, what: &'static str) -> OwnStepId {
        store.write(move |tx| add_own_step(&own_asking(tx, me, at(1)), &text(area, what), what)).unwrap()
    }

    fn in_order(store: &TestStore, me: UserId) -> Vec<String> {
        let seen = store.read(|tx| see_own_plan(&own_asking(tx, me, at(9)))).unwrap();
        seen.own_steps.into_iter().map(|line| line.now.text.what).collect()
    }

    on_both!(steps_are_added_once_and_moved_up_and_down_within_their_part => |store| {
        let jay = Jay::of(store);
        let me = jay.account(store);
        let (_, bed) = (add(store, me, PlanArea::Home, "Keys"), add(store, me, PlanArea::Home, "Bed"));
        add(store, me, PlanArea::Money, "Bank");
        let lamp = add(store, me, PlanArea::Home, "Lamp");
        assert_eq!(add(store, me, PlanArea::Home, "Lamp"), lamp, "the same form again");
        let shift = |step, way, key: &'static str| {
            store.write(move |tx| move_own_step(&own_asking(tx, me, at(2)), step, way, key)).unwrap();
            in_order(store, me)
        };
        assert_eq!(shift(bed, Way::Up, "1"), ["Bed", "Keys", "Bank", "Lamp"]);
        assert_eq!(shift(bed, Way::Up, "1"), ["Bed", "Keys", "Bank", "Lamp"], "sent twice, moved once");
        assert_eq!(shift(bed, Way::Up, "2"), ["Bed", "Keys", "Bank", "Lamp"], "the first stays first");
        assert_eq!(shift(lamp, Way::Up, "3"), ["Bed", "Lamp", "Bank", "Keys"], "past what is in another part");
        assert_eq!(shift(lamp, Way::Down, "4"), ["Bed", "Keys", "Bank", "Lamp"]);
    });

    on_both!(two_tabs_lose_nothing_and_moving_a_step_disturbs_nobody_who_writes_it => |store| {
        let jay = Jay::of(store);
        let me = jay.account(store);
        let first = add(store, me, PlanArea::Home, "Keys");
        add(store, me, PlanArea::Home, "Bed");
        let say = |number, what: &'static str, key: &'static str| {
            let at_version = AtVersion { step: first, number };
            let text = text(PlanArea::Home, what);
            store.write(move |tx| say_own_step(&own_asking(tx, me, at(3)), at_version, &text, key)).unwrap()
        };
        store.write(move |tx| move_own_step(&own_asking(tx, me, at(2)), first, Way::Down, "down")).unwrap();
        assert_eq!(say(1, "Get my keys on Monday", "one tab"), Saved::Saved);
        assert_eq!(say(1, "Get my keys on Monday", "one tab"), Saved::Saved, "sent twice");
        let Saved::Stale(now) = say(1, "Keys and a lamp", "other tab") else { unreachable!("it was changed") };
        assert_eq!((now.now.text.what.as_str(), now.now.number), ("Get my keys on Monday", 2));
        let mark = |number, key: &'static str| {
            let at_version = AtVersion { step: first, number };
            store.write(move |tx| mark_own_step(&own_asking(tx, me, at(4)), at_version, StepStatus::Done, key)).unwrap()
        };
        assert!(matches!(mark(1, "tick"), Saved::Stale(_)));
        assert_eq!(mark(2, "tick again"), Saved::Saved);
        let seen = store.read(|tx| see_own_plan(&own_asking(tx, me, at(9)))).unwrap();
        let line = seen.own_steps.iter().find(|line| line.step.id == first).unwrap();
        let said: Vec<_> = line.earlier.iter().map(|version| version.text.what.as_str()).collect();
        assert_eq!(said, ["Get my keys on Monday", "Keys"], "every version stays");
    });

    on_both!(what_is_private_is_read_by_nobody_of_staff_until_it_is_shared_and_no_longer_after => |store| {
        let jay = Jay::of(store);
        let (me, priya, person) = (jay.account(store), jay.priya, jay.person);
        add(store, me, PlanArea::People, "MARK-call my brother");
        let said = NewSaying {
            plan: None,
            area: Some(PlanArea::People),
            kind: SayingKind::Words,
            words: Some("MARK-I miss him".into()),
        };
        store.write(move |tx| say_of_plan(&own_asking(tx, me, at(2)), &said, "words")).unwrap();
        let read = |minutes| {
            store.read(|tx| {
                let record = asking(tx, priya, at(minutes)).open(person, Purpose::PersonPage)?;
                Ok((record.own_steps().all()?.len(), record.plans().sayings()?.len()))
            }).unwrap()
        };
        assert_eq!(read(3), (0, 0), "private until it is shared");
        let share = |shared, key: &'static str| {
            let way = move |tx: &onward_store::Tx| share_part(&own_asking(tx, me, at(4)), PlanArea::People, shared, key);
            store.write(way).unwrap();
        };
        share(true, "share");
        assert_eq!(read(5), (1, 1));
        share(false, "keep");
        assert_eq!(read(6), (0, 0), "sharing has ended");
        let hers = store.write(move |tx| {
            asking(tx, priya, at(7)).open_for_change(person, Purpose::Plan)?.own_steps().add(&text(PlanArea::Home, "x"), "x")
        });
        assert!(matches!(hers, Err(StoreError::NotAllowed(_))), "nobody writes it for him");
    });
}
