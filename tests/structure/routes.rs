//! Every route has an audience and a line in the role matrix; its address says nothing about anybody.

use super::read;
use onward::web::routes;
use onward_domain::role::Role;
use std::collections::{BTreeMap, BTreeSet};

/// The role matrix: who gets in, by "METHOD /path".
#[derive(serde::Deserialize)]
pub struct Matrix {
    pub routes: BTreeMap<String, BTreeSet<String>>,
}

pub fn matrix() -> Matrix {
    toml::from_str(&read("tests/structure/role_matrix.toml")).unwrap()
}

#[test]
fn every_route_has_its_line_in_the_role_matrix_and_every_line_its_route() {
    let table: BTreeSet<_> =
        routes::all().iter().map(|route| format!("{} {}", route.method, route.path)).collect();
    let lines: BTreeSet<_> = matrix().routes.into_keys().collect();
    assert!(table.len() > 20, "{table:?}");
    let missing: Vec<_> = table.difference(&lines).collect();
    let gone: Vec<_> = lines.difference(&table).collect();
    assert!(
        missing.is_empty() && gone.is_empty(),
        "missing from the matrix: {missing:#?}, no longer a route: {gone:#?}"
    );
}

#[test]
fn the_matrix_lets_in_nobody_the_audience_excludes() {
    for route in routes::all() {
        let line = format!("{} {}", route.method, route.path);
        let Some(allowed) = matrix().routes.remove(&line) else { continue };
        let roles = |words: &[&str]| words.iter().any(|word| allowed.contains(*word));
        for (role, named) in [
            (Role::YoungPerson, roles(&["everyone", "signed-in", "young-person", "whose-it-is"])),
            (Role::Adviser, roles(&["everyone", "signed-in", "adviser", "adviser-of"])),
            (Role::ReviewingOfficer, roles(&["everyone", "signed-in", "reviewing-officer"])),
            (Role::HubWorker, roles(&["everyone", "signed-in", "hub-worker"])),
            (Role::Manager, roles(&["everyone", "signed-in", "manager"])),
            (Role::Administrator, roles(&["everyone", "signed-in", "administrator"])),
        ] {
            assert!(
                !named || route.audience.admits(role),
                "{line}: the matrix lets {role} in, {} does not",
                route.audience
            );
        }
    }
}

#[test]
fn an_address_on_a_young_persons_phone_reveals_nothing_about_why_they_were_there() {
    let words =
        ["care", "social", "entitle", "housing", "benefit", "council", "custody", "immigration", "leaver"];
    for route in routes::all() {
        let staff = ["/adviser", "/manager", "/reviewing", "/hub", "/admin"]
            .iter()
            .any(|start| route.path.starts_with(start));
        let told = words.iter().find(|word| route.path.contains(*word));
        assert!(staff || told.is_none(), "{} says {told:?}", route.path);
        assert_eq!(route.path, route.path.to_lowercase(), "addresses are lower case");
    }
}
