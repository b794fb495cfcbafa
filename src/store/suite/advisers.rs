//! Who has which adviser, as the manager's page reads and changes it.

use diesel::prelude::*;
use onward_domain::{
    access::{Purpose, Right},
    allocation::Part,
    person::Identity,
};

use super::{
    day,
    world::{World, later, now},
};
use crate::{
    StoreError, on_both,
    repo::{Saved, allocations::FirstDay},
    rows::trail::AccessRow,
    schema::trail::access_log,
    scope::Task,
};

on_both!(a_manager_sees_everyone_with_their_adviser_and_the_look_is_logged => |store| {
    let w = World::in_store(store);
    let all = store.read(|tx| w.service(store).assigned(tx, "", now())).unwrap();
    let who: Vec<_> = all.iter().map(|one| (one.person.id, one.now.as_ref().map(|now| (now.user, now.from)))).collect();
    assert_eq!(who, [(w.amara, Some((w.sam, day("2026-01-05")))), (w.kai, None)]);
    assert_eq!(all[1].mark, "nobody");
    store.read(|tx| w.service(store).assigned(tx, " Kai  M", now())).unwrap();
    let rows: Vec<AccessRow> = store
        .read(|tx| tx.run(|connection| Ok(access_log::table.order(access_log::seq).load(connection)?)))
        .unwrap();
    let rows: Vec<_> =
        rows.into_iter().map(|row| (row.user, row.person, row.purpose, row.right, row.detail)).collect();
    assert_eq!(rows, [
        (w.priya, None, Purpose::Allocation, Right::Manager, None),
        (w.priya, None, Purpose::Search, Right::Manager, Some("kai m".into())),
    ]);
});

on_both!(someone_who_begins_later_is_planned_until_then_and_the_mark_differs => |store| {
    let w = World::in_store(store);
    let priya = w.service(store);
    let one = |moment| store.read(|tx| w.service(store).assigned(tx, "", moment)).unwrap().remove(0);
    let before = one(now());
    store.write(move |tx| {
        let record = priya.open(tx, w.amara, Purpose::Allocation, now())?;
        record.allocations().allocate(w.other_adviser, Part::Adviser, None, day("2026-11-25")).map(drop)
    }).unwrap();
    let planned = one(now());
    assert_eq!(planned.now.map(|now| now.user), Some(w.sam));
    assert_eq!(planned.planned.map(|later| (later.user, later.from)), Some((w.other_adviser, day("2026-11-25"))));
    assert_ne!(planned.mark, before.mark);
    let then = one(later(48));
    assert_eq!((then.now.map(|now| now.user), then.planned), (Some(w.other_adviser), None));
});

on_both!(nobody_is_given_a_disabled_adviser => |store| {
    let w = World::in_store(store);
    let priya = w.service(store);
    let given = store.write(move |tx| {
        tx.users().disable(w.other_adviser, now().at)?;
        let record = priya.open(tx, w.kai, Purpose::Allocation, now())?;
        record.allocations().allocate(w.other_adviser, Part::Adviser, None, now().today).map(drop)
    });
    assert!(matches!(given, Err(StoreError::NotAllowed(_))), "{given:?}");
});

on_both!(a_new_name_is_the_accounts_name_too_and_the_trail_says_who_changed_it_but_not_to_what => |store| {
    let w = World::in_store(store);
    let sam = w.caseload(store);
    store.write(move |tx| {
        let record = sam.open(tx, w.amara, Purpose::PersonPage, now())?;
        let person = record.person()?;
        let identity = Identity { known_as: "Ami".into(), ..person.identity };
        assert_eq!(record.save_identity(&identity, person.version)?, Saved::Saved);
        assert!(matches!(record.save_identity(&identity, person.version)?, Saved::Stale(_)), "an old version");
        assert_eq!(tx.users().find(w.amara_user)?.map(|user| user.display_name), Some("Ami".into()));
        let deeds = record.deeds(10)?;
        assert_eq!(deeds.len(), 1);
        assert_eq!((deeds[0].what.as_str(), deeds[0].by, deeds[0].detail.as_deref()), ("person.identity_changed", Some(w.sam), None));
        Ok(())
    }).unwrap();
});

on_both!(a_file_of_people_is_logged_on_each_record_it_changed => |store| {
    let w = World::in_store(store);
    store.write(move |tx| {
        let record = tx.system(Task::People, None, now())?.open(w.kai)?;
        record.allocations().allocate(w.sam, Part::Adviser, Some(w.team), now().today)?;
        let what: Vec<_> = record.deeds(10)?.into_iter().map(|deed| deed.what).collect();
        assert_eq!(what, ["allocation.begun"]);
        Ok(())
    }).unwrap();
});

on_both!(a_wrong_first_day_is_put_right_with_the_day_before_it_and_never_over_somebody_else => |store| {
    let w = World::in_store(store);
    let (priya, amara, jo) = (w.service(store), w.amara, w.other_adviser);
    store.write(move |tx| {
        let allocations = priya.open(tx, amara, Purpose::Allocation, now())?;
        allocations.allocations().allocate(jo, Part::Adviser, None, day("2026-06-01")).map(drop)
    }).unwrap();
    let priya = w.service(store);
    let (all, became) = store.write(move |tx| {
        let record = priya.open(tx, amara, Purpose::Allocation, now())?;
        let id = record.allocations().all()?.iter().find(|one| one.user == jo).unwrap().id;
        let became = ["2026-05-04", "2026-05-04", "2026-01-05", "2025-12-01"]
            .map(|from| record.allocations().move_first_day(id, day(from)).unwrap());
        Ok((record.allocations().all()?, became))
    }).unwrap();
    assert_eq!(became, [FirstDay::Moved, FirstDay::Same, FirstDay::SomebodyElse, FirstDay::SomebodyElse]);
    let days: Vec<_> = all
        .iter()
        .filter(|one| one.part == Part::Adviser)
        .map(|one| (one.user, one.from, one.until))
        .collect();
    assert_eq!(days, [
        (w.sam, day("2026-01-05"), Some(day("2026-05-04"))),
        (jo, day("2026-05-04"), None),
    ]);
});
