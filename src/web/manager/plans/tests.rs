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
    let html = shown(Role::Manager, "plans", &QueuePage::of(waiting, (1, 2), NOW.today));
    assert!(html.contains("Longest first.") && html.contains("too long"));
    assert!(reads(&html).contains("1 refusal waits for a second person"));
    assert!(
        shown(Role::Manager, "plans-none", &QueuePage::of(Vec::new(), (0, 0), NOW.today))
            .contains("No plan waits for you.")
    );
}

#[test]
fn one_plan_is_looked_at_by_its_prompts_and_goes_on_in_two_ways() {
    let me = BOROUGH.user("Dawn");
    let first = BOROUGH.read::<Manager, _>(me, see_queue).remove(0).plan.person;
    let seen = BOROUGH.read::<Manager, _>(me, |ask| see_to_sign(ask, first));
    let html = shown(Role::Manager, "plan-to-sign", &ToSignPage::of(&seen, Sheet::default()).unwrap());
    assert!(
        html.contains("Help with bills") && html.contains("Send it back") && html.contains("Sign version")
    );
    assert!(reads(&html).contains("None of them stops you from signing."));
    let bare = WordsForm::default();
    let wrong = Sheet::wrong(bare.clone(), bare.to_send_back().unwrap_err());
    let html = shown(Role::Manager, "plan-to-sign", &ToSignPage::of(&seen, wrong).unwrap());
    assert!(html.contains("Write what should change, and why"));
}
