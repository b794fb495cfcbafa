//! The borough, made once and checked.

use super::{TODAY, borough, fill};
use chrono::{DateTime, Utc};
use leaving_care_rules::{assess, assessment::Status};
use onward_domain::{care::LifeEventKind, moment::Moment, pathway::Stage};
use onward_store::{DatabaseUrl, Store, scope::Task};
use std::collections::BTreeMap;

fn made() -> (tempfile::TempDir, Store) {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open_migrated(&DatabaseUrl::in_dir(folder.path())).unwrap();
    fill::fill(&store, TODAY, "a hash").unwrap();
    (folder, store)
}

const NOW: Moment = Moment { at: DateTime::<Utc>::UNIX_EPOCH, today: TODAY };

#[test]
fn everybody_in_the_sample_is_there_with_a_name_and_every_status_appears() {
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
fn every_person_has_their_own_marker_in_a_staff_note() {
    let (_folder, store) = made();
    let marked = store
        .write(|tx| {
            let system = tx.system(Task::Job, None, NOW)?;
            let mut marked = 0;
            for (child, person) in system.children()? {
                let notes = system.open(person)?.notes().standing()?;
                marked += usize::from(
                    notes.iter().any(|note| note.text.contains(&super::life::marker(&child)) && !note.shared),
                );
            }
            Ok(marked)
        })
        .unwrap();
    assert_eq!(marked, borough::children().len());
}

#[test]
fn it_is_marked_as_a_demonstration_and_can_be_made_only_once() {
    let (_folder, store) = made();
    assert_eq!(store.read(|tx| tx.installation().demonstration_day()).unwrap(), Some(TODAY));
    assert!(fill::fill(&store, TODAY, "a hash").is_err());
}

#[test]
fn every_account_listed_on_the_sign_in_page_exists() {
    let (_folder, store) = made();
    for account in super::accounts::listed() {
        let name = account.sign_in_name.clone();
        let found = store.read(move |tx| tx.accounts().by_sign_in_name(&name)).unwrap();
        assert!(found.is_some(), "{} can't sign in", account.sign_in_name);
    }
}

#[test]
fn everything_that_happened_is_before_the_first_page_of_the_day_whatever_the_hour() {
    let (_folder, store) = made();
    let midnight = TODAY.and_time(chrono::NaiveTime::MIN).and_utc();
    // Plans were on their way for some weeks, and reviews and challenges for a year.
    let year_before = midnight - chrono::TimeDelta::days(366);
    let (users, deeds, openings) = store
        .read(|tx| {
            let dawn = tx.accounts().by_sign_in_name("dawn.fairley@stockton-riverside.example")?;
            let viewer = tx.viewer(dawn.unwrap().user)?.unwrap();
            Ok((
                tx.users().all()?,
                tx.deeds(1000)?,
                viewer.service().unwrap().openings(
                    tx,
                    100,
                    onward_domain::moment::Moment { at: midnight, today: TODAY },
                )?,
            ))
        })
        .unwrap();
    assert!(!users.is_empty() && !deeds.is_empty() && openings.len() == 1);
    let instants = users
        .iter()
        .map(|user| user.rights_changed_at)
        .chain(deeds.iter().map(|deed| deed.at))
        .chain(openings.iter().map(|one| one.opening.opened_at));
    for at in instants {
        assert!((year_before..midnight).contains(&at), "{at} is not in the year before {TODAY}");
    }
    let clock = crate::clock::Clock::on_day(TODAY);
    assert!(clock.now() >= midnight, "the day's pages come after");
    let said = crate::clock::when(openings[0].opening.opened_at, midnight);
    assert_eq!(said, "Yesterday at 9:30pm", "whatever hour it was made at");
}

#[test]
fn nobody_in_care_has_asked_for_a_home() {
    use leaving_care_rules::entitlement::outcome::Need;
    use onward_domain::entitlement::EntitlementAct;
    let (_folder, store) = made();
    let law = crate::law::demonstration().unwrap();
    let everyone = store.write(|tx| tx.system(Task::Job, None, NOW)?.everyone()).unwrap();
    let in_care = |facts: &onward_domain::care::Facts| {
        assess(law, &facts.rules_person(TODAY), TODAY).looked_after == Some(true)
    };
    let mut told = 0;
    for one in everyone.iter().filter(|one| in_care(&one.facts)) {
        for step in &one.facts.entitlements {
            let entry = law.entitlements().iter().find(|entry| entry.id == step.note.entitlement).unwrap();
            assert!(
                entry.need != Need::Home || step.note.act == EntitlementAct::Told,
                "{} {:?}",
                entry.id,
                step.note.act
            );
            told += usize::from(entry.need == Need::Home);
        }
    }
    assert!(told > 0, "somebody in care was told of a home");
}

#[test]
fn only_what_somebody_provides_has_a_ledger_and_plain_rights_do_not() {
    let (_folder, store) = made();
    let law = crate::law::demonstration().unwrap();
    let everyone = store.write(|tx| tx.system(Task::Job, None, NOW)?.everyone()).unwrap();
    let told: std::collections::BTreeSet<String> = everyone
        .iter()
        .flat_map(|one| one.facts.entitlements.iter().map(|step| step.note.entitlement.clone()))
        .collect();
    assert!(told.contains("setting_up_home_allowance") && told.contains("he_bursary"), "{told:?}");
    for id in ["voter_id_and_registration", "priority_need", "free_prescriptions", "pathway_plan"] {
        assert!(law.find(id).is_some() && !told.contains(id), "{id} is nobody's to pay out");
    }
}

/// What an adviser meets: plans in every state, and each odd case once.
#[test]
fn there_are_plans_in_each_state_and_one_of_each_odd_case() {
    let (_folder, store) = made();
    let (stages, custody, protected, readings) = store
        .write(|tx| {
            let system = tx.system(Task::Job, None, NOW)?;
            let mut stages: BTreeMap<String, usize> = BTreeMap::new();
            let (mut custody, mut protected, mut readings) = (0, 0, 0);
            for (_, person) in system.children()? {
                let record = system.open(person)?;
                let plans = record.plans();
                if let Some(draft) = plans.open_draft()? {
                    *stages.entry(format!("{:?}", Stage::of(&plans.moves(draft.id)?))).or_default() += 1;
                }
                if let Some(signed) = plans.agreed()? {
                    let is_kept = plans.snapshot(signed.id)?.is_some();
                    *stages.entry("Signed".into()).or_default() += usize::from(is_kept);
                }
                let facts = record.facts()?;
                custody +=
                    facts.events.iter().filter(|event| event.note.kind == LifeEventKind::Detained).count();
                protected += usize::from(record.person()?.identity.protected);
                let law = crate::law::demonstration().unwrap();
                readings += usize::from(!assess(law, &record.rules_person()?, TODAY).confirm.is_empty());
            }
            Ok((stages, custody, protected, readings))
        })
        .unwrap();
    for stage in ["Writing", "WithThem", "WithManager", "SentBack", "Signed"] {
        assert!(stages.get(stage).is_some_and(|many| *many >= 3), "{stage}: {stages:?}");
    }
    assert!(custody > 0 && protected == 1 && readings > 0, "{custody} {protected} {readings}");
}
