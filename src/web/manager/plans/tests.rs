#![allow(clippy::unwrap_used, reason = "tests")]

use super::*;
use crate::web::{
    page_check::shown,
    testing::{BOROUGH, NOW, reads},
};
use onward_domain::role::Role;

#[test]
fn the_queue_is_by_age_and_says_what_has_waited_too_long() {
    let waiting = BOROUGH.read::<Manager, _>(BOROUGH.user("Dawn"), see_queue);
    assert!(waiting.len() >= 3, "{}", waiting.len());
    assert!(waiting.is_sorted_by_key(|one| one.plan.since));
    let html = shown(Role::Manager, "plans", &QueuePage::of(waiting, (1, 2), NOW.today, &Done::default()));
    assert!(html.contains("Longest first.") && html.contains("too long"));
    assert!(reads(&html).contains("1 refusal waits for a second person"));
    assert!(
        shown(
            Role::Manager,
            "plans-none",
            &QueuePage::of(Vec::new(), (0, 0), NOW.today, &Done { done: "signed".into() })
        )
        .contains("It is signed. No plan waits for you.")
    );
}

#[test]
fn one_plan_is_looked_at_by_its_prompts_and_goes_on_in_two_ways() {
    let me = BOROUGH.user("Dawn");
    let first = BOROUGH.read::<Manager, _>(me, see_queue).remove(0).plan.person;
    let seen = BOROUGH.read::<Manager, _>(me, |ask| see_to_sign(ask, first));
    let html = shown(
        Role::Manager,
        "plan-to-sign",
        &ToSignPage::of(&seen, &Done { done: "back".into() }, Sheet::default()).unwrap(),
    );
    assert!(
        html.contains("Help with bills") && html.contains("Send it back") && html.contains("Sign version")
    );
    let words = reads(&html);
    assert!(words.contains("None of them stops you from signing."));
    let many = BOROUGH.read::<Manager, _>(me, see_queue).len();
    assert!(words.contains(&format!("1 of {many}")) && words.contains("Next"), "{words}");
    assert!(words.contains("The one before went back with your words."), "{words}");
    let bare = WordsForm::default();
    let wrong = Sheet::wrong(bare.clone(), bare.to_send_back().unwrap_err());
    let html = shown(Role::Manager, "plan-to-sign", &ToSignPage::of(&seen, &Done::default(), wrong).unwrap());
    assert!(html.contains("Write what should change, and why"));
}
