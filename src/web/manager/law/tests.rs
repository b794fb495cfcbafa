//! What the law of 2026 changed for the borough, and for Priya's people.

#![allow(clippy::unwrap_used, reason = "tests")]

use super::*;
use crate::{
    usecases::law_changes::{LawChanged, dated},
    web::{
        page_check::shown,
        testing::{BOROUGH, Borough, NOW, reads},
    },
};
use onward_domain::role::Role;

fn since(months: u32) -> NaiveDate {
    Asked { months }.since(NOW.today)
}

fn page(role: Role, seen: &LawChanged, at: &'static str) -> String {
    reads(&shown(role, "law", &LawPage::of(seen, Borough::law(), since(12), 12, at)))
}

#[test]
fn a_manager_sees_who_loses_first_and_an_adviser_their_own_people_alone() {
    let all = BOROUGH.read::<Manager, _>(BOROUGH.user("Dawn"), |ask| see_for_everyone(ask, since(12)));
    let own = BOROUGH.read::<Adviser, _>(BOROUGH.user("Priya"), |ask| see_for_caseload(ask, since(12)));
    assert!(own.people < all.people && own.touched <= all.touched && all.touched > 0);
    let names: usize = own.lines.iter().map(|line| line.people.len()).sum();
    assert!(names > 0, "the fund of April 2026 touches somebody of hers");
    let words = page(Role::Manager, &all, EVERYONE);
    assert!(words.contains("What changed in the law") && words.contains("Money in a crisis"), "{words}");
    let html = shown(Role::Adviser, "law-own", &LawPage::of(&own, Borough::law(), since(12), 12, CASELOAD));
    assert!(html.contains("/adviser/people/") && !html.contains("/manager/"));
    insta::assert_snapshot!("own", reads(&html));
}

#[test]
fn months_without_a_change_say_so_and_other_words_mean_a_year() {
    let quiet = LawChanged { changes: vec![], lines: vec![], people: 5, touched: 0, lose: 0 };
    insta::assert_snapshot!("quiet", page(Role::Manager, &quiet, EVERYONE));
    assert_eq!(Asked { months: 7 }.months(), 12);
    assert!(!dated(Borough::law(), since(12), NOW.today).is_empty());
}

#[test]
fn an_adviser_and_a_manager_are_told_on_their_first_page_alone_that_the_law_changed() {
    use crate::web::{testing::VIEW, view::Frame};
    let quiet = LawChanged { changes: vec![], lines: vec![], people: 5, touched: 0, lose: 0 };
    let page = LawPage::of(&quiet, Borough::law(), since(12), 12, CASELOAD);
    for (role, path, told) in [
        (Role::Adviser, "/adviser/today", true),
        (Role::Manager, "/manager/coverage", true),
        (Role::Adviser, "/adviser/people/7", false),
        (Role::Administrator, "/admin/users", false),
    ] {
        let mut frame = Frame::public("Onward", "Stockton Riverside", "t").signed_in(role, path);
        frame.today = Some(NOW.today);
        assert_eq!(frame.tells_of_the_law(), told, "{path}");
        frame.alerts.law_changed = told.then_some(NOW.today);
        let html = VIEW.render(&frame, &page).unwrap();
        assert_eq!(reads(&html).contains("The law changed on 23 November 2026"), told, "{path}");
    }
}
