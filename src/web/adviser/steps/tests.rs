#![allow(clippy::unwrap_used, reason = "tests")]

use super::*;
use crate::{
    usecases::adviser::see_steps::SeenSteps,
    web::{
        page_check::shown,
        testing::{BOROUGH, NOW, reads},
    },
};
use onward_domain::role::Role;
use std::sync::Arc;

fn seen() -> SeenSteps {
    BOROUGH.read::<Adviser, _>(BOROUGH.user("Priya"), see_steps)
}

fn asked(show: &str) -> Asked {
    Asked { show: show.into(), ..Asked::default() }
}

#[test]
fn priyas_steps_are_by_what_needs_doing_and_the_counts_lead_to_what_they_count() {
    let page = StepsPage::of(&seen(), &Asked::default(), NOW.today);
    let html = shown(Role::Adviser, "steps", &page);
    assert!(html.contains("href=\"/adviser/steps?show=stuck\""));
    insta::assert_snapshot!("priya", reads(&html));
}

#[test]
fn a_filter_is_an_address_and_a_word_that_is_none_is_no_filter() {
    let seen = seen();
    for need in Needs::ALL {
        let html = shown(Role::Adviser, "steps", &StepsPage::of(&seen, &asked(need.word()), NOW.today));
        let many = seen.steps.iter().filter(|one| one.first(NOW.today) == *need).count();
        assert_eq!(html.matches("/plan/versions/").count(), many.min(15), "{need}");
    }
    let wild = StepsPage::of(&seen, &asked("<b>"), NOW.today);
    assert!(shown(Role::Adviser, "steps", &wild).contains("Everything that needs something"));
    let named = Asked { show: "stuck".into(), q: "Jay L".into(), page: "9".into(), ..Asked::default() };
    assert_eq!(named.address(AT, named.need(), 2), "/adviser/steps?show=stuck&q=Jay+L&page=2");
}

#[test]
fn the_file_holds_the_same_lines_and_no_words_of_whoever_is_protected() {
    let mut seen = seen();
    let all = asked("later");
    let lines = file(&seen, &all, NOW.today).text().lines().count();
    assert_eq!(lines, 1 + seen.steps.iter().filter(|one| one.first(NOW.today) == Needs::Later).count());
    let first = seen.steps[0].clone();
    let whole = Asked { show: first.first(NOW.today).word().into(), ..Asked::default() };
    assert!(file(&seen, &whole, NOW.today).text().contains(&first.step.text.what.replace('"', "\"\"")));
    for (listed, _) in &mut seen.people {
        let mut hidden = (**listed).clone();
        hidden.person.identity.protected = true;
        *listed = Arc::new(hidden);
    }
    let text = file(&seen, &whole, NOW.today).text();
    assert!(text.contains("protected address") && !text.contains(&first.step.text.what), "{text}");
}

#[test]
fn without_steps_it_says_so() {
    let none = SeenSteps { people: Vec::new(), steps: Vec::new(), ticked: Vec::new(), meanwhile: None };
    let html = shown(Role::Adviser, "steps", &StepsPage::of(&none, &Asked::default(), NOW.today));
    assert!(html.contains("No plan of your people has a step that is open."));
}
