//! Priya's people on Monday 23 November 2026.

#![allow(clippy::unwrap_used, reason = "tests")]

use super::*;
use crate::{
    usecases::adviser::Answered,
    web::{
        page_check::shown,
        testing::{BOROUGH, NOW, reads},
    },
};
use onward_domain::{id::UserId, role::Role};

fn people(me: UserId) -> Vec<Answered> {
    BOROUGH.read::<Adviser, _>(me, see_my_people)
}

/// The page of an adviser's people.
pub fn page(me: UserId, asked: &Asked) -> PeoplePage {
    PeoplePage::of(&people(me), asked, NOW.today)
}

fn html_of(me: UserId, asked: &Asked) -> String {
    shown(Role::Adviser, "people", &page(me, asked))
}

fn html(asked: &Asked) -> String {
    html_of(BOROUGH.user("Priya"), asked)
}

#[test]
fn my_people_shows_what_is_next_and_never_a_status_without_its_reason() {
    insta::assert_snapshot!("priya", reads(&html(&Asked::default())));
}

#[test]
fn a_view_a_filter_and_an_order_are_an_address() {
    let asked = |view: &str, q: &str, sort: &str| Asked {
        view: view.into(),
        q: q.into(),
        sort: sort.into(),
        ..Asked::default()
    };
    let found = html(&asked("", "linton", "money"));
    assert!(found.contains("Showing 1 of ") && found.contains("most not claimed"));
    assert!(found.contains("aria-sort=\"descending\"") && found.contains("Clear the filter"));
    let nobody = html(&asked("", "nobody of this name", ""));
    assert!(nobody.contains("Nobody on your list fits this filter."));
    assert!(
        html(&asked("nonsense", "", "nonsense")).contains("No filter is on."),
        "an old address still works"
    );
    let all = people(BOROUGH.user("Priya"));
    assert!(asked("under-18", "", "").shown(&all).iter().all(|one| one.age().is_some_and(|age| age < 18)));
}

#[test]
fn how_often_they_meet_is_the_plan_s_and_a_filter() {
    let (mut all_agreed, mut all_people) = (0, 0);
    for me in ["Priya", "Callum", "Farah", "Ben", "Grace"].map(|name| BOROUGH.user(name)) {
        let all = people(me);
        let mut found = 0;
        for meets in asked::Meets::ALL {
            let asked = Asked { meets: meets.key().into(), ..Asked::default() };
            let shown = asked.shown(&all);
            let is_so = |one: &&Answered| asked::Meets::of(one.listed.visit_weeks) == meets;
            assert!(shown.iter().all(is_so), "{}", meets.key());
            assert_eq!(
                asked.address(asked.view(), asked.order()),
                format!("/adviser/people?meets={}", meets.key())
            );
            found += shown.len();
            let page = html_of(me, &asked);
            assert!(page.contains(&format!("Showing {} of {}", shown.len(), all.len())));
            for weeks in shown.iter().filter_map(|one| one.listed.visit_weeks).filter(|weeks| *weeks > 1) {
                assert!(page.contains(&format!("Agreed: every {weeks} weeks")));
            }
        }
        assert_eq!(found, all.len(), "each is in one of them");
        all_agreed += all.iter().filter(|one| one.listed.visit_weeks.is_some()).count();
        all_people += all.len();
    }
    assert!(all_agreed > 0 && all_agreed < all_people, "{all_agreed} of {all_people}");
    let of = [Some(1), Some(4), Some(8), Some(12), None].map(|weeks| asked::Meets::of(weeks).key());
    assert_eq!(of, ["month", "month", "two-months", "less", "not-agreed"]);
}

#[test]
fn an_adviser_without_people_is_told_who_adds_them() {
    let page = PeoplePage::of(&[], &Asked::default(), NOW.today);
    assert!(shown(Role::Adviser, "people-start", &page).contains("Your manager adds people to it."));
}

#[test]
fn the_count_of_those_not_seen_on_today_is_the_number_of_rows_behind_its_link() {
    use crate::usecases::adviser::today::see_today;
    let asked = |view: &str| Asked { view: view.into(), ..Asked::default() };
    let (mut unseen, mut unknown) = (0, 0);
    for me in ["Priya", "Callum", "Farah", "Ben", "Grace"].map(|name| BOROUGH.user(name)) {
        let all = people(me);
        let counted = BOROUGH.read::<Adviser, _>(me, see_today).not_seen(LONG_AGO).0;
        assert_eq!(counted, asked("not-seen").shown(&all).len());
        let silent = asked("visit-not-recorded").shown(&all).len();
        assert_eq!(silent, all.iter().filter(|one| one.listed.last_visit.is_none()).count());
        (unseen, unknown) = (unseen + counted, unknown + silent);
    }
    assert!(unseen > 0 && unknown > 0, "{unseen} not seen, {unknown} not recorded: nothing was compared");
}
