//! Each page of the adviser shown full, at the start and after an error.

use super::{Person, samples};
use crate::web::{
    page_check::{all, shown},
    view::Page,
};
use onward_domain::role::Role;
use scraper::Html;

fn page(name: &str, page: &impl Page) -> String {
    shown(Role::Adviser, name, page)
}

#[test]
fn my_people_say_what_is_next_and_never_a_status_without_its_why() {
    let html = page("people", &samples::people());
    assert!(html.contains("9 days late") && html.contains("in care at 18, 1,461 days count"));
    assert!(page("people-start", &samples::people_start()).contains("A manager adds people to it."));
}

#[test]
fn a_person_s_status_stands_with_its_why_and_what_is_not_claimed_stands_first() {
    let html = page("person", &samples::person());
    let parsed = Html::parse_document(&html);
    let first = all(&parsed, "main h2").into_iter().find(|heading| heading.attr("id") == Some("not-claimed"));
    assert!(first.is_some());
    assert!(html.find("id=\"not-claimed\"") < html.find("id=\"other-ent\""));
    assert!(
        all(&parsed, ".app-person__facts summary")
            .iter()
            .any(|summary| summary.text().any(|words| words == "Why this status"))
    );
    assert!(html.contains("Passed, no start date"));
    assert!(page("person-start", &samples::person_start()).contains("No contact is recorded yet."));
}

#[test]
fn what_somebody_wrote_on_a_record_is_never_read_as_html() {
    let wild = "<script>alert(1)</script>";
    let mut person: Person = samples::person();
    person.strip.name = wild.into();
    person.notes[0].meta = Some(wild.into());
    assert!(!page("person-wild", &person).contains(wild));
}

#[test]
fn every_spell_stands_in_the_table_with_its_reason_and_the_pictures_have_it_too() {
    let html = page("care-history", &samples::care_history());
    for words in [
        "74 of 91 days count so far.",
        "Left out",
        "short break",
        "Import 1 November",
        "First safe day: Thursday 10 December 2026",
    ] {
        assert!(html.contains(words), "{words}");
    }
    let parsed = Html::parse_document(&html);
    assert_eq!(all(&parsed, "svg[role=img]").len(), 2);
    assert!(
        all(&parsed, "tbody td[data-label='Why']").iter().all(|cell| !cell
            .text()
            .collect::<String>()
            .trim()
            .is_empty())
    );
    assert!(
        page("care-history-start", &samples::care_history_start()).contains("No spell of care is recorded.")
    );
    let error = page("care-history-error", &samples::care_history_error());
    assert!(
        error.contains("<title>Error: ")
            && error.contains("April has 30 days")
            && error.contains("value=\"31\"")
    );
}

#[test]
fn what_if_says_what_is_gained_in_pounds_and_why_and_what_to_mend() {
    let html = page("what-if", &samples::what_if());
    assert!(html.contains("£3,000 once more") && html.contains("You are doing an apprenticeship."));
    let error = page("what-if-error", &samples::what_if_error());
    assert!(error.contains("<title>Error: ") && error.contains("href=\"#course\""));
    assert!(page("what-if-start", &samples::what_if_start()).contains("without a date of birth"));
}

#[test]
fn a_spell_is_corrected_with_a_version_and_two_versions_lose_neither() {
    let html = page("spell", &samples::spell());
    assert!(html.contains("name=\"version\" value=\"1\"") && html.contains("name=\"once\""));
    assert!(page("spell-start", &samples::spell_start()).contains("Add a spell of care"));
    assert!(page("spell-error", &samples::spell_error()).contains("href=\"#start\""));
    let effect = page("spell-effect", &samples::spell_effect());
    assert!(
        effect.contains("1,018")
            && effect.contains("gap of 7 days")
            && effect.contains("Nothing is saved yet")
    );
    assert!(effect.contains("name=\"seen\"") && effect.contains("Yes, save it as it is written"));
    let clash = page("spell-clash", &samples::spell_clash());
    assert!(
        clash.contains("Marcus Bell saved it")
            && clash.contains("3 March 2025")
            && clash.contains("1 March 2025")
    );
}
