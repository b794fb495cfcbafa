//! Every page of every adviser of the demonstration borough: what the rules and the records say, shown.

use chrono::{DateTime, Utc};
use leaving_care_rules::{Law, messages::Messages};
use onward_domain::{
    care::EpisodeNote,
    id::{PersonId, UserId},
    moment::Moment,
    role::Role,
};
use onward_store::{
    DatabaseUrl, Store, StoreError,
    repo::versions::{Kept, Sent},
    scope::Caseload,
};

use super::{show_care_history, show_people, show_person, what_if};
use crate::{
    demo::{TODAY, fill},
    usecases::adviser::{
        correct_spell::{SentSpell, correct_spell},
        see_care_history::see_care_history,
        see_my_people::see_my_people,
        see_person::see_person,
    },
    web::page_check::shown,
};

const NOW: Moment = Moment { at: DateTime::<Utc>::UNIX_EPOCH, today: TODAY };

fn borough() -> (tempfile::TempDir, Store) {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open_migrated(&DatabaseUrl::in_dir(folder.path())).unwrap();
    fill::fill(&store, TODAY, "a hash").unwrap();
    (folder, store)
}

fn law() -> &'static Law {
    crate::law::demonstration().unwrap()
}

fn advisers(store: &Store) -> Vec<(UserId, String)> {
    let users = store.read(|tx| tx.users().all()).unwrap();
    users
        .into_iter()
        .filter(|user| user.role == Role::Adviser)
        .map(|user| (user.id, user.display_name))
        .collect()
}

fn caseload(store: &Store, user: UserId) -> Caseload {
    store.viewer(user).unwrap().unwrap().caseload().unwrap()
}

fn people(store: &Store, user: UserId) -> Vec<PersonId> {
    let caseload = caseload(store, user);
    let all = store.read(|tx| see_my_people(tx, &caseload, law(), NOW)).unwrap();
    all.iter().map(|one| one.listed.person.id).collect()
}

fn priya(store: &Store) -> UserId {
    advisers(store).into_iter().find(|(_, name)| name.contains("Priya")).unwrap().0
}

#[test]
fn every_page_of_every_adviser_s_people_keeps_its_promises() {
    let (_folder, store) = borough();
    let messages = Messages::english().unwrap();
    let mut pages = 0;
    for (user, name) in advisers(&store) {
        let caseload = caseload(&store, user);
        let all = store.read(|tx| see_my_people(tx, &caseload, law(), NOW)).unwrap();
        shown(
            Role::Adviser,
            &format!("live-people-{}", name.to_lowercase().replace(' ', "-")),
            &show_people::page(&all, &show_people::Asked::default(), TODAY),
        );
        for one in &all {
            let (id, called) = (one.listed.person.id, one.listed.person.identity.known_as.to_lowercase());
            let seen = store.read(|tx| see_person(tx, &caseload, law(), id, NOW)).unwrap();
            let html = shown(
                Role::Adviser,
                &format!("live-person-{called}"),
                &show_person::page(&seen, law(), messages),
            );
            assert!(html.contains("Why this status"), "{called}");
            let seen = store.read(|tx| see_care_history(tx, &caseload, law(), messages, id, NOW)).unwrap();
            let page = show_care_history::page(&seen, law(), messages, &show_care_history::Asked::default());
            let counted: i64 = seen.count.as_ref().map_or(0, |count| i64::from(count.counted));
            let in_table: i64 =
                page.spells.iter().map(|spell| spell.counted.replace(',', "").parse::<i64>().unwrap()).sum();
            assert_eq!(in_table, counted, "the table of {called} adds up to the count");
            shown(Role::Adviser, &format!("live-care-{called}"), &page);
            for change in ["course", "baby", "asks", "turns-21", "turns-25"] {
                let asked = what_if::Asked {
                    change: change.into(),
                    course: "apprenticeship".into(),
                    ..what_if::Asked::default()
                };
                let page = what_if::build(&seen.answered, law(), messages, &asked);
                shown(Role::Adviser, &format!("live-what-if-{called}"), &page);
                for row in page.answer.iter().flat_map(|answer| &answer.rows) {
                    assert!(!row.why.is_empty() && !row.difference.contains('–'), "{called} {}", row.what);
                    let lost_what_they_had =
                        row.then.words != "Lost" || row.now.starts_with("Yes") || row.now.starts_with("From");
                    assert!(lost_what_they_had, "{called} {}: {} then {}", row.what, row.now, row.then.words);
                }
            }
            pages += 2;
        }
    }
    assert!(pages > 60, "{pages}");
}

#[test]
fn another_adviser_s_person_is_not_there() {
    let (_folder, store) = borough();
    let all = advisers(&store);
    let (first, second) = (all[0].0, all[1].0);
    let theirs = people(&store, second)[0];
    let mine = caseload(&store, first);
    assert_eq!(store.read(|tx| see_person(tx, &mine, law(), theirs, NOW)).unwrap_err(), StoreError::NotFound);
    let nobody = PersonId::new();
    assert_eq!(store.read(|tx| see_person(tx, &mine, law(), nobody, NOW)).unwrap_err(), StoreError::NotFound);
}

#[test]
fn a_correction_supersedes_and_a_stale_one_changes_nothing_and_shows_the_other() {
    let (_folder, store) = borough();
    let user = priya(&store);
    let mine = caseload(&store, user);
    let person = people(&store, user)[0];
    let history = || {
        store
            .read(|tx| see_care_history(tx, &mine, law(), Messages::english().unwrap(), person, NOW))
            .unwrap()
    };
    let line = history().lines[0].clone();
    let save = |end: &str, key: &'static str| {
        let says = EpisodeNote { end: Some(end.parse().unwrap()), ..line.note.clone() };
        let send = |seen: String| {
            let (says, reason) = (says.clone(), "the court order".into());
            let spell = Sent { version: Some(line.id), says, key: key.into() };
            let sent = SentSpell { spell, reason, seen };
            store.write(move |tx| correct_spell(tx, &mine, law(), person, &sent, NOW)).unwrap()
        };
        match send(String::new()) {
            Kept::Doubt(effect) => send(effect.token(&says)),
            done => done,
        }
    };
    let corrected = (line.note.start.unwrap() + chrono::Days::new(5)).to_string();
    let Kept::Now(kept) = save(&corrected, "first") else { unreachable!("nobody else corrected it") };
    assert_eq!(save(&corrected, "first"), Kept::Before(kept), "the same form again is no clash");
    let after = history();
    assert!(
        after.earlier.iter().any(|(was, now)| was.id == line.id && now.is_some()),
        "what it said is kept"
    );
    let Kept::Clash(Some(theirs)) = save("2026-01-01", "second") else {
        unreachable!("a stale form is a clash")
    };
    assert_eq!(theirs.row.note.end.unwrap().to_string(), corrected);
    assert_eq!(history().lines.len(), after.lines.len());
}
