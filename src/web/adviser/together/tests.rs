//! One entitlement, several people, one step: which people are shown, and what happened.

#![allow(clippy::unwrap_used, reason = "tests")]

use super::*;
use crate::{
    usecases::adviser::record_together::{Because, Recorded},
    web::{
        page_check::shown,
        testing::{BOROUGH, Borough, reads},
    },
};
use onward_domain::role::Role;

fn page(asked: &Asked, sheet: Sheet<TogetherForm>, recorded: Option<Recorded>) -> String {
    let mut seen = BOROUGH.read::<Adviser, _>(BOROUGH.user("Priya"), |ask| see_together(ask, ""));
    seen.recorded = recorded;
    let page = TogetherPage::of(&seen, Borough::law(), asked, sheet, crate::demo::TODAY);
    let text = reads(&shown(Role::Adviser, "together", &page));
    // A person's id is another each time.
    let of_a_box =
        |line: &str| line.strip_prefix("| [").and_then(|rest| rest.strip_suffix(']')).map(str::len);
    let lines = text.lines().map(|line| if of_a_box(line) == Some(36) { "| [a person]" } else { line });
    lines.collect::<Vec<_>>().join("\n")
}

fn first_home(who: &str) -> Asked {
    Asked { thing: "9".into(), who: who.into(), ..Asked::default() }
}

#[test]
fn everybody_is_shown_with_where_it_stands_for_them() {
    insta::assert_snapshot!("everyone", page(&first_home("all"), Sheet::default(), None));
}

#[test]
fn what_happened_names_whoever_was_left_alone_and_why() {
    let recorded = Recorded {
        entitlement: "setting_up_home_allowance".into(),
        act: "told".into(),
        done: vec![BOROUGH.person("Jay")],
        left: vec![(BOROUGH.person("Shannon"), Because::Already)],
    };
    insta::assert_snapshot!("recorded", page(&first_home(""), Sheet::default(), Some(recorded)));
}

#[test]
fn nobody_selected_and_no_step_are_asked_for_and_a_box_that_is_not_ours_is_unreadable() {
    let form = TogetherForm { thing: "9".into(), ..TogetherForm::default() };
    let read = |form: &TogetherForm| form.read("key".into(), 8, crate::demo::TODAY);
    let wrong = read(&form).unwrap().unwrap_err();
    assert!(wrong.has("pick") && wrong.has("step"));
    let strange = TogetherForm { pick: vec!["everyone".into()], step: "told".into(), ..form };
    assert!(read(&strange).is_err());
}
