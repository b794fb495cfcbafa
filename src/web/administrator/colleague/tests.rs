//! What others see of Priya, as Rowan changes it.

#![allow(clippy::unwrap_used, reason = "tests")]

use super::*;
use crate::web::{
    page_check::shown,
    testing::{BOROUGH, reads},
};
use onward_domain::role::Role;

fn priya() -> SeenColleague {
    let priya = BOROUGH.user("Priya");
    BOROUGH.read::<Administrator, _>(BOROUGH.user("Rowan"), |ask| see_colleague(ask, priya))
}

#[test]
fn priya_s_name_team_and_number_stand_ready_to_be_changed() {
    let seen = priya();
    let page = ColleaguePage::of(&seen, Sheet::new(DetailsForm::from(&seen)));
    let html = shown(Role::Administrator, "colleague", &page);
    assert!(html.contains("value=\"01632 960 101\""));
    insta::assert_snapshot!("priya", reads(&html));
}

#[test]
fn a_name_can_t_be_taken_away_and_a_team_can() {
    let form = DetailsForm { name: " ".into(), ..DetailsForm::from(&priya()) };
    let errors = form.read().unwrap_err();
    assert_eq!(errors.said("name").as_deref(), Some("Enter their name"));
    let html =
        shown(Role::Administrator, "colleague", &ColleaguePage::of(&priya(), Sheet::wrong(form, errors)));
    assert!(html.contains("<title>Error: "));
    let form = DetailsForm { team: String::new(), phone: String::new(), ..DetailsForm::from(&priya()) };
    let read = form.read().unwrap();
    assert_eq!((read.team, read.phone), (None, None));
}
