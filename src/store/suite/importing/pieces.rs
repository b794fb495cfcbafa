//! A large import in pieces: others write between them, and nobody sees any of it before the last.

use super::*;
use crate::{
    repo::returns::{Prepared, TakenBack, TakesBack},
    schema::imports::people_on_their_way,
    scope::Task,
};
use std::cell::Cell;

fn now() -> Moment {
    Moment { at: noon(), today: noon().date_naive() }
}

/// The sample, kept as being applied and taken apart.
fn prepared(store: &Store, id: ImportId) -> (Prepared, Arc<Incoming>) {
    let incoming = incoming(&sample(&ALL));
    let planned = Arc::new(store.read(|tx| tx.returns().planned(&incoming)).unwrap());
    let (plan, mark) = (Arc::clone(&planned.plan), planned.mark.clone());
    store
        .write(move |tx| {
            tx.returns().keep_head(id, (&plan, &mark), RunState::Applying, ANYTHING, None, noon())
        })
        .unwrap();
    (store.read(|tx| Ok(tx.returns().prepare(planned, id, None, noon()))).unwrap(), incoming)
}

fn finish(store: &Store, prepared: Prepared) -> Result<Applied, StoreError> {
    let shown = prepared.mark().to_owned();
    store.write(move |tx| tx.returns().finish(&prepared, (&shown, ANYTHING)))
}

fn seen(store: &Store) -> usize {
    let everyone = store.read(|tx| tx.system(Task::Job, None, now())?.everyone()).unwrap().len();
    let children = store.read(|tx| tx.system(Task::Job, None, now())?.children()).unwrap().len();
    let held = held(store).people.len();
    assert_eq!((everyone, children), (held, held), "all lists agree");
    held
}

fn left(store: &Store) -> (i64, i64, i64) {
    store
        .read(|tx| {
            tx.run(|connection| {
                Ok((
                    persons::table.count().get_result(connection)?,
                    care_episodes::table.count().get_result(connection)?,
                    people_on_their_way::table.count().get_result(connection)?,
                ))
            })
        })
        .unwrap()
}

on_both!(nobody_sees_whom_an_import_sends_ahead_before_its_last_piece => |store| {
    let id = ImportId::new();
    let (prepared, again) = prepared(store, id);
    assert!(store.send_ahead(&prepared, &|| true).unwrap());
    assert_eq!(seen(store), 0);
    assert!(left(store).0 == 60 && left(store).2 == 60, "{:?}", left(store));
    assert!(!plan(&held(store), &again).is_empty(), "it is still to be done");
    assert_eq!(finish(store, prepared).unwrap(), Applied::Done);
    assert_eq!((seen(store), left(store).2), (60, 0));
    let mut model = Held::default();
    model.apply(&plan(&Held::default(), &again));
    same(&model, &held(store));
});

on_both!(an_import_that_stops_or_breaks_off_leaves_nothing_behind_and_can_be_tried_again => |store| {
    let id = ImportId::new();
    let (first, _) = prepared(store, id);
    assert!(!store.send_ahead(&first, &|| false).unwrap());
    assert_eq!(left(store), (0, 0, 0));
    assert!(store.send_ahead(&first, &|| true).unwrap());
    // The server stopped here. Ten minutes later somebody imports the same.
    let later = ImportId::new();
    let (second, incoming) = prepared(store, later);
    assert_eq!(store.send_ahead(&second, &|| true), Err(StoreError::UnderWay), "the first may still be");
    store.write(move |tx| tx.returns().release_run(id, noon())).unwrap();
    assert!(store.send_ahead(&second, &|| true).unwrap(), "it is called back");
    assert_eq!(finish(store, first), Err(StoreError::Stale), "whose people are gone");
    assert_eq!(finish(store, second).unwrap(), Applied::Done);
    assert_eq!(seen(store), 60);
    assert!(plan(&held(store), &incoming).is_empty());
});

on_both!(of_two_imports_of_the_same_children_at_once_one_is_done_and_the_other_says_why_it_is_not => |store| {
    let (first, _) = prepared(store, ImportId::new());
    let (second, _) = prepared(store, ImportId::new());
    assert!(store.send_ahead(&first, &|| true).unwrap());
    let why = store.send_ahead(&second, &|| true).unwrap_err();
    let said = why.to_string();
    assert!(said.contains("another import") && said.contains("nothing was imported"), "{said}");
    assert!(!said.contains("UNIQUE") && !said.contains("persons"), "{said}");
    assert_eq!(left(store).0, 60, "nobody of the second, and all of the first");
    assert_eq!(finish(store, second), Err(StoreError::Stale));
    assert_eq!(finish(store, first).unwrap(), Applied::Done);
    assert_eq!((seen(store), left(store).2), (60, 0));
});

on_both!(others_write_between_the_pieces_and_what_they_change_is_seen_by_the_last => |store| {
    let id = ImportId::new();
    let (prepared, incoming) = prepared(store, id);
    let wrote = Cell::new(0);
    let sent = store.send_ahead(&prepared, &|| {
        store.write(|tx| { tx.note_change(); Ok(()) }).unwrap();
        wrote.set(wrote.get() + 1);
        true
    });
    assert!(sent.unwrap() && wrote.get() > 0);
    let shown = prepared.mark().to_owned();
    let prepared = Arc::new(prepared);
    let moved = Arc::clone(&prepared);
    let done = store.write(move |tx| tx.returns().finish(&moved, (&shown, ANYTHING))).unwrap();
    assert_eq!(done, Applied::Moved);
    let planned = Arc::new(store.read(|tx| tx.returns().planned(&incoming)).unwrap());
    let again = prepared.again(planned).unwrap();
    assert_eq!(finish(store, again).unwrap(), Applied::Done);
    assert_eq!((seen(store), left(store).2), (60, 0));
});

on_both!(what_no_longer_comes_to_the_same_is_not_done => |store| {
    let id = ImportId::new();
    let (prepared, incoming) = prepared(store, id);
    assert!(store.send_ahead(&prepared, &|| true).unwrap());
    import(store, &one("2018-19", "2", &[]));
    let planned = Arc::new(store.read(|tx| tx.returns().planned(&incoming)).unwrap());
    assert!(prepared.again(planned).is_none(), "somebody of that year would be gone");
    store.call_back(id).unwrap();
    assert_eq!((seen(store), left(store).2), (1, 0));
});

on_both!(taking_back_that_was_planned_on_other_records_is_planned_anew => |store| {
    import(store, &one("2023-24", "2", &["01/05/2023,S,V2,N1,U6,PR1,,"]));
    let run = store.read(|tx| tx.returns().years_held()).unwrap()[0].import;
    let planned = Arc::new(store.read(move |tx| tx.returns().plan_take_back(run)).unwrap().unwrap());
    import(store, &one("2024-25", "2", &["01/05/2023,S,V2,N1,U6,PR1,03/06/2024,E4A"]));
    let takes = TakesBack { by: None, why: None };
    let late = store.write(move |tx| tx.returns().finish_take_back(&planned, takes, noon())).unwrap();
    assert!(matches!(late, TakenBack::Moved));
    assert_eq!(store.read(|tx| tx.returns().years_held()).unwrap().len(), 4, "nothing was changed");
    let planned = Arc::new(store.read(move |tx| tx.returns().plan_take_back(run)).unwrap().unwrap());
    let done = store.write(move |tx| tx.returns().finish_take_back(&planned, takes, noon())).unwrap();
    assert!(matches!(done, TakenBack::Done(_)));
    assert!(store.read(move |tx| tx.returns().plan_take_back(run)).unwrap().is_none());
});
