//! Reading people: in how many queries, and that what is kept about them is never older than the data.

use onward_domain::{
    access::Purpose,
    allocation::Part,
    care::EpisodeNote,
    contact::{ContactKind, ContactNote},
    entitlement::{EntitlementAct, EntitlementNote},
    id::PersonId,
    plan::PlanStatus,
};

use super::{
    day,
    world::{World, identity, now},
};
use crate::{
    StoreResult, Tx, on_both,
    scope::{NewPerson, Record, Task},
    testing::{TestStore, counting::queries},
};

fn more_people(store: &TestStore, w: &World, people: std::ops::Range<u32>) {
    let sam = w.sam;
    let add = move |tx: &Tx| {
        let system = tx.system(Task::Demonstration, None, now())?;
        for number in people.clone() {
            let who = identity(&format!("C{number}"), &format!("Child{number:03}"), "Many", "2008-01-01");
            let record = system.add_person(&NewPerson { identity: who })?;
            record.allocations().allocate(sam, Part::Adviser, None, day("2026-01-05"))?;
            a_life(&record)?;
        }
        Ok(())
    };
    store.write(add).unwrap();
}

fn a_life(record: &Record<'_>) -> StoreResult<()> {
    for start in ["2020-01-01", "2021-01-01", "2022-01-01"] {
        record.episodes().add(&EpisodeNote { start: Some(day(start)), ..EpisodeNote::default() })?;
        record.contacts().add(&ContactNote {
            next_on: Some(day(start)),
            ..ContactNote::new(ContactKind::VisitAtHome, day(start))
        })?;
        let told = EntitlementNote::new("setting_up_home_allowance", EntitlementAct::Told, day(start));
        record.entitlements().add(&told)?;
    }
    Ok(())
}

on_both!(sams_people_cost_as_many_queries_with_thirty_as_with_three_and_almost_none_when_nothing_changed => |store| {
    let w = World::in_store(store);
    let sam = w.caseload(store);
    let look = || queries(|| store.read(|tx| sam.people(tx, now())).unwrap().len());
    more_people(store, &w, 0..2);
    let (few, asked_for_few) = look();
    more_people(store, &w, 2..29);
    let (many, asked_for_many) = look();
    assert_eq!((few, many), (3, 30));
    assert_eq!(asked_for_few, asked_for_many);
    assert!(asked_for_many <= 24, "{asked_for_many}");
    let (again, asked_again) = look();
    assert_eq!(again, 30);
    assert!(asked_again <= 8, "nothing changed: {asked_again}");
});

on_both!(figures_of_everyone_cost_as_many_queries_with_thirty_as_with_three => |store| {
    let w = World::in_store(store);
    let priya = w.service(store);
    let look = || queries(|| store.read(|tx| priya.cohort(tx, now())).unwrap().people.len());
    more_people(store, &w, 0..1);
    let (few, asked_for_few) = look();
    more_people(store, &w, 1..28);
    let (many, asked_for_many) = look();
    assert_eq!((few, many, asked_for_few), (3, 30, asked_for_many));
});

on_both!(what_is_kept_about_amara_is_current_after_every_change_to_her_record_or_her_workers => |store| {
    let w = World::in_store(store);
    let (sam, priya, amara) = (w.caseload(store), w.service(store), w.amara);
    let seen = || store.read(|tx| sam.open(tx, amara, Purpose::PersonPage, now())?.overview()).unwrap();
    let listed = || store.read(|tx| sam.people(tx, now())).unwrap();
    assert!(seen().facts.episodes.is_empty());
    assert_eq!(listed().len(), 1);
    store.write(move |tx| {
        let record = sam.open(tx, amara, Purpose::CareHistory, now())?;
        a_life(&record)?;
        // A writing transaction sees its own changes, whether kept in memory or not.
        assert_eq!(record.overview()?.facts.episodes.len(), 3);
        record.plans().begin().map(drop)
    }).unwrap();
    assert_eq!(seen().facts.episodes.len(), 3);
    assert_eq!((seen().last_visit, seen().next_contact), (Some(day("2022-01-01")), Some(day("2022-01-01"))));
    assert!(!seen().facts.has_plan);
    store.write(move |tx| {
        let record = sam.open(tx, amara, Purpose::Plan, now())?;
        let plan = record.plans().all()?[0].clone();
        assert_eq!(plan.status, PlanStatus::Draft);
        record.plans().agree(plan.id, plan.version, day("2026-11-01"), day("2027-05-01"), None).map(drop)
    }).unwrap();
    assert_eq!((seen().facts.has_plan, seen().review_due), (true, Some(day("2027-05-01"))));
    assert_eq!(listed()[0].review_due, Some(day("2027-05-01")));
    let other = w.other_adviser;
    store.write(move |tx| {
        let record = priya.open(tx, amara, Purpose::Allocation, now())?;
        record.allocations().allocate(other, Part::Adviser, None, day("2026-11-23")).map(drop)
    }).unwrap();
    assert!(listed().is_empty(), "she is no longer Sam's");
    let jo = w.other_caseload(store);
    let theirs = store.read(|tx| jo.people(tx, now())).unwrap();
    assert_eq!(theirs[0].adviser.as_ref().unwrap().name, "Jo Hart");
    assert_eq!(theirs[0].facts.episodes.len(), 3);
});

on_both!(what_a_record_holds_is_read_once_for_each_right_and_anew_after_every_change => |store| {
    let w = World::in_store(store);
    let (sam, priya, own, amara) = (w.caseload(store), w.service(store), w.own(store), w.amara);
    let sams = || queries(|| *store.read(|tx| sam.open(tx, amara, Purpose::PersonPage, now())?.once(Record::new_messages)).unwrap());
    let notes = || queries(|| store.read(|tx| {
        priya.open(tx, amara, Purpose::PersonPage, now())?.once(|record| record.contacts().standing())
    }).unwrap().len());
    let ((none, first), (still, again)) = (sams(), sams());
    assert_eq!((none, still), (0, 0));
    assert_eq!(again + 1, first, "the second time nothing but the version is asked for");
    assert!(notes().1 > notes().1, "what a manager reads was not read for Sam");
    store.write(move |tx| {
        let record = own.open(tx, Purpose::OwnPages, now())?;
        record.send_message("Can you look at it?", "one").map(drop)
    }).unwrap();
    assert_eq!(sams().0, 1, "a message came");
    store.write(move |tx| sam.open(tx, amara, Purpose::Contact, now())?.read_messages()).unwrap();
    assert_eq!(sams().0, 0, "it was read");
    assert_eq!(notes().0, 0);
    store.write(move |tx| a_life(&sam.open(tx, amara, Purpose::Contact, now())?)).unwrap();
    assert_eq!(notes().0, 3);
    let hers = store.read(|tx| own.open(tx, Purpose::OwnPages, now())?.once(Record::new_messages)).unwrap();
    let theirs = store.read(|tx| priya.open(tx, amara, Purpose::PersonPage, now())?.once(Record::new_messages));
    assert_eq!(*hers, 0);
    assert!(theirs.is_err(), "what Sam may read is not given to a manager");
});

on_both!(a_list_of_chosen_people_has_them_and_nobody_else => |store| {
    let w = World::in_store(store);
    more_people(store, &w, 0..4);
    let priya = w.service(store);
    let all = store.read(|tx| priya.cohort(tx, now())).unwrap().people;
    let ids = |people: &[std::sync::Arc<crate::scope::Listed>]| {
        people.iter().map(|one| one.person.id).collect::<Vec<PersonId>>()
    };
    let chosen: Vec<PersonId> = ids(&all).into_iter().skip(2).collect();
    let some = store.read(|tx| priya.people(tx, &chosen, now())).unwrap();
    assert_eq!(ids(&some), chosen);
    assert_eq!(some, all[2..]);
    let many: Vec<PersonId> = chosen.iter().copied().chain((0..1_200).map(|_| PersonId::new())).collect();
    let picked = store.read(|tx| priya.people(tx, &many, now())).unwrap();
    assert_eq!(picked, all[2..]);
});
