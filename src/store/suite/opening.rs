//! Who may open what, and that every look is logged first.

use diesel::prelude::*;
use onward_domain::{
    access::{Purpose, Right},
    allocation::Part,
    id::{PersonId, UserId},
    person::{Identity, Sex},
};

use super::{
    day,
    world::{World, minutes_later, now},
};
use crate::{
    Store, StoreError, on_both,
    rows::trail::AccessRow,
    schema::{people::users, trail::access_log},
    scope::Exactly,
    types::Column as _,
};

fn log(store: &Store) -> Vec<(UserId, Option<PersonId>, Purpose, Right)> {
    let rows: Vec<AccessRow> = store
        .read(|tx| tx.run(|connection| Ok(access_log::table.order(access_log::seq).load(connection)?)))
        .unwrap();
    rows.into_iter().map(|row| (row.user, row.person, row.purpose, row.right)).collect()
}

on_both!(amaras_record_is_opened_by_herself_her_adviser_her_reviewing_officer_and_a_manager => |store| {
    let w = World::in_store(store);
    store.read(|tx| {
        assert_eq!(w.own(store).open(tx, Purpose::OwnPages, now())?.right(), Right::Own);
        assert_eq!(w.caseload(store).open(tx, w.amara, Purpose::PersonPage, now())?.right(), Right::Adviser);
        assert_eq!(w.review(store).open(tx, w.amara, Purpose::Review, now())?.right(), Right::ReviewingOfficer);
        assert_eq!(w.service(store).open(tx, w.amara, Purpose::PersonPage, now())?.right(), Right::Manager);
        Ok(())
    }).unwrap();
    assert_eq!(log(store), [
        (w.amara_user, Some(w.amara), Purpose::OwnPages, Right::Own),
        (w.sam, Some(w.amara), Purpose::PersonPage, Right::Adviser),
        (w.officer, Some(w.amara), Purpose::Review, Right::ReviewingOfficer),
        (w.priya, Some(w.amara), Purpose::PersonPage, Right::Manager),
    ]);
});

on_both!(for_everyone_else_her_record_seems_missing_but_the_log_knows => |store| {
    let w = World::in_store(store);
    let nobody = PersonId::new();
    let refused = |result: crate::StoreResult<()>| assert_eq!(result, Err(StoreError::NotFound));
    for person in [w.amara, nobody] {
        refused(store.read(|tx| w.other_caseload(store).open(tx, person, Purpose::PersonPage, now()).map(drop)));
        refused(store.read(|tx| w.hub_desk(store).open(tx, person, Purpose::Enquiry, now()).map(drop)));
    }
    refused(store.read(|tx| w.caseload(store).open(tx, w.kai, Purpose::PersonPage, now()).map(drop)));
    refused(store.read(|tx| w.review(store).open(tx, w.kai, Purpose::Review, now()).map(drop)));
    refused(store.read(|tx| w.service(store).open(tx, nobody, Purpose::PersonPage, now()).map(drop)));
    let seen = log(store);
    assert_eq!(seen.len(), 7);
    assert!(seen.iter().all(|(.., right)| *right == Right::Refused));
});

on_both!(a_refused_opening_stays_in_the_log_although_its_work_is_undone => |store| {
    let w = World::in_store(store);
    let jo = w.other_caseload(store);
    let result = store.write(move |tx| jo.open(tx, w.amara, Purpose::Contact, now()).map(drop));
    assert_eq!(result, Err(StoreError::NotFound));
    assert_eq!(log(store), [(w.other_adviser, Some(w.amara), Purpose::Contact, Right::Refused)]);
});

on_both!(a_look_and_the_change_it_was_for_are_kept_together_or_not_at_all => |store| {
    let w = World::in_store(store);
    let sam = w.caseload(store);
    let result = store.write(move |tx| {
        sam.open(tx, w.amara, Purpose::Contact, now())?;
        Err::<(), _>(StoreError::Full)
    });
    assert_eq!(result, Err(StoreError::Full));
    assert_eq!(log(store), []);
});

on_both!(if_the_look_cannot_be_logged_the_record_is_not_opened => |store| {
    let w = World::in_store(store);
    store.write(|tx| tx.run(|connection| {
        use diesel::connection::SimpleConnection as _;
        Ok(connection.batch_execute("ALTER TABLE access_log RENAME TO access_log_lost")?)
    })).unwrap();
    let opened = store.read(|tx| {
        let record = w.caseload(store).open(tx, w.amara, Purpose::PersonPage, now())?;
        record.person()
    });
    assert!(matches!(opened, Err(StoreError::Database(_))), "{opened:?}");
});

on_both!(an_adviser_no_longer_allocated_loses_the_record_the_same_day => |store| {
    let w = World::in_store(store);
    let sam = w.caseload(store);
    let open = |moment| store.read(|tx| sam.open(tx, w.amara, Purpose::PersonPage, moment).map(drop));
    assert_eq!(open(now()), Ok(()));
    let priya = w.service(store);
    store.write(move |tx| {
        let record = priya.open(tx, w.amara, Purpose::Allocation, now())?;
        record.allocations().allocate(w.other_adviser, Part::Adviser, Some(w.team), now().today).map(drop)
    }).unwrap();
    assert_eq!(open(now()), Err(StoreError::NotFound));
    assert_eq!(store.read(|tx| w.other_caseload(store).open(tx, w.amara, Purpose::PersonPage, now()).map(drop)), Ok(()));
    let all = store.read(|tx| w.service(store).open(tx, w.amara, Purpose::Allocation, now())?.allocations().all()).unwrap();
    let advisers: Vec<_> = all.iter().filter(|a| a.part == Part::Adviser).map(|a| (a.user, a.from, a.until)).collect();
    assert_eq!(advisers, [(w.sam, day("2026-01-05"), Some(day("2026-11-23"))), (w.other_adviser, day("2026-11-23"), None)]);
});

on_both!(a_scope_held_from_before_opens_nothing_once_the_user_is_disabled_or_has_another_role => |store| {
    let w = World::in_store(store);
    let (sam, priya) = (w.caseload(store), w.service(store));
    store.write(move |tx| {
        tx.users().disable(w.sam, now().at)?;
        tx.users().change_role(w.priya, onward_domain::role::Role::Administrator, now().at)
    }).unwrap();
    assert_eq!(store.read(|tx| sam.open(tx, w.amara, Purpose::PersonPage, now()).map(drop)), Err(StoreError::NotFound));
    assert_eq!(store.read(|tx| priya.open(tx, w.amara, Purpose::PersonPage, now()).map(drop)), Err(StoreError::NotFound));
    assert_eq!(store.read(|tx| sam.people(tx, now()).map(|all| all.len())), Err(StoreError::NotFound));
    assert_eq!(store.read(|tx| priya.cohort(tx, now()).map(|all| all.people.len())), Err(StoreError::NotFound));
    assert!(store.viewer(w.sam).unwrap().is_none());
});

on_both!(an_administrator_has_no_scope_over_people => |store| {
    let w = World::in_store(store);
    let max = store.viewer(w.admin).unwrap().unwrap();
    assert_eq!(max.scope(), crate::scope::Scope::Administration);
    assert!(max.own().is_none() && max.caseload().is_none() && max.service().is_none() && max.hub().is_none() && max.review().is_none());
});

on_both!(a_hub_worker_sees_a_record_for_a_reason_for_an_hour_and_the_young_person_and_manager_see_that => |store| {
    let w = World::in_store(store);
    let lee = w.hub_desk(store);
    let without = store.write(move |tx| lee.outside().break_glass(tx, w.amara, "  ", now()).map(drop));
    assert!(matches!(without, Err(StoreError::NotAllowed(_))));
    let opening = store.write(move |tx| lee.outside().break_glass(tx, w.amara, "Police rang: she is at the station", now())).unwrap();
    let again = store.write(move |tx| lee.outside().break_glass(tx, w.amara, "Again", minutes_later(10))).unwrap();
    assert!(again.id != opening.id && again.ends_at == opening.ends_at, "a second reason is kept, and opens it no longer");
    let open = |moment| store.read(|tx| Ok(lee.open(tx, w.amara, Purpose::Enquiry, moment)?.right()));
    assert_eq!(open(minutes_later(59)), Ok(Right::BreakGlass));
    assert_eq!(open(minutes_later(60)), Err(StoreError::NotFound), "it ended automatically");
    store.read(|tx| {
        let own = w.own(store).open(tx, Purpose::OwnPages, minutes_later(10))?;
        let seen = own.openings()?;
        assert_eq!((seen.len(), seen[1].reason.as_str(), seen[1].user), (2, "Police rang: she is at the station", w.hub));
        let looks = own.looks(50)?;
        assert!(looks.iter().any(|look| look.user_name.as_deref() == Some("Lee Stone") && look.right == Right::BreakGlass));
        Ok(())
    }).unwrap();
    let priya = w.service(store);
    let shown = store.read(|tx| priya.openings(tx, 10, now())).unwrap();
    assert_eq!((shown.len(), shown[1].person_name.as_str(), shown[1].user_name.as_str(), shown[1].opening.seen_at),
        (2, "Amara Bello", "Lee Stone", None));
    store.write(move |tx| priya.saw_opening(tx, opening.id, minutes_later(20))).unwrap();
    assert_eq!(store.write(move |tx| priya.saw_opening(tx, opening.id, minutes_later(30))), Err(StoreError::NotFound));
    assert_eq!(store.read(|tx| priya.openings(tx, 10, now())).unwrap()[1].opening.seen_by, Some(w.priya));
});

on_both!(a_record_opened_from_outside_can_be_read_but_not_changed => |store| {
    let w = World::in_store(store);
    let jo = w.other_caseload(store);
    store.write(move |tx| jo.outside().break_glass(tx, w.amara, "Her adviser is away", now()).map(drop)).unwrap();
    let note = || crate::repo::life::NewNote { text: "x".into(), shared: true };
    let wrote = store.write(move |tx| {
        let record = jo.open(tx, w.amara, Purpose::Contact, now())?;
        assert!(!record.may_change() && record.episodes().standing().is_ok());
        record.notes().add(&note()).map(drop)
    });
    assert!(matches!(wrote, Err(StoreError::NotAllowed(_))), "{wrote:?}");
    let sam = w.caseload(store);
    let notes = store.write(move |tx| {
        let record = sam.open(tx, w.amara, Purpose::Contact, now())?;
        let before = record.notes().standing()?.len();
        record.notes().add(&note())?;
        Ok((record.may_change(), before, record.notes().standing()?.len()))
    });
    assert_eq!(notes, Ok((true, 0, 1)), "her own adviser does, and nothing was left of the other's note");
});

on_both!(an_opening_can_be_ended_early_only_by_its_user => |store| {
    let w = World::in_store(store);
    let (lee, jo) = (w.hub_desk(store), w.other_caseload(store));
    let opening = store.write(move |tx| lee.outside().break_glass(tx, w.amara, "Asked to call back", now())).unwrap();
    assert_eq!(store.write(move |tx| jo.outside().end(tx, opening.id, minutes_later(10))), Err(StoreError::NotFound));
    assert_eq!(store.read(|tx| lee.outside().openings(tx, minutes_later(10))).unwrap().len(), 1);
    store.write(move |tx| lee.outside().end(tx, opening.id, minutes_later(10))).unwrap();
    assert_eq!(store.read(|tx| lee.outside().openings(tx, minutes_later(10))).unwrap().len(), 0);
    assert_eq!(store.read(|tx| lee.open(tx, w.amara, Purpose::Enquiry, minutes_later(20)).map(drop)), Err(StoreError::NotFound));
    let other = store.write(move |tx| lee.outside().break_glass(tx, w.amara, "Asked to call back", minutes_later(20))).unwrap();
    assert_eq!(store.write(move |tx| lee.outside().end(tx, other.id, minutes_later(120))), Ok(()), "it had run out by itself");
});

on_both!(breaking_glass_for_nobody_is_refused => |store| {
    let w = World::in_store(store);
    let lee = w.hub_desk(store);
    assert_eq!(store.write(move |tx| lee.outside().break_glass(tx, PersonId::new(), "A reason", now()).map(drop)), Err(StoreError::NotFound));
});

on_both!(a_search_only_finds_what_the_viewer_may_see_and_is_logged => |store| {
    let w = World::in_store(store);
    let names = |found: Vec<crate::scope::Found>| found.into_iter().map(|f| f.name).collect::<Vec<_>>();
    store.read(|tx| {
        let (sam, priya) = (w.caseload(store), w.service(store));
        assert_eq!(names(sam.search(tx, " AMA", now())?), ["Amara Bello"]);
        assert_eq!(names(sam.search(tx, "kai", now())?), Vec::<String>::new());
        assert_eq!(names(sam.search(tx, "%", now())?), Vec::<String>::new(), "a pattern is plain text");
        assert_eq!(names(sam.search(tx, "a_ara", now())?), Vec::<String>::new());
        assert_eq!(names(sam.search(tx, "", now())?), Vec::<String>::new());
        assert_eq!(names(priya.search(tx, "a", now())?), ["Amara Bello", "Kai Marsh"]);
        Ok(())
    }).unwrap();
    assert_eq!(log(store).iter().filter(|(_, person, purpose, _)| *purpose == Purpose::Search && person.is_none()).count(), 6);
});

on_both!(someone_outside_is_found_only_by_exact_identification => |store| {
    let w = World::in_store(store);
    let jo = w.other_caseload(store);
    let born = |family_name: &str, born: &str| Exactly::Born { family_name: family_name.into(), born: day(born) };
    store.read(|tx| {
        let found = |who: Exactly| Ok::<_, StoreError>(jo.outside().find(tx, &who, now())?.map(|f| f.person));
        assert_eq!(found(Exactly::Child("1001".into()))?, Some(w.amara));
        assert_eq!(found(born(" bello ", "2009-03-04"))?, Some(w.amara));
        assert_eq!(found(born("bello", "2009-03-05"))?, None);
        assert_eq!(found(born("bell", "2009-03-04"))?, None);
        Ok(())
    }).unwrap();
    assert!(log(store).contains(&(w.other_adviser, Some(w.amara), Purpose::Search, Right::Refused)));
});

on_both!(rows_of_the_logs_and_the_ledger_cannot_be_changed_or_deleted => |store| {
    let w = World::in_store(store);
    store.read(|tx| w.own(store).open(tx, Purpose::OwnPages, now()).map(drop)).unwrap();
    for attempt in [
        "UPDATE access_log SET user_id = 'x'",
        "DELETE FROM access_log",
        "UPDATE audit_trail SET what = 'x'",
        "DELETE FROM audit_trail",
        "DELETE FROM chain_heads",
    ] {
        let result = store.write(move |tx| tx.run(|connection| Ok(diesel::sql_query(attempt).execute(connection)?)));
        assert!(result.is_err(), "{attempt}");
    }
    assert_eq!(log(store).len(), 1);
});

on_both!(a_young_person_can_neither_record_what_is_for_the_service_nor_read_private_notes => |store| {
    let w = World::in_store(store);
    let (sam, own) = (w.caseload(store), w.own(store));
    store.write(move |tx| {
        let record = sam.open(tx, w.amara, Purpose::PersonPage, now())?;
        record.notes().add(&crate::repo::life::NewNote { text: "Between us".into(), shared: false })?;
        record.notes().add(&crate::repo::life::NewNote { text: "Well done".into(), shared: true })?;
        record.save_identity(&Identity { protected: true, ..record.person()?.identity }, 1).map(drop)
    }).unwrap();
    let shared = store.read(|tx| {
        let record = own.open(tx, Purpose::OwnPages, now())?;
        assert!(record.notes().standing().is_err() && record.contacts().standing().is_err());
        assert!(record.episodes().history().is_err());
        record.shared_notes()
    }).unwrap();
    assert_eq!(shared.iter().map(|note| note.text.as_str()).collect::<Vec<_>>(), ["Well done"]);
    let wrote = store.write(move |tx| {
        let record = own.open(tx, Purpose::OwnPages, now())?;
        record.notes().add(&crate::repo::life::NewNote { text: "x".into(), shared: true }).map(drop)
    });
    assert!(matches!(wrote, Err(StoreError::NotAllowed(_))));
    let renamed = store.write(move |tx| {
        let record = own.open(tx, Purpose::OwnPages, now())?;
        let identity = Identity { sex: Sex::Male, ..record.person()?.identity };
        record.save_identity(&identity, 2).map(drop)
    });
    assert!(matches!(renamed, Err(StoreError::NotAllowed(_))));
});

on_both!(a_protected_persons_address_is_for_her_and_her_own_adviser => |store| {
    use onward_domain::living::HomeNote;
    let w = World::in_store(store);
    let (sam, own, priya, lee, ruth) = (w.caseload(store), w.own(store), w.service(store), w.hub_desk(store), w.review(store));
    store.write(move |tx| {
        let record = sam.open(tx, w.amara, Purpose::PersonPage, now())?;
        record.homes().add(&HomeNote {
            kind: "U".into(), suitable: Some(true), address: Some("MARK-address".into()), ..HomeNote::default()
        })?;
        lee.outside().break_glass(tx, w.amara, "A reason", now()).map(drop)
    }).unwrap();
    let addresses = || store.read(|tx| {
        let of = |record: crate::scope::Record<'_>| Ok::<_, StoreError>(
            record.homes_shown()?[0].note.address.is_some() || record.homes().standing()?[0].note.address.is_some());
        Ok([
            of(own.open(tx, Purpose::OwnPages, now())?)?,
            of(sam.open(tx, w.amara, Purpose::PersonPage, now())?)?,
            of(priya.open(tx, w.amara, Purpose::PersonPage, now())?)?,
            of(ruth.open(tx, w.amara, Purpose::Review, now())?)?,
            of(lee.open(tx, w.amara, Purpose::Enquiry, now())?)?,
        ])
    }).unwrap();
    assert_eq!(addresses(), [true, true, true, true, false]);
    store.write(move |tx| {
        let record = sam.open(tx, w.amara, Purpose::PersonPage, now())?;
        record.save_identity(&Identity { protected: true, ..record.person()?.identity }, 1).map(drop)
    }).unwrap();
    assert_eq!(addresses(), [true, true, false, false, false]);
});

on_both!(a_user_of_a_record_that_was_disabled_in_the_database_is_nobody => |store| {
    let w = World::in_store(store);
    let own = w.own(store);
    store.write(move |tx| tx.run(|connection| Ok(diesel::update(users::table.filter(users::id.eq(w.amara_user.column())))
        .set(users::disabled_at.eq(Some(now().at.column()))).execute(connection)?))).unwrap();
    assert_eq!(store.read(|tx| own.open(tx, Purpose::OwnPages, now()).map(drop)), Err(StoreError::NotFound));
});
