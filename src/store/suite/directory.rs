//! The directory, on both databases: found in spite of a slip, changed by whoever may, in versions; flags and questions once a form.

use super::{day, noon};
use crate::{
    StoreError, on_both,
    repo::directory::{KeptEntry, Looking},
    scope::DirectoryDesk,
    testing::TestStore,
};
use onward_domain::{
    directory::{
        Answers, EntryKind, EntryNote, Flag, FlagOutcome, Need, Question, QuestionAnswer, QuestionOutcome,
        Wrong,
    },
    id::{DirectoryEntryId, DirectoryFlagId, DirectoryQuestionId, UserId},
    moment::Moment,
    role::Role,
};

fn now() -> Moment {
    Moment { at: noon(), today: noon().date_naive() }
}

fn later() -> Moment {
    Moment { at: noon() + chrono::TimeDelta::hours(1), ..now() }
}

fn note(name: &str, does: &str, owner: Option<UserId>) -> EntryNote {
    EntryNote {
        kind: EntryKind::Team,
        name: name.into(),
        provider: "The council".into(),
        does: does.into(),
        for_whom: "You need it.".into(),
        does_not: None,
        phone: Some("01632 960 145".into()),
        answers: Answers::Office,
        hours: None,
        night_phone: None,
        email: None,
        web: None,
        place: None,
        languages: None,
        needs: vec![Need::Home, Need::Money],
        also: Some("somewhere to stay".into()),
        owner,
        checked_on: Some(day("2026-11-18")),
        checked_by: Some("the team".into()),
        check_by: day("2026-12-31"),
        shown: true,
    }
}

fn user(store: &TestStore, role: Role) -> UserId {
    let new = crate::repo::users::NewUser {
        role,
        display_name: "Somebody".into(),
        person: None,
        team: None,
        phone: None,
    };
    store.write(move |tx| tx.users().add(&new, noon())).unwrap()
}

fn desk(tx: &crate::Tx, user: UserId) -> DirectoryDesk {
    tx.viewer(user).unwrap().unwrap().directory().unwrap()
}

fn add(store: &TestStore, by: UserId, note: EntryNote, key: &'static str) -> DirectoryEntryId {
    let kept = store.write(move |tx| desk(tx, by).keep(tx, None, &note, key, now())).unwrap();
    let KeptEntry::Now(id) = kept else { panic!("{kept:?}") };
    id
}

fn found(store: &TestStore, words: &str) -> Vec<String> {
    let looking = Looking { words: words.into(), most: 20, ..Looking::default() };
    let found = store.read(|tx| tx.directory().find(&looking)).unwrap();
    found.entries.into_iter().map(|entry| entry.note.name).collect()
}

on_both!(an_entry_is_found_by_its_words_with_a_slip_too_and_gone_once_it_closed => |store| {
    let dawn = user(store, Role::Manager);
    let housing = add(store, dawn, note("Housing help", "Talks to your landlord about repairs.", None), "1");
    add(store, dawn, EntryNote { also: None, ..note("Fostering team", "Trains carers.", None) }, "2");
    assert_eq!(found(store, "somewhere to stay"), ["Housing help"]);
    assert_eq!(found(store, "sumwhere to stay"), ["Housing help"]);
    assert_eq!(found(store, "landlords"), ["Housing help"], "another form of the word");
    assert_eq!(found(store, "REPAIR"), ["Housing help"]);
    assert_eq!(found(store, "fosterign"), ["Fostering team"]);
    assert_eq!(found(store, "landlord carers").len(), 2, "none has both, each has one");
    for odd in ["", "the", "%", "\"", "' OR 1=1", "NEAR(", ":*", "🙂", "a\u{0}b"] {
        let _none = found(store, odd);
    }
    let (needs, of) = store.read(|tx| tx.directory().for_need(Need::Money, 0, 1)).unwrap();
    assert_eq!((needs.len(), of), (1, 2));
    assert!(store.read(|tx| tx.directory().for_need(Need::Family, 0, 9)).unwrap().0.is_empty());
    let version = store.read(|tx| tx.directory().entry(housing)).unwrap().version;
    let closed = EntryNote { shown: false, ..note("Housing help", "Closed.", None) };
    store.write(move |tx| desk(tx, dawn).keep(tx, Some((housing, version)), &closed, "3", later())).unwrap();
    assert!(found(store, "somewhere to stay").is_empty());
    assert!(matches!(store.read(|tx| tx.directory().entry(housing)), Err(StoreError::NotFound)));
});

on_both!(two_who_save_at_once_both_keep_their_words_and_only_an_owner_or_a_manager_saves => |store| {
    let (dawn, priya, grace) = (user(store, Role::Manager), user(store, Role::Adviser), user(store, Role::Adviser));
    let id = add(store, dawn, note("Nightstop", "A bed.", Some(priya)), "1");
    let first = store.read(|tx| tx.directory().entry(id)).unwrap().version;
    let change = |by: UserId, words: &'static str, key: &'static str| {
        store.write(move |tx| {
            desk(tx, by).keep(tx, Some((id, first)), &note("Nightstop", words, Some(priya)), key, later())
        })
    };
    assert!(matches!(change(priya, "A bed and supper.", "2"), Ok(KeptEntry::Now(_))));
    assert!(matches!(change(priya, "A bed and supper.", "2"), Ok(KeptEntry::Before(_))), "sent twice");
    let Ok(KeptEntry::Clash(theirs)) = change(dawn, "A bed for two nights.", "3") else { panic!() };
    assert_eq!(theirs.note.does, "A bed and supper.");
    assert!(matches!(change(grace, "Mine now.", "4"), Err(StoreError::NotFound)));
    let new = note("Another", "Thing.", Some(grace));
    assert!(store.write(move |tx| desk(tx, grace).keep(tx, None, &new, "5", now())).is_err(), "only a manager adds");
    let versions = store.read(|tx| desk(tx, dawn).versions(tx, id)).unwrap();
    assert_eq!(versions.iter().map(|one| one.note.does.as_str()).collect::<Vec<_>>(), ["A bed and supper.", "A bed."]);
    assert_eq!(store.read(|tx| desk(tx, priya).entries(tx)).unwrap().len(), 1);
    assert!(store.read(|tx| desk(tx, grace).entries(tx)).unwrap().is_empty());
});

on_both!(a_wrong_number_is_flagged_waits_for_its_owner_and_is_settled_once_it_is_corrected => |store| {
    let (dawn, priya) = (user(store, Role::Manager), user(store, Role::Adviser));
    let id = add(store, dawn, note("Food bank", "Food.", Some(priya)), "1");
    let waiting = |who: UserId| store.read(|tx| desk(tx, who).to_check(tx, now())).unwrap().len();
    assert_eq!(waiting(priya), 0);
    let flag = Flag {
        id: DirectoryFlagId::new(), entry: id, wrong: Wrong::Phone, words: None, at: later().at, settled: None,
    };
    for _ in 0..2 {
        let flag = flag.clone();
        store.write(move |tx| tx.directory().flag(&flag, "form")).unwrap();
    }
    assert_eq!(store.read(|tx| tx.directory().open_flags(id)).unwrap().len(), 1, "sent twice is one");
    assert_eq!((waiting(priya), waiting(dawn)), (1, 0), "it waits for whoever owns it");
    let settle = |outcome| {
        let flag = flag.id;
        store.write(move |tx| desk(tx, priya).settle(tx, (id, flag), outcome, later())).unwrap()
    };
    assert!(!settle(FlagOutcome::Corrected), "nothing was changed since");
    let version = store.read(|tx| tx.directory().entry(id)).unwrap().version;
    let right = EntryNote { phone: Some("01632 960 176".into()), ..note("Food bank", "Food.", Some(priya)) };
    let last = Moment { at: later().at + chrono::TimeDelta::hours(1), ..now() };
    store.write(move |tx| desk(tx, priya).keep(tx, Some((id, version)), &right, "2", last)).unwrap();
    assert!(settle(FlagOutcome::Corrected));
    assert_eq!(waiting(priya), 0);
    let stale = Moment { today: day("2027-01-01"), ..now() };
    assert_eq!(store.read(|tx| desk(tx, priya).to_check(tx, stale)).unwrap().len(), 1, "past its check");
    assert_eq!(store.read(|tx| desk(tx, dawn).to_check(tx, stale)).unwrap(), [], "it is hers to check");
    // She has gone: what was hers is a manager's, or nobody would check it.
    store.write(move |tx| tx.users().disable(priya, noon())).unwrap();
    let left = store.read(|tx| desk(tx, dawn).to_check(tx, stale)).unwrap();
    assert_eq!((left.len(), left[0].nobodys, left[0].stale), (1, true, true));
});

on_both!(a_question_is_opened_by_its_code_and_answered_once_by_a_manager => |store| {
    let (dawn, priya) = (user(store, Role::Manager), user(store, Role::Adviser));
    let question = Question {
        id: DirectoryQuestionId::new(),
        asks: "A launderette in the evening".into(),
        reach: None,
        at: noon(),
        promised: later().at,
        answer: None,
    };
    for _ in 0..2 {
        let new = question.clone();
        store.write(move |tx| tx.directory().ask(&new, "form", "hash")).unwrap();
    }
    let all = |who: UserId| store.read(|tx| desk(tx, who).questions(tx));
    assert_eq!(all(dawn).unwrap().len(), 1);
    assert!(all(priya).is_err());
    assert_eq!(store.read(|tx| tx.directory().question_of("hash")).unwrap(), Some(question.clone()));
    assert_eq!(store.read(|tx| tx.directory().question_of("another")).unwrap(), None);
    let answer = |words: &'static str| {
        let id = question.id;
        store.write(move |tx| {
            let answer = QuestionAnswer {
                outcome: QuestionOutcome::Nothing, words: words.into(), entry: None, need: Some(Need::Home), at: later().at,
                by: dawn,
            };
            desk(tx, dawn).answer(tx, id, &answer)
        }).unwrap()
    };
    assert!(answer("There is none."));
    assert!(!answer("There is one."), "the first answer stays");
    let kept = store.read(|tx| tx.directory().question_of("hash")).unwrap().unwrap();
    assert_eq!(kept.answer.unwrap().words, "There is none.");
    assert_eq!(store.read(|tx| desk(tx, dawn).questions_waiting(tx)).unwrap(), 0);
});
