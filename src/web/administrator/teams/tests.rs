//! The borough's teams, as Rowan sees them.

#![allow(clippy::unwrap_used, reason = "tests")]

use super::*;
use crate::web::{
    page_check::shown,
    testing::{BOROUGH, reads},
};
use onward_domain::role::Role;

fn page(teams: Vec<SeenTeam>, sheet: Sheet<TeamForm>) -> String {
    shown(Role::Administrator, "teams", &TeamsPage::of(teams, sheet))
}

#[test]
fn teams_stand_with_their_number_and_how_many_are_in_them() {
    let mut teams = BOROUGH.read::<Administrator, _>(BOROUGH.user("Rowan"), see_teams);
    let last = teams.last_mut().unwrap();
    (last.team.ended_at, last.members) = (Some(chrono::DateTime::UNIX_EPOCH), 0);
    insta::assert_snapshot!("list", reads(&page(teams, Sheet::default())));
    insta::assert_snapshot!("none", reads(&page(Vec::new(), Sheet::default())));
}

#[test]
fn a_team_has_a_name_and_what_was_written_is_kept() {
    let form = TeamForm { phone: "01632 960 100".into(), ..TeamForm::default() };
    let errors = form.read().unwrap_err();
    assert_eq!(errors.said("name").as_deref(), Some("Enter what the team is called"));
    let html = page(Vec::new(), Sheet::wrong(form, errors));
    assert!(html.contains("<title>Error: ") && html.contains("value=\"01632 960 100\""));
    let members = FormErrors::one("teams", told::HasMembers { members: 2 });
    let html = page(Vec::new(), Sheet::wrong(TeamForm::default(), members));
    assert!(reads(&html).contains("2 colleagues are in this team"), "{html}");
}
