//! What one side does and the other sees: a young person and their adviser meet in one record.
#![allow(clippy::unwrap_used, reason = "tests")]

use super::{
    adviser::see_my_people::see_my_people,
    testing::{Jay, asking, at, day, own_asking},
    young_person::own_plan::say_of_plan,
};
use onward_domain::{
    access::Purpose,
    due::{Due, What},
    id::PlanId,
    plan::{NewSaying, SayingKind},
};
use onward_store::{on_both, testing::TestStore};

fn plan_of(store: &TestStore, jay: &Jay) -> PlanId {
    let (priya, person) = (jay.priya, jay.person);
    store
        .write(move |tx| {
            let record = asking(tx, priya, at(0)).open_for_change(person, Purpose::Plan)?;
            let plan = record.plans().begin()?;
            record.plans().agree(plan, 1, day("2026-11-23"), day("2027-05-23"), None)?;
            Ok(plan)
        })
        .unwrap()
}

on_both!(a_review_that_jay_asks_for_is_due_at_priyas_until_a_newer_plan_is_agreed => |store| {
    let jay = Jay::of(store);
    let (me, priya) = (jay.account(store), jay.priya);
    let plan = plan_of(store, &jay);
    let due = |minutes| {
        let people = store.read(|tx| see_my_people(&asking(tx, priya, at(minutes)))).unwrap();
        people.first().unwrap().due.iter().find(|due| due.what == What::ReviewAsked).copied()
    };
    assert_eq!(due(1), None);
    for (minutes, key) in [(2, "one"), (3, "two")] {
        let said = NewSaying { plan: Some(plan), area: None, kind: SayingKind::Review, words: None };
        store.write(move |tx| say_of_plan(&own_asking(tx, me, at(minutes)), &said, key)).unwrap();
    }
    assert_eq!(due(4), Some(Due { day: day("2026-12-21"), what: What::ReviewAsked }));
    plan_of(store, &jay);
    assert_eq!(due(6), None, "the plan was looked at: there is a newer one");
});
