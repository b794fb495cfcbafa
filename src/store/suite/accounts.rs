use chrono::Duration;
use onward_domain::{
    access::Purpose,
    care::{EpisodeNote, LifeEventKind, LifeEventNote},
    id::{SessionId, UserId},
    role::Role,
};

use super::{
    day, noon,
    world::{World, now},
};
use crate::{
    StoreError, Tx, on_both,
    repo::{
        accounts::{NewCredential, NewInvitation, NewSession},
        users::NewUser,
    },
    testing::TestStore,
};

fn sam(store: &TestStore) -> UserId {
    add(store, "Sam Okoro")
}

fn add(store: &TestStore, name: &'static str) -> UserId {
    let new =
        NewUser { role: Role::Adviser, display_name: name.into(), person: None, team: None, phone: None };
    store.write(move |tx| tx.users().add(&new, noon())).unwrap()
}

fn credential(user: UserId, name: &str) -> NewCredential {
    NewCredential {
        user,
        sign_in_name: name.into(),
        passphrase_hash: "$argon2id$test".into(),
        totp_secret: Some("JBSWY3DPEHPK3PXP".into()),
        recovery_code_hashes: vec![format!("{name}-1"), format!("{name}-2")],
    }
}

fn session(user: UserId, key: &str) -> NewSession {
    NewSession {
        id: SessionId::new(),
        key_hash: key.into(),
        user,
        state: "{}".into(),
        device: "Phone".into(),
        own_device: true,
        idle_until: noon() + Duration::minutes(15),
        ends_at: noon() + Duration::hours(12),
    }
}

fn alive(tx: &Tx, key: &str, minutes: i64) -> bool {
    tx.accounts().session(key, noon() + Duration::minutes(minutes)).unwrap().is_some()
}

on_both!(a_sign_in_name_belongs_to_one_user => |store| {
    let (sam, priya) = (sam(store), add(store, "Priya Anand"));
    store.write(move |tx| tx.accounts().set_credential(&credential(sam, "sam@example.org"), noon())).unwrap();
    let taken = store.write(move |tx| tx.accounts().set_credential(&credential(priya, "sam@example.org"), noon()));
    assert!(matches!(taken, Err(StoreError::Exists(_))));
    let found = store.read(|tx| tx.accounts().by_sign_in_name("sam@example.org")).unwrap().unwrap();
    assert_eq!(found.user, sam);
    assert_eq!(store.read(|tx| tx.accounts().credential(priya)).unwrap(), None);
});

on_both!(a_second_factor_code_works_once => |store| {
    let sam = sam(store);
    store.write(move |tx| tx.accounts().set_credential(&credential(sam, "sam@example.org"), noon())).unwrap();
    let tries: Vec<bool> = [100, 100, 99, 101]
        .map(|step| store.write(move |tx| tx.accounts().use_totp_step(sam, step)).unwrap()).into();
    assert_eq!(tries, [true, false, false, true]);
});

on_both!(a_recovery_code_works_once_and_only_for_its_owner => |store| {
    let (sam, priya) = (sam(store), add(store, "Priya Anand"));
    store.write(move |tx| tx.accounts().set_credential(&credential(sam, "s"), noon())).unwrap();
    let mut used = Vec::new();
    for user in [priya, sam, sam] {
        used.push(store.write(move |tx| tx.accounts().use_recovery_code(user, "s-1", noon())).unwrap());
    }
    assert_eq!(used, [false, true, false]);
    assert_eq!(store.read(|tx| tx.accounts().recovery_codes_left(sam)).unwrap(), 1);
});

on_both!(setting_up_again_replaces_the_old_recovery_codes => |store| {
    let sam = sam(store);
    store.write(move |tx| tx.accounts().set_credential(&credential(sam, "s"), noon())).unwrap();
    store.write(move |tx| tx.accounts().set_credential(&credential(sam, "t"), noon())).unwrap();
    assert!(!store.write(move |tx| tx.accounts().use_recovery_code(sam, "s-1", noon())).unwrap());
    assert!(store.write(move |tx| tx.accounts().use_recovery_code(sam, "t-1", noon())).unwrap());
});

on_both!(a_session_ends_when_idle_when_old_by_hand_and_when_rights_change => |store| {
    let sam = sam(store);
    store.write(move |tx| {
        for key in ["idle", "touched", "by hand"] {
            tx.accounts().begin_session(&session(sam, key), noon())?;
        }
        Ok(())
    }).unwrap();
    let id = store.read(|tx| tx.accounts().session("touched", noon())).unwrap().unwrap().0.id;
    store.write(move |tx| {
        let later = noon() + Duration::minutes(10);
        tx.accounts().touch_session(id, later, noon() + Duration::hours(13), None)?;
        tx.accounts().end_session("by hand", later).map(drop)
    }).unwrap();
    store.read(|tx| {
        assert!(alive(tx, "idle", 14) && !alive(tx, "idle", 15));
        assert!(alive(tx, "touched", 60) && !alive(tx, "touched", 12 * 60));
        assert!(!alive(tx, "by hand", 11));
        Ok(())
    }).unwrap();
    store.write(move |tx| tx.users().change_role(sam, Role::Manager, noon() + Duration::minutes(20))).unwrap();
    assert!(!store.read(|tx| Ok(alive(tx, "touched", 21))).unwrap());
});

on_both!(a_session_that_ran_out_says_whose_it_was_and_one_that_was_ended_does_not => |store| {
    let sam = sam(store);
    store.write(move |tx| {
        for key in ["idle", "by hand"] {
            tx.accounts().begin_session(&session(sam, key), noon())?;
        }
        tx.accounts().end_session("by hand", noon() + Duration::minutes(1)).map(drop)
    }).unwrap();
    let whose = |key: &'static str, minutes: i64| {
        let now = noon() + Duration::minutes(minutes);
        store.read(move |tx| tx.accounts().left_idle(key, now - Duration::hours(24), now)).unwrap()
    };
    assert_eq!(whose("idle", 14), None, "it is running");
    assert_eq!(whose("idle", 15).map(|(user, _)| user), Some(sam));
    assert_eq!(whose("idle", 25 * 60), None, "too long ago");
    assert_eq!(whose("by hand", 15), None, "somebody ended it");
    store.write(move |tx| tx.users().disable(sam, noon() + Duration::minutes(16))).unwrap();
    assert_eq!(whose("idle", 17), None, "they may no longer come in");
});

on_both!(sessions_that_ended_long_ago_are_swept_and_no_others => |store| {
    let sam = sam(store);
    store.write(move |tx| {
        for key in ["runs", "by hand"] {
            tx.accounts().begin_session(&session(sam, key), noon())?;
        }
        tx.accounts().end_session("by hand", noon()).map(drop)
    }).unwrap();
    let sweep = |before| store.write(move |tx| tx.accounts().sweep_sessions(before)).unwrap();
    assert_eq!(sweep(noon()), 0);
    assert_eq!(sweep(noon() + Duration::minutes(1)), 1, "what was ended by hand");
    assert!(store.read(|tx| Ok(alive(tx, "runs", 1))).unwrap());
});

on_both!(nobody_ends_somebody_elses_device => |store| {
    let (sam, priya) = (sam(store), add(store, "Priya Anand"));
    let mine = session(sam, "k");
    let id = mine.id;
    store.write(move |tx| tx.accounts().begin_session(&mine, noon())).unwrap();
    assert!(!store.write(move |tx| tx.accounts().end_device(priya, id, noon())).unwrap());
    assert_eq!(store.read(|tx| tx.accounts().devices(sam, noon())).unwrap().len(), 1);
    assert!(store.write(move |tx| tx.accounts().end_device(sam, id, noon())).unwrap());
    assert!(store.read(|tx| tx.accounts().devices(sam, noon())).unwrap().is_empty());
});

on_both!(a_disabled_user_has_no_session => |store| {
    let sam = sam(store);
    store.write(move |tx| tx.accounts().begin_session(&session(sam, "k"), noon())).unwrap();
    store.write(move |tx| tx.users().disable(sam, noon())).unwrap();
    assert!(!store.read(|tx| Ok(alive(tx, "k", 1))).unwrap());
});

on_both!(an_invitation_is_used_once_and_a_newer_one_withdraws_it => |store| {
    let sam = sam(store);
    let invite = |hash: &'static str| {
        let new = NewInvitation {
            again: false,
            user: sam, code_hash: hash.into(), made_by: None, expires_at: noon() + Duration::hours(72),
        };
        store.write(move |tx| tx.accounts().invite(&new, noon())).unwrap()
    };
    let (old, new) = (invite("old"), invite("new"));
    let open = |hash: &'static str, hours: i64| {
        store.read(|tx| tx.accounts().open_invitation(hash, noon() + Duration::hours(hours))).unwrap()
    };
    assert_eq!(open("old", 1), None);
    assert_eq!(open("new", 71).map(|open| (open.id, open.born, open.wrong_tries)), Some((new, None, 0)));
    assert_eq!(open("new", 72), None);
    store.write(move |tx| tx.accounts().count_wrong_try(new)).unwrap();
    assert_eq!(open("new", 1).unwrap().wrong_tries, 1);
    assert!(!store.write(move |tx| tx.accounts().use_invitation(old, noon())).unwrap());
    assert!(store.write(move |tx| tx.accounts().use_invitation(new, noon())).unwrap());
    assert!(!store.write(move |tx| tx.accounts().use_invitation(new, noon())).unwrap());
    assert_eq!(open("new", 1), None);
});

on_both!(a_known_device_is_known_only_for_its_owner => |store| {
    let (sam, priya) = (sam(store), add(store, "Priya Anand"));
    for _ in 0..2 {
        store.write(move |tx| tx.accounts().remember_device(sam, "device", noon())).unwrap();
    }
    let known = |user| store.read(move |tx| tx.accounts().knows_device(user, "device")).unwrap();
    assert!(known(sam) && !known(priya));
});

on_both!(nobody_comes_in_for_somebody_whose_death_is_recorded_until_the_record_is_corrected => |store| {
    let w = World::in_store(store);
    let (user, sam, own) = (w.amara_user, w.caseload(store), w.own(store));
    store.write(move |tx| {
        tx.accounts().begin_session(&session(user, "hers"), noon())?;
        let code_hash = "code".to_owned();
        let expires_at = noon() + Duration::hours(72);
        let new = NewInvitation { user, code_hash, made_by: None, expires_at, again: false };
        tx.accounts().invite(&new, noon()).map(drop)
    }).unwrap();
    let comes_in = || store.read(|tx| Ok([
        tx.accounts().session("hers", noon())?.is_some(),
        tx.accounts().open_invitation("code", noon())?.is_some(),
        tx.users().who_may_come_in(user)?.is_some(),
        tx.viewer(user)?.is_some(),
        own.open(tx, Purpose::OwnPages, now()).is_ok(),
        !tx.death_is_recorded(w.amara)?,
    ])).unwrap();
    assert_eq!(comes_in(), [true; 6]);
    let died = store.write(move |tx| {
        let (kind, start) = (LifeEventKind::Died, day("2026-11-01"));
        let note = LifeEventNote { kind, start, end: None, lives_with: None, lives_with_holder: None, episode: None, authority: None };
        sam.open(tx, w.amara, Purpose::CareHistory, now())?.events().add(&note)
    }).unwrap();
    assert_eq!(comes_in(), [false; 6]);
    store.write(move |tx| sam.open(tx, w.amara, Purpose::CareHistory, now())?.events().withdraw(died)).unwrap();
    assert_eq!(comes_in(), [true; 6], "it was recorded by mistake");
    store.write(move |tx| {
        let (start, end) = (Some(day("2020-01-06")), Some(day("2026-11-01")));
        let note = EpisodeNote { start, end, reason_ended: Some("E2".into()), ..EpisodeNote::default() };
        sam.open(tx, w.amara, Purpose::CareHistory, now())?.episodes().add(&note).map(drop)
    }).unwrap();
    assert_eq!(comes_in(), [false; 6], "in care it is the end of an episode");
    assert!(store.read(|tx| sam.open(tx, w.amara, Purpose::PersonPage, now())?.person()).is_ok(), "her adviser still reads it");
});
