#![allow(clippy::unwrap_used, reason = "tests")]

use super::*;
use crate::{
    usecases::manager::coverage::{people_behind, work_out},
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
    let html = shown(Role::Manager, "emergencies", &EmergenciesPage::of(&people, &[], Borough::law()));
    assert!(html.contains("Asked on Sunday 22 November"), "{html}");
    let none = shown(Role::Manager, "emergencies-none", &EmergenciesPage::of(&[], &[], Borough::law()));
    assert!(none.contains("Nobody waits."));
}

#[test]
fn what_was_left_at_night_for_somebody_without_an_adviser_is_a_managers() {
    let nights = BOROUGH.read::<Manager, _>(BOROUGH.user("Dawn"), |ask| Ok(see_emergencies(ask, &[])?.1));
    let html = shown(Role::Manager, "emergencies-night", &EmergenciesPage::of(&[], &nights, Borough::law()));
    assert!(html.contains("Kwame") && html.contains("Arrested on"), "{html}");
    assert!(!html.contains("Dylan"), "his adviser has it: {html}");
}
