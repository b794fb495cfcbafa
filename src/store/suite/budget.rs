//! A budget is the young person's: others see the parts that they share, while they share them, and every version is kept.

use onward_domain::{
    access::Purpose,
    budget::{BudgetLineNote, BudgetPlanNote, Every, LineKind},
    money::Pence,
};

use super::world::{World, now};
use crate::{
    StoreError, on_both,
    repo::versions::{Kept, Sent},
};

fn line(kind: LineKind, pence: i64) -> BudgetLineNote {
    BudgetLineNote { kind, called: None, amount: Pence(pence), every: Every::Week, due: None }
}

on_both!(amara_s_budget_is_hers_and_her_adviser_sees_the_parts_that_she_shares => |store| {
    let w = World::in_store(store);
    let own = w.own(store);
    store.write(move |tx| {
        let record = own.open(tx, Purpose::OwnPages, now())?;
        record.budget_lines().add(&line(LineKind::Wages, 17_400))?;
        record.budget_lines().add(&line(LineKind::Rent, 8_800)).map(|_| ())
    }).unwrap();
    let (sam, amara) = (w.caseload(store), w.amara);
    let shared = |share: bool| {
        let note = BudgetPlanNote { shares_left: share, ..BudgetPlanNote::default() };
        store.write(move |tx| {
            let plans = own.open(tx, Purpose::OwnPages, now())?;
            let stands = plans.budget_plans().standing()?.pop().map(|plan| plan.id);
            let sent = Sent { version: stands, says: note, key: format!("share {share}") };
            plans.budget_plans().keep(&sent).map(|_| ())
        }).unwrap();
        store.read(|tx| sam.open(tx, amara, Purpose::PersonPage, now())?.shared_budget()).unwrap()
    };
    assert_eq!(shared(false), None);
    let seen = shared(true).unwrap();
    assert_eq!(seen.left.map(|left| left.per(Every::Week)), Some(Pence(8_600)));
    assert_eq!((seen.comes_in, seen.goes_out), (None, None));
    assert_eq!(shared(false), None, "sharing has ended");
    let looked = store.read(|tx| sam.open(tx, amara, Purpose::PersonPage, now())?.budget());
    assert!(matches!(looked, Err(StoreError::NotAllowed(_))), "{looked:?}");
    let written = store.write(move |tx| {
        sam.open(tx, amara, Purpose::PersonPage, now())?.budget_lines().add(&line(LineKind::Food, 1))
    });
    assert!(matches!(written, Err(StoreError::NotAllowed(_))), "{written:?}");
});

on_both!(two_tabs_lose_nothing_and_every_version_of_an_amount_is_kept => |store| {
    let w = World::in_store(store);
    let own = w.own(store);
    let first = store.write(move |tx| {
        own.open(tx, Purpose::OwnPages, now())?.budget_lines().add(&line(LineKind::Rent, 8_800))
    }).unwrap();
    let send = |pence: i64, key: &'static str| {
        store.write(move |tx| {
            let sent = Sent { version: Some(first), says: line(LineKind::Rent, pence), key: key.into() };
            own.open(tx, Purpose::OwnPages, now())?.budget_lines().keep(&sent)
        }).unwrap()
    };
    let Kept::Now(second) = send(9_000, "one tab") else { unreachable!("nothing stands in its way") };
    assert_eq!(send(9_000, "one tab"), Kept::Before(second), "sent twice, kept once");
    let Kept::Clash(Some(theirs)) = send(9_500, "other tab") else { unreachable!("another version stands") };
    assert_eq!(theirs.row.note.amount, Pence(9_000));
    let versions = store.read(|tx| own.open(tx, Purpose::OwnPages, now())?.budget_lines().seen()).unwrap();
    assert_eq!(versions.iter().map(|version| version.row.note.amount.0).collect::<Vec<_>>(), [9_000, 8_800]);
});
