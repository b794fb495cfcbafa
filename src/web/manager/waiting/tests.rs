#![allow(clippy::unwrap_used, reason = "tests")]

use super::*;
use crate::{
    usecases::adviser::today::Kind,
    web::{
        page_check::shown,
        testing::{BOROUGH, NOW},
    },
};
use onward_domain::role::Role;

#[test]
fn a_manager_sees_who_waits_with_nobody_and_gives_them_an_adviser_there() {
    let mut seen = BOROUGH.read::<Manager, _>(BOROUGH.user("Dawn"), see_waiting);
    let words = |kind: Kind, listed: &std::sync::Arc<onward_store::scope::Listed>| Row {
        person: listed.person.id,
        kind,
        of: NOW.today,
        day: NOW.today,
        late: false,
    };
    let listed = BOROUGH
        .read::<Manager, _>(BOROUGH.user("Dawn"), |ask| Ok(ask.scope.cohort(ask.tx, ask.now)?.people))
        .into_iter()
        .find(|one| one.person.identity.known_as == "Jay")
        .unwrap();
    let rows = vec![words(Kind::Message { since: NOW.today }, &listed)];
    seen.people = vec![WaitsForNobody { rows, mark: "nobody".into(), listed }];
    let html = shown(Role::Manager, "waiting", &WaitingPage::of(&seen, NOW.today));
    assert!(html.contains("Read and reply") && html.contains("Give them this adviser"), "{html}");
    seen.people.clear();
    let none = shown(Role::Manager, "waiting-none", &WaitingPage::of(&seen, NOW.today));
    assert!(none.contains("Nothing waits."), "{none}");
}
