#![allow(clippy::unwrap_used, reason = "tests")]

use super::*;
use crate::web::{
    page_check::shown,
    testing::{BOROUGH, reads},
};
use onward_domain::role::Role;

fn html(what: &str) -> String {
    let (me, jay) = (BOROUGH.user("Priya"), BOROUGH.person("Jay"));
    let seen = BOROUGH.read::<Adviser, _>(me, |ask| see_chronology(ask, jay));
    shown(Role::Adviser, "chronology", &ChronologyPage::of(&seen, &Asked { what: what.into() }))
}

#[test]
fn each_line_says_what_happened_in_words_and_a_filter_is_an_address() {
    insta::assert_snapshot!("contacts", reads(&html("contacts")));
    let all = html("nonsense");
    assert!(all.contains("Came into care") && all.contains("Care ended") && all.contains("Plan 1"), "{all}");
    assert!(!html("care").contains("Seen at home"));
}
