use super::noon;
use crate::{StoreError, on_both, repo::users::NewUser, types::Column};
use onward_domain::role::Role;

fn user(name: &str) -> NewUser {
    NewUser { role: Role::Adviser, display_name: name.into(), person: None, team: None, phone: None }
}

on_both!(what_was_written_is_read_back_unchanged => |store| {
    let id = store.write(|tx| tx.users().add(&user("Sam Okoro"), noon())).unwrap();
    let read = store.read(|tx| tx.users().find(id)).unwrap().unwrap();
    assert_eq!((read.id, read.role, read.display_name.as_str(), read.created_at, read.disabled_at),
        (id, Role::Adviser, "Sam Okoro", noon(), None));
});

on_both!(a_piece_of_work_that_fails_is_undone_alone => |store| {
    let failed = store.write(|tx| {
        tx.users().add(&user("Nobody"), noon())?;
        Err::<(), _>(StoreError::Stale)
    });
    assert_eq!(failed, Err(StoreError::Stale));
    store.write(|tx| tx.users().add(&user("Sam Okoro"), noon())).unwrap();
    let names: Vec<_> = store.read(|tx| tx.users().all()).unwrap().into_iter().map(|u| u.display_name).collect();
    assert_eq!(names, ["Sam Okoro"]);
});

on_both!(a_panic_in_a_piece_of_work_does_not_end_the_writer => |store| {
    let panicked = store.write(|tx| {
        tx.users().add(&user("Nobody"), noon())?;
        if noon() > chrono::DateTime::UNIX_EPOCH { panic!("on purpose") }
        Ok(())
    });
    assert_eq!(panicked, Err(StoreError::Panicked));
    store.write(|tx| tx.users().add(&user("Sam Okoro"), noon())).unwrap();
    assert_eq!(store.read(|tx| tx.users().all()).unwrap().len(), 1);
});

on_both!(sixteen_writers_at_once_lose_nothing => |store| {
    std::thread::scope(|scope| {
        for writer in 0..16 {
            let store = &store.store;
            scope.spawn(move || {
                for turn in 0..25 {
                    let name = format!("Writer {writer} turn {turn}");
                    let result = store.write(move |tx| {
                        tx.users().add(&user(&name), noon())?;
                        if turn % 5 == 4 { Err(StoreError::Stale) } else { Ok(()) }
                    });
                    assert_eq!(result.is_ok(), turn % 5 != 4);
                }
            });
        }
    });
    assert_eq!(store.read(|tx| tx.users().all()).unwrap().len(), 16 * 20);
});

on_both!(two_instances_on_one_database_lose_nothing => |store| {
    let other = crate::Store::open(&store.url).unwrap();
    std::thread::scope(|scope| {
        for instance in [&store.store, &other] {
            for _ in 0..4 {
                scope.spawn(move || {
                    for _ in 0..20 {
                        instance.write(|tx| {
                            let before = tx.users().all()?.len();
                            tx.users().add(&user(&format!("Number {before:04}")), noon())
                        }).unwrap();
                    }
                });
            }
        }
    });
    let names: Vec<_> = store.read(|tx| tx.users().all()).unwrap().into_iter().map(|u| u.display_name).collect();
    let expected: Vec<_> = (0..160).map(|n| format!("Number {n:04}")).collect();
    assert_eq!(names, expected, "each counted what all before it had written");
});

on_both!(a_reader_sees_one_moment_and_cannot_write => |store| {
    store.read(|tx| {
        assert_eq!(tx.users().all()?.len(), 0);
        store.write(|tx| tx.users().add(&user("Sam Okoro"), noon()))?;
        assert_eq!(tx.users().all()?.len(), 0, "still the moment the read began");
        assert!(tx.users().add(&user("Nobody"), noon()).is_err());
        Ok(())
    }).unwrap();
    assert_eq!(store.read(|tx| tx.users().all()).unwrap().len(), 1);
});

on_both!(a_write_inside_a_write_is_refused_at_once => |store| {
    let inner = store.store.clone();
    let result = store.write(move |_| inner.write(|tx| tx.users().all().map(|all| all.len())));
    assert!(matches!(result, Err(StoreError::Database(_))));
});

on_both!(an_unknown_word_in_a_row_is_an_error_not_a_guess => |store| {
    let id = store.write(|tx| tx.users().add(&user("Sam Okoro"), noon())).unwrap();
    let moved = store.write(move |tx| tx.run(|connection| {
        use diesel::prelude::*;
        use crate::schema::people::users;
        Ok(diesel::update(users::table.filter(users::id.eq(id.column()))).set(users::role.eq("wizard")).execute(connection)?)
    }));
    assert!(matches!(moved, Err(StoreError::Misfit(_) | StoreError::Database(_))), "{moved:?}");
});
