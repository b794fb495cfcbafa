//! The append-only logs: intact under load, and any change to a row shows.

use diesel::{connection::SimpleConnection as _, prelude::*};
use onward_domain::{
    access::Purpose,
    pathway::{PlanAct, Stage},
};

use super::world::{World, now};
use crate::{
    Store,
    check::{ChainState, Heads, check, check_since, heads},
    on_both,
    testing::TestStore,
};

fn looks(store: &Store, w: &World, count: usize) {
    let sam = w.caseload(store);
    let amara = w.amara;
    for _ in 0..count {
        store.read(|tx| sam.open(tx, amara, Purpose::PersonPage, now()).map(drop)).unwrap();
    }
}

/// Someone with the file or the server's password, whom no trigger stops.
fn thief(store: &Store, deed: &'static str) {
    store
        .write(move |tx| {
            tx.run(|connection| {
                let free = match connection {
                    crate::connection::AnyConnection::Sqlite(_) => {
                        "DROP TRIGGER access_log_no_update; DROP TRIGGER access_log_no_delete;"
                    }
                    #[cfg(feature = "postgres")]
                    crate::connection::AnyConnection::Postgres(_) => {
                        "DROP TRIGGER access_log_no_change ON access_log;"
                    }
                };
                connection.batch_execute(free)?;
                Ok(diesel::sql_query(deed).execute(connection)?)
            })
        })
        .unwrap();
}

fn access_log(store: &TestStore) -> ChainState {
    check(&store.url).unwrap().access_log.unwrap()
}

on_both!(many_looks_at_once_make_one_intact_chain => |store| {
    let w = World::in_store(store);
    std::thread::scope(|scope| {
        for _ in 0..16 {
            scope.spawn(|| looks(store, &w, 10));
        }
    });
    assert!(matches!(access_log(store), ChainState::Whole { head } if head.rows == 160));
    let report = check(&store.url).unwrap();
    assert!(report.is_well(), "{:?}", report.lines());
    assert!(report.lines().contains(&"access log: whole, 160 rows".to_owned()));
});

on_both!(a_head_kept_on_another_machine_shows_a_rewritten_log_and_one_cut_off_with_its_head => |store| {
    let w = World::in_store(store);
    looks(store, &w, 3);
    let kept = heads(&store.url).unwrap();
    assert_eq!(kept.to_string().parse::<Heads>().unwrap(), kept, "it is one word that can be read back");
    looks(store, &w, 2);
    let report = check_since(&store.url, Some(&kept)).unwrap();
    assert!(report.is_well(), "a log that has grown still goes through it: {:?}", report.lines());
    assert_eq!(report.heads(), Some(heads(&store.url).unwrap()));

    // Intact by its own account, but not the chain whose head was kept.
    let (looks, deeds) = kept.to_string().split_once('.').map(|(a, b)| (a.to_owned(), b.to_owned())).unwrap();
    let anew: Heads = format!("3-{}.{deeds}", "a".repeat(64)).parse().unwrap();
    let report = check_since(&store.url, Some(&anew)).unwrap();
    assert!(!report.is_well());
    assert!(report.lines().contains(&"access log: row 3 is not the one whose hash was kept elsewhere".to_owned()), "{:?}", report.lines());

    // A thief who cuts off the end and repairs the head leaves a chain that is intact, but shorter than the one that
    // was kept.
    let longer: Heads = format!("9-{}.{deeds}", looks.split_once('-').unwrap().1).parse().unwrap();
    let report = check_since(&store.url, Some(&longer)).unwrap();
    assert!(report.lines().contains(&"access log: row 6 is missing: the head kept elsewhere is further on".to_owned()), "{:?}", report.lines());

    for none in ["", "x", "3-abc.4-def", "3.4", &format!("-1-{0}.1-{0}", "a".repeat(64))] {
        assert!(none.parse::<Heads>().is_err(), "{none}");
    }
});

on_both!(a_changed_row_shows => |store| {
    looks(store, &World::in_store(store), 5);
    thief(store, "UPDATE access_log SET purpose = 'contact' WHERE seq = 3");
    assert_eq!(access_log(store), ChainState::BrokenAt { row: 3, why: "is not as it was written" });
    assert!(!check(&store.url).unwrap().is_well());
});

on_both!(a_deleted_row_shows => |store| {
    looks(store, &World::in_store(store), 5);
    thief(store, "DELETE FROM access_log WHERE seq = 2");
    assert_eq!(access_log(store), ChainState::BrokenAt { row: 2, why: "is missing" });
});

on_both!(a_cut_off_end_shows => |store| {
    looks(store, &World::in_store(store), 5);
    thief(store, "DELETE FROM access_log WHERE seq > 3");
    assert_eq!(access_log(store), ChainState::BrokenAt { row: 4, why: "is missing: the end was cut off" });
});

on_both!(an_emptied_log_shows => |store| {
    looks(store, &World::in_store(store), 2);
    thief(store, "DELETE FROM access_log");
    assert_eq!(access_log(store), ChainState::BrokenAt { row: 1, why: "is missing: the end was cut off" });
});

on_both!(a_row_with_a_forged_hash_shows_at_the_next_row => |store| {
    looks(store, &World::in_store(store), 3);
    thief(store, "UPDATE access_log SET hash = before_hash WHERE seq = 3");
    assert!(matches!(access_log(store), ChainState::BrokenAt { row: 3, .. }));
});

on_both!(a_row_slipped_in_shows => |store| {
    looks(store, &World::in_store(store), 2);
    thief(store, "INSERT INTO access_log SELECT 3, at, user_id, role, person_id, purpose, access_right, break_glass_id, detail, hash, hash FROM access_log WHERE seq = 2");
    assert!(matches!(access_log(store), ChainState::BrokenAt { row: 3, .. }));
});

/// Somebody who opened Amara's record with a reason, and closed it.
fn opened(store: &Store, w: &World) {
    let lee = w.hub_desk(store);
    let amara = w.amara;
    let id = store
        .write(move |tx| lee.outside().break_glass(tx, amara, "Police rang: she is at the station", now()))
        .unwrap()
        .id;
    store.write(move |tx| lee.outside().end(tx, id, now())).unwrap();
}

on_both!(a_changed_reason_another_end_and_a_deleted_opening_show => |store| {
    let w = World::in_store(store);
    opened(store, &w);
    let openings = || check(&store.url).unwrap().openings;
    assert_eq!(openings(), [""; 0]);
    for (deed, back, words) in [
        ("UPDATE break_glass SET reason = 'For no reason'", "UPDATE break_glass SET reason = 'Police rang: she is at the station'", "who, whose, why or when"),
        ("UPDATE break_glass SET ended_at = NULL", "", "when it was ended"),
        ("DELETE FROM break_glass", "", "is missing"),
    ] {
        let run = |sql: &'static str| store.write(move |tx| tx.run(|connection| Ok(diesel::sql_query(sql).execute(connection).map(drop)?))).unwrap();
        run(deed);
        let found = openings();
        assert!(found.len() == 1 && found[0].contains(words), "{found:?}");
        assert!(!check(&store.url).unwrap().is_well());
        if !back.is_empty() { run(back) }
    }
});

on_both!(a_value_that_can_t_be_read_is_named_by_its_row => |store| {
    let w = World::in_store(store);
    looks(store, &w, 3);
    thief(store, "UPDATE access_log SET purpose = 'no such purpose' WHERE seq = 2");
    assert_eq!(access_log(store), ChainState::BrokenAt { row: 2, why: "holds what can't be read" });
    store
        .write(|tx| {
            tx.run(|connection| {
                let one = "UPDATE allocations SET id = 'not an id' WHERE id = (SELECT min(id) FROM allocations)";
                Ok(diesel::sql_query(one).execute(connection).map(drop)?)
            })
        })
        .unwrap();
    let found = check(&store.url).unwrap().unreadable;
    assert!(found.iter().any(|line| line.starts_with("allocations: row not an id holds")), "{found:?}");
});

on_both!(a_byte_changed_in_a_signed_plan_shows_even_with_its_number_changed_too => |store| {
    let w = World::in_store(store);
    let amara = w.amara;
    store.write(move |tx| {
        let record = tx.system(crate::scope::Task::Demonstration, None, now())?.open(amara)?;
        let plans = record.plans();
        let plan = plans.begin()?;
        plans.move_on(plan, &[Stage::Writing], PlanAct::Shared, None, "a")?;
        plans.move_on(plan, &[Stage::WithThem], PlanAct::HandedIn, None, "b")?;
        let signing = crate::repo::plan_signing::Signing {
            says: "A flat near college".into(), on: crate::suite::day("2026-11-23"), review_due: crate::suite::day("2027-05-23"), words: None, own_words: None,
        };
        plans.sign(plan, &signing, "c")
    }).unwrap();
    let found = || check(&store.url).unwrap().plans;
    assert_eq!(found(), [""; 0]);
    let free = if store.is_embedded() { "DROP TRIGGER plan_snapshots_no_update" } else { "DROP TRIGGER plan_snapshots_no_change ON plan_snapshots" };
    let run = |sql: String| store.write(move |tx| tx.run(|connection| Ok(diesel::sql_query(sql.clone()).execute(connection).map(drop)?))).unwrap();
    run(free.to_owned());
    run("UPDATE plan_snapshots SET says = 'A flat near College'".to_owned());
    assert!(found()[0].contains("its text is not what was signed"), "{:?}", found());
    run(format!("UPDATE plan_snapshots SET hash = '{}'", crate::repo::plan_signing::hash_of("A flat near College")));
    assert!(found()[0].contains("its text is not what was signed"), "the audit trail keeps the first number");
    assert!(!check(&store.url).unwrap().is_well());
});
