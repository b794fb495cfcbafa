//! Keeping a version: what happens to a form that is new, sent twice, unchanged, stale, or doubtful.

use onward_domain::{
    access::Purpose,
    care::{Circumstance, CircumstanceFact, CircumstanceNote, CircumstanceValue, Episode, EpisodeNote},
    contact::{ContactKind, ContactNote},
    id::{EpisodeId, UserId},
};

use super::{
    day,
    world::{World, later, now},
};
use crate::{
    StoreError, StoreResult, Tx, on_both,
    repo::versions::{Kept, Rows, Sent, Versions},
    scope::Record,
    testing::TestStore,
};

fn stay(start: &str) -> EpisodeNote {
    EpisodeNote { start: Some(day(start)), ..EpisodeNote::default() }
}

fn sent<V: Rows>(version: Option<V::Id>, says: V::Note, key: &str) -> Sent<V> {
    Sent { version, says, key: key.into() }
}

/// Something done by Sam in Amara's record, in one write.
fn by_sam<T: Send + 'static>(
    store: &TestStore,
    w: &World,
    work: impl Fn(&Record<'_>) -> StoreResult<T> + Send + 'static,
) -> StoreResult<T> {
    let (sam, amara) = (w.caseload(store), w.amara);
    store.write(move |tx| work(&sam.open(tx, amara, Purpose::CareHistory, now())?))
}

fn stays(store: &TestStore, w: &World) -> Vec<(EpisodeId, Option<EpisodeId>, bool)> {
    let all = by_sam(store, w, |record| record.episodes().history()).unwrap();
    all.iter().map(|row| (row.id, row.superseded_by, row.recorded.stands())).collect()
}

on_both!(amaras_new_episode_is_stored_and_the_same_form_sent_twice_is_stored_once => |store| {
    let w = World::in_store(store);
    let send = |key: &str| {
        let form = sent(None, stay("2024-03-01"), key);
        by_sam(store, &w, move |record| record.episodes().keep(&form)).unwrap()
    };
    let Kept::Now(first) = send("one") else { unreachable!("nothing prevents it") };
    assert_eq!(send("one"), Kept::Before(first));
    assert_eq!(stays(store, &w), [(first, None, true)]);
    let Kept::Now(beside) = send("two") else { unreachable!("another form is another episode") };
    assert_eq!(stays(store, &w).len(), 2);
    assert_ne!(first, beside);
});

on_both!(a_correction_replaces_one_version_and_changes_nothing_if_nothing_is_new => |store| {
    let w = World::in_store(store);
    let first = by_sam(store, &w, |record| record.episodes().add(&stay("2024-03-01"))).unwrap();
    let send = |version, start: &str, key: &str| {
        let form = sent(Some(version), stay(start), key);
        by_sam(store, &w, move |record| record.episodes().keep(&form)).unwrap()
    };
    assert_eq!(send(first, "2024-03-01", "same"), Kept::Same);
    let Kept::Now(second) = send(first, "2024-03-02", "one") else { unreachable!("the first is current") };
    assert_eq!(stays(store, &w), [(first, Some(second), false), (second, None, true)]);
    let Kept::Clash(Some(theirs)) = send(first, "2024-03-03", "two") else { unreachable!("it is stale") };
    assert_eq!((theirs.row.id, theirs.by.as_deref(), theirs.put_right), (second, Some("Sam Okoro"), true));
    assert_eq!(send(first, "2024-03-02", "three").version(), None, "stale, although it says what is current");
    assert_eq!(stays(store, &w).len(), 2);
    by_sam(store, &w, move |record| record.episodes().withdraw(second)).unwrap();
    assert_eq!(send(second, "2024-03-03", "four"), Kept::Clash(None), "nothing is current there any more");
    let of_nobody = sent(Some(EpisodeId::new()), stay("2024-03-01"), "five");
    let answer = by_sam(store, &w, move |record| record.episodes().keep(&of_nobody));
    assert_eq!(answer, Err(StoreError::NotFound));
});

on_both!(a_doubt_changes_nothing_and_the_form_can_be_sent_again => |store| {
    let w = World::in_store(store);
    let first = by_sam(store, &w, |record| record.episodes().add(&stay("2024-03-01"))).unwrap();
    let send = |version, doubt: Option<&'static str>| {
        let form = sent(version, stay("2023-03-01"), "one");
        by_sam(store, &w, move |record| {
            record.episodes().keep_unless(&form, |stands: Option<&Episode>| {
                assert_eq!(stands.map(|stands| stands.id), version, "it is asked with the current version");
                Ok(doubt)
            })
        })
        .unwrap()
    };
    assert_eq!(send(Some(first), Some("a year more")), Kept::Doubt("a year more"));
    assert_eq!(stays(store, &w), [(first, None, true)]);
    let Kept::Now(second) = send(Some(first), None) else { unreachable!("it was seen") };
    assert_eq!(send(Some(first), Some("a year more")), Kept::Before(second), "no doubt once stored");
    let failing = sent(Some(second), stay("2022-03-01"), "two");
    let failed = by_sam(store, &w, move |record| {
        record.episodes().keep_unless::<()>(&failing, |_| Err(StoreError::NotFound))
    });
    assert_eq!(failed, Err(StoreError::NotFound));
    assert_eq!(stays(store, &w).len(), 2);
});

on_both!(a_question_has_one_current_answer_whichever_version_a_form_started_from => |store| {
    let w = World::in_store(store);
    let says = |yes| CircumstanceNote {
        fact: CircumstanceFact::Parent, value: CircumstanceValue::Yes(yes), since: None,
    };
    let send = |version, yes, key: &str| {
        let form: Sent<Circumstance> = sent(version, says(yes), key);
        by_sam(store, &w, move |record| record.circumstances().keep(&form)).unwrap()
    };
    let Kept::Now(first) = send(None, true, "one") else { unreachable!("nobody answered yet") };
    let Kept::Clash(Some(theirs)) = send(None, false, "two") else { unreachable!("Sam answered meanwhile") };
    assert_eq!((theirs.row.id, theirs.put_right), (first, false));
    let other = CircumstanceNote { fact: CircumstanceFact::Pregnant, ..says(false) };
    let form: Sent<Circumstance> = sent(None, other, "three");
    assert!(matches!(by_sam(store, &w, move |record| record.circumstances().keep(&form)).unwrap(), Kept::Now(_)));
    let misfit = CircumstanceNote { value: CircumstanceValue::Day(day("2026-01-01")), ..says(true) };
    let form: Sent<Circumstance> = sent(Some(first), misfit, "four");
    let refused = by_sam(store, &w, move |record| record.circumstances().keep(&form));
    assert!(matches!(refused, Err(StoreError::NotAllowed(_))), "{refused:?}");
});

on_both!(a_line_shows_every_version_newest_first_with_its_author => |store| {
    let w = World::in_store(store);
    let (sam, priya, amara) = (w.caseload(store), w.service(store), w.amara);
    let met = |on: &str| ContactNote {
        summary: "Called".into(), ..ContactNote::new(ContactKind::Call, day(on))
    };
    let [first, second, other] = store.write(move |tx| {
        let first = sam.open(tx, amara, Purpose::PersonPage, now())?.contacts().add(&met("2026-11-01"))?;
        let contacts = priya.open(tx, amara, Purpose::PersonPage, later(1))?;
        let second = contacts.contacts().correct(first, &met("2026-11-02"))?;
        Ok([first, second, contacts.contacts().add(&met("2026-11-03"))?])
    }).unwrap();
    let lines = move |tx: &Tx| {
        let record = sam.open(tx, amara, Purpose::PersonPage, later(2))?;
        let contacts: Versions<'_, _> = record.contacts();
        let line = |id| contacts.line(id).map(|line| {
            line.into_iter().map(|version| (version.row.id, version.by, version.put_right)).collect::<Vec<_>>()
        });
        assert_eq!(contacts.seen()?.len(), 3);
        Ok([line(first)?, line(second)?, line(other)?])
    };
    let [from_first, from_second, of_other] = store.read(lines).unwrap();
    let whole = [
        (second, Some("Priya Nair".to_owned()), true),
        (first, Some("Sam Okoro".to_owned()), false),
    ];
    assert_eq!(from_first, whole);
    assert_eq!(from_second, whole);
    assert_eq!(of_other, [(other, Some("Priya Nair".to_owned()), false)]);
});

on_both!(what_fails_half_way_leaves_nothing_even_if_the_surrounding_work_continues => |store| {
    let w = World::in_store(store);
    let first = by_sam(store, &w, |record| record.episodes().add(&stay("2024-03-01"))).unwrap();
    let of_kai = {
        let (priya, kai) = (w.service(store), w.kai);
        store.write(move |tx| priya.open(tx, kai, Purpose::CareHistory, now())?.episodes().add(&stay("2020-01-01")))
    }
    .unwrap();
    by_sam(store, &w, move |record| {
        assert_eq!(record.episodes().correct(of_kai, &stay("2024-03-02")), Err(StoreError::Stale));
        Ok(())
    })
    .unwrap();
    assert_eq!(stays(store, &w), [(first, None, true)], "the new version went with what it could not replace");
});

on_both!(names_are_one_query_and_leave_out_missing_users => |store| {
    let w = World::in_store(store);
    let (sam, priya) = (w.sam, w.priya);
    let names = store.read(|tx| tx.users().names([sam, priya, sam, UserId::new()])).unwrap();
    assert_eq!(names.len(), 2);
    assert_eq!(names.get(&sam).map(String::as_str), Some("Sam Okoro"));
    assert_eq!(store.read(|tx| tx.users().names([priya])).unwrap().len(), 1);
    assert!(store.read(|tx| tx.users().names([])).unwrap().is_empty());
});

on_both!(the_young_person_finds_corrects_and_withdraws_none_of_the_services_versions => |store| {
    let w = World::in_store(store);
    let first = by_sam(store, &w, |record| record.episodes().add(&stay("2024-03-01"))).unwrap();
    let (own, before) = (w.own(store), stays(store, &w));
    let tries: [fn(&Record<'_>, EpisodeId) -> StoreResult<()>; 4] = [
        |record, id| record.episodes().find(id).map(drop),
        |record, id| record.episodes().keep(&sent(Some(id), stay("2024-03-02"), "own")).map(drop),
        |record, id| record.episodes().correct(id, &stay("2024-03-02")).map(drop),
        |record, id| record.episodes().withdraw(id),
    ];
    for (number, attempt) in tries.into_iter().enumerate() {
        let refused = store.write(move |tx| attempt(&own.open(tx, Purpose::OwnPages, now())?, first));
        assert!(matches!(refused, Err(StoreError::NotAllowed(_))), "{number}: {refused:?}");
    }
    assert_eq!(stays(store, &w), before);
});

on_both!(each_version_leaves_its_own_line_in_the_audit_trail => |store| {
    let w = World::in_store(store);
    let first = by_sam(store, &w, |record| record.episodes().add(&stay("2024-03-01"))).unwrap();
    let second = by_sam(store, &w, move |record| record.episodes().correct(first, &stay("2024-03-02"))).unwrap();
    by_sam(store, &w, move |record| record.episodes().withdraw(second)).unwrap();
    let done = by_sam(store, &w, |record| record.deeds(3)).unwrap();
    let lines: Vec<_> = done.iter().map(|one| (one.what.as_str(), one.subject.clone())).collect();
    assert_eq!(lines, [
        ("care_episode.withdrawn", Some(second.to_string())),
        ("care_episode.corrected", Some(first.to_string())),
        ("care_episode.added", Some(first.to_string())),
    ]);
});
