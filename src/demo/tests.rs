//! The borough, made once and looked at.

use super::{TODAY, borough, fill};
use chrono::{DateTime, Utc};
use leaving_care_rules::{assess, assessment::Status};
use onward_domain::moment::Moment;
use onward_store::{DatabaseUrl, Store, scope::Task};
use std::collections::BTreeMap;

fn made() -> (tempfile::TempDir, Store) {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open_migrated(&DatabaseUrl::in_dir(folder.path())).unwrap();
    fill::fill(&store, TODAY, "a hash", NOW.at).unwrap();
    (folder, store)
}

const NOW: Moment = Moment { at: DateTime::<Utc>::UNIX_EPOCH, today: TODAY };

#[test]
fn everybody_of_the_sample_is_there_with_a_name_and_every_status_is_to_be_seen() {
    let (_folder, store) = made();
    let everyone = store.write(|tx| tx.system(Task::Job, None, NOW)?.everyone()).unwrap();
    assert_eq!(everyone.len(), 60);
    let law = crate::law::demonstration().unwrap();
    let mut statuses: BTreeMap<String, usize> = BTreeMap::new();
    for one in &everyone {
        assert!(!one.person.identity.family_name.is_empty());
        let answer = assess(law, &one.facts.rules_person(TODAY), TODAY);
        *statuses.entry(format!("{:?}", answer.status)).or_default() += 1;
    }
    for status in
        [Status::Eligible, Status::FormerRelevant, Status::Relevant, Status::Qualifying, Status::None]
    {
        assert!(statuses.contains_key(&format!("{status:?}")), "{status:?} is missing: {statuses:?}");
    }
}

#[test]
fn every_person_carries_their_own_marker_in_a_note_of_staff() {
    let (_folder, store) = made();
    let marked = store
        .write(|tx| {
            let system = tx.system(Task::Job, None, NOW)?;
            let mut marked = 0;
            for (child, person) in system.children()? {
                let notes = system.open(person)?.notes().standing()?;
                marked += usize::from(
                    notes.iter().any(|note| note.text.contains(&format!("MARK-{child}")) && !note.shared),
                );
            }
            Ok(marked)
        })
        .unwrap();
    assert_eq!(marked, borough::children().len());
}

#[test]
fn it_is_known_for_a_demonstration_and_can_be_made_only_once() {
    let (_folder, store) = made();
    assert_eq!(store.read(|tx| tx.installation().demonstration_day()).unwrap(), Some(TODAY));
    assert!(fill::fill(&store, TODAY, "a hash", NOW.at).is_err());
}

#[test]
fn every_account_that_the_sign_in_page_lists_can_be_found() {
    let (_folder, store) = made();
    for account in super::accounts::listed() {
        let name = account.sign_in_name.clone();
        let found = store.read(move |tx| tx.accounts().by_sign_in_name(&name)).unwrap();
        assert!(found.is_some(), "{} can't sign in", account.sign_in_name);
    }
}
