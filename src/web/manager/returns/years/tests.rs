//! Which years Dawn holds.

use super::*;
use crate::web::{
    page_check::shown,
    testing::{BOROUGH, NOW, reads},
};
use onward_domain::{id::ImportId, returns::ssda903::Table, role::Role};

fn page(held: Vec<HeldTable>) -> String {
    shown(Role::Manager, "years", &YearsPage::of(&Years::of(held, NOW)))
}

#[test]
fn a_gap_is_named_and_a_year_that_still_runs_is_none() {
    let table = |year: &str, table| HeldTable {
        year: year.parse().unwrap_or_else(|_| panic!("{year}")),
        table,
        import: ImportId::new(),
        at: "2026-11-20T15:12:00Z".parse().unwrap_or_default(),
        rows: 1203,
    };
    let held = vec![
        table("2022-23", Table::Episodes),
        table("2022-23", Table::Header),
        table("2024-25", Table::Episodes),
    ];
    let html = page(held);
    assert!(!html.contains("2026-27"));
    insta::assert_snapshot!("gap", reads(&html));
}

#[test]
fn a_year_that_was_running_when_it_was_handed_in_says_to_which_day_it_reaches() {
    let episodes = |at: &str| HeldTable {
        year: "2025-26".parse().unwrap_or_else(|_| panic!("2025-26")),
        table: Table::Episodes,
        import: ImportId::new(),
        at: at.parse().unwrap_or_default(),
        rows: 12,
    };
    let says = "it tells of nothing after";
    assert!(
        page(vec![episodes("2025-11-20T15:12:00Z")]).contains("it tells of nothing after 20 November 2025")
    );
    assert!(!page(vec![episodes("2026-04-20T15:12:00Z")]).contains(says));
}

#[test]
fn the_borough_holds_every_year_since_its_first_and_a_fresh_service_none() {
    let years = BOROUGH.read::<Manager, _>(BOROUGH.user("Dawn"), see_years);
    assert!(page(years.held).contains("Every year since the first is held."));
    insta::assert_snapshot!("nothing", reads(&page(Vec::new())));
}
