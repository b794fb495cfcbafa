#![allow(clippy::unwrap_used, reason = "tests")]

use super::*;
use crate::{
    usecases::adviser::today::Today,
    web::{
        form::WrittenDay,
        page_check::shown,
        testing::{BOROUGH, Borough, NOW, reads},
    },
};
use onward_domain::role::Role;

fn seen() -> Today {
    BOROUGH.read::<Adviser, _>(BOROUGH.user("Priya"), see_today)
}

fn html(asked: &Asked, close: Sheet<CloseForm>) -> String {
    let page = TodayPage::of(&seen(), Borough::law(), asked, NOW.today, (close, Sheet::default()));
    shown(Role::Adviser, "today", &page)
}

#[test]
fn each_row_says_why_and_the_counts_lead_to_what_they_count() {
    insta::assert_snapshot!("priya", reads(&html(&Asked::default(), Sheet::default())));
}

#[test]
fn what_was_agreed_for_today_stands_at_the_side_by_the_hour() {
    let seen = BOROUGH.read::<Adviser, _>(BOROUGH.user("Grace"), see_today);
    let sheets = (Sheet::default(), Sheet::default());
    let page = TodayPage::of(&seen, Borough::law(), &Asked::default(), NOW.today, sheets);
    let words = reads(&shown(Role::Adviser, "today-grace", &page));
    assert!(words.contains("Your day\n3pm Imani") && words.contains("by phone"), "{words}");
    assert!(
        !reads(&html(&Asked::default(), Sheet::default())).contains("Your day"),
        "Priya meets nobody today"
    );
}

#[test]
fn what_is_shown_is_an_address() {
    let month =
        Asked { show: "month".into(), what: "visits".into(), sort: "name".into(), ..Asked::default() };
    assert_eq!(month.address(month.show()), "/adviser/today?show=month&what=visits&sort=name");
    let page = html(&month, Sheet::default());
    assert!(page.contains("Clear the filter") && !page.contains("Call today"));
    let wild = Asked { show: "x".into(), what: "y".into(), close: "<b>".into(), ..Asked::default() };
    assert_eq!(wild.address(wild.show()), AT, "an old address still works");
    assert_eq!(
        asked_of("/adviser/today?show=overdue#x", "one").address(asked::Show::Overdue),
        "/adviser/today?show=overdue"
    );
    assert_eq!(asked_of("https://elsewhere.example/adviser/today?show=overdue", "").show, "");
}

#[test]
fn a_row_is_closed_in_place_and_only_for_a_reason() {
    let seen = seen();
    let row = seen.rows.iter().find(|row| row.kind.can_be_put_aside()).unwrap();
    let open =
        Asked { show: "month".into(), close: asked::mark(row.person, &row.kind.about()), ..Asked::default() };
    let form = CloseForm { how: "not-needed".into(), why: "No".into(), ..CloseForm::default() };
    let page = html(&open, Sheet::wrong(form.clone(), form.read(NOW.today).unwrap_err()));
    assert!(page.contains("Say it in a sentence") && page.contains("Close this for"));
    let back = CloseForm { how: "new-day".into(), on: WrittenDay::new("1", "11", "2026"), ..form.clone() };
    assert!(back.read(NOW.today).is_err(), "a new day lies ahead");
    let ahead = CloseForm { how: "tried".into(), on: WrittenDay::new("1", "12", "2026"), ..form };
    assert!(ahead.read(NOW.today).is_err(), "a try lies behind");
}

#[test]
fn every_advisers_day_is_neither_empty_nor_hopeless() {
    for adviser in BOROUGH.users(Role::Adviser) {
        let today = BOROUGH.read::<Adviser, _>(adviser, see_today);
        if today.people.is_empty() {
            continue;
        }
        let late = today.rows.iter().filter(|row| row.late).count();
        let near = today.rows.iter().filter(|row| (row.day - NOW.today).num_days() <= 28).count();
        assert!(near > 0, "nothing to do within four weeks");
        let kinds: Vec<_> = today.rows.iter().filter(|row| row.late).map(|row| row.kind.about()).collect();
        assert!(late <= today.people.len() * 3 / 2, "{late} late of {}: {kinds:?}", today.people.len());
    }
}
