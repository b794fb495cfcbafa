//! Each page of the manager shown full and at the start.

use super::samples;
use crate::web::{
    page_check::{all, shown},
    view::Page,
};
use onward_domain::role::Role;
use scraper::Html;

fn page(name: &str, page: &impl Page) -> String {
    shown(Role::Manager, name, page)
}

#[test]
fn coverage_starts_with_four_numbers_and_each_leads_to_its_people() {
    let html = page("coverage", &samples::coverage());
    let parsed = Html::parse_document(&html);
    let numbers = all(&parsed, ".app-figs dd b a");
    assert_eq!(numbers.len(), 4);
    assert!(
        numbers
            .iter()
            .all(|link| link.attr("href").is_some_and(|href| href.starts_with("/manager/coverage/people")))
    );
    assert_eq!(all(&parsed, "figure ul.app-bars[aria-label]").len(), 3);
    assert_eq!(all(&parsed, "figure + details table").len(), 3, "each picture has its table");
    assert!(page("coverage-start", &samples::coverage_start()).contains("Import the yearly return"));
}

#[test]
fn the_people_behind_a_number_stand_with_the_reason() {
    let html = page("behind", &samples::coverage_people());
    assert!(html.contains("Told, has not asked") && html.contains("aria-current=\"page\">1"));
    assert!(
        page("behind-start", &samples::coverage_people_start()).contains("Nobody is missing anything here.")
    );
}
