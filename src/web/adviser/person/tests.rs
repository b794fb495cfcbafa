//! People in the borough as their advisers see them on Monday 23 November 2026.

#![allow(clippy::unwrap_used, reason = "tests")]

use super::*;
use crate::{
    usecases::adviser::see_person::SeenPerson,
    web::{
        page_check::{all, shown},
        testing::{BOROUGH, Borough, reads},
    },
};
use onward_domain::{id::UserId, role::Role};
use scraper::Html;
use std::sync::Arc;

fn seen(me: UserId, person: PersonId) -> SeenPerson {
    BOROUGH.read::<Adviser, _>(me, |ask| see_person(ask, person))
}

fn of(seen: &SeenPerson) -> PersonPage {
    PersonPage::of(seen, Borough::law(), law_words::messages().unwrap())
}

/// One person, assessed, as their adviser opens them.
pub fn answered(me: UserId, person: PersonId) -> crate::usecases::adviser::Answered {
    seen(me, person).answered
}

/// The page of one person, as their adviser sees it.
pub fn page(me: UserId, person: PersonId) -> PersonPage {
    of(&seen(me, person))
}

/// The same in a borough of one's own.
pub fn page_in(borough: &Borough, me: UserId, person: PersonId) -> PersonPage {
    of(&borough.read::<Adviser, _>(me, |ask| see_person(ask, person)))
}

fn jay() -> SeenPerson {
    seen(BOROUGH.user("Priya"), BOROUGH.person("Jay"))
}

#[test]
fn a_persons_status_comes_with_its_reason_and_what_is_not_claimed_comes_first() {
    let html = shown(Role::Adviser, "person", &of(&jay()));
    insta::assert_snapshot!("jay", reads(&html));
    let parsed = Html::parse_document(&html);
    assert!(html.find("id=\"not-claimed\"") < html.find("id=\"other-ent\""));
    let summaries = all(&parsed, ".app-person__facts summary");
    assert!(summaries.iter().any(|summary| summary.text().any(|words| words == "Why this status")));
    assert!(html.contains("Passed, no start date"));
}

#[test]
fn somebody_little_is_known_about_has_a_page_that_says_what_is_missing() {
    let amara = seen(BOROUGH.user("Priya"), BOROUGH.person("Amara"));
    insta::assert_snapshot!("amara", reads(&shown(Role::Adviser, "person-start", &of(&amara))));
    let mut bare = jay();
    let held = Arc::make_mut(&mut bare.held);
    (held.contacts, held.notes, held.plan) = (vec![], vec![], None);
    let html = shown(Role::Adviser, "person-bare", &of(&bare));
    assert!(html.contains("No contact is recorded yet.") && html.contains("No plan is recorded yet."));
}

#[test]
fn someone_who_may_only_look_is_offered_nothing_to_write() {
    let mut outside = jay();
    outside.answered.may_change = false;
    outside.right = onward_domain::access::Right::BreakGlass;
    Arc::make_mut(&mut outside.held).questions = 1;
    let html = shown(Role::Adviser, "person-outside", &of(&outside));
    for offer in ["/name\"", "/invitation\"", "/questions\"", "Record a step"] {
        assert!(!html.contains(offer), "{offer}");
    }
    assert!(html.contains("1 question to settle."));
}

#[test]
fn what_somebody_wrote_on_a_record_is_never_read_as_html() {
    let wild = "<script>alert(1)</script>";
    let mut seen = jay();
    let held = Arc::make_mut(&mut seen.held);
    held.contacts.iter_mut().for_each(|contact| contact.note.summary = wild.into());
    assert!(!seen.contacts.is_empty());
    assert!(!shown(Role::Adviser, "person-wild", &of(&seen)).contains(wild));
}

#[test]
fn whoever_takes_over_reads_one_page_with_whose_it_is_and_who_printed_it() {
    let (me, person) = (BOROUGH.user("Priya"), BOROUGH.person("Jay"));
    let seen = BOROUGH.read::<Adviser, _>(me, |ask| see_handover(ask, person));
    let page = HandoverPage::of(&seen, Borough::law(), Role::Adviser, "Priya Shah");
    let words = reads(&shown(Role::Adviser, "handover", &page));
    assert!(words.contains("Jay") && words.contains("Priya Shah"), "{words}");
}
