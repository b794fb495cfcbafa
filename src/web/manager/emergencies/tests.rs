#![allow(clippy::unwrap_used, reason = "tests")]

use super::*;
use crate::{
    usecases::manager::coverage::work_out,
    web::{
        page_check::shown,
        testing::{BOROUGH, Borough},
    },
};
use onward_domain::role::Role;

#[test]
fn the_next_morning_a_manager_sees_who_waits_for_help_that_can_not_wait() {
    let people = BOROUGH.read::<Manager, _>(BOROUGH.user("Dawn"), |ask| {
        let who = work_out(ask)?.emergencies;
        assert_eq!(who.len(), 1, "somebody without food asked on Sunday");
        people_behind(ask, &who)
    });
    let html = shown(Role::Manager, "emergencies", &EmergenciesPage::of(&people, Borough::law()));
    assert!(html.contains("Asked on Sunday 22 November"), "{html}");
    let none = shown(Role::Manager, "emergencies-none", &EmergenciesPage::of(&[], Borough::law()));
    assert!(none.contains("Nobody waits."));
}
