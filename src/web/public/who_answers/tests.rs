//! Who answers on a Monday, at night, on Christmas Day, for the other council.

#![allow(clippy::unwrap_used, reason = "tests")]

use super::*;
use crate::{
    outside::bank_holidays::{BROUGHT, read},
    settings::Neighbour,
    web::testing::{keep, proper, reads, shown},
};

fn settings() -> Settings {
    Settings {
        team_phone: Some("01632 960 100".into()),
        hub_phone: Some("01632 960 130".into()),
        adults_phone: Some("01632 960 160".into()),
        emergency_phone: Some("01632 960 199".into()),
        emergency_text: Some("07700 900 199".into()),
        neighbour: Neighbour {
            name: Some("Port Haven".into()),
            phone: Some("01632 960 210".into()),
            emergency_phone: Some("01632 960 299".into()),
            areas: Vec::new(),
        },
        ..Settings::default()
    }
}

fn page(at: &str, about: &str, council: &str) -> String {
    let asked = Asked { about: about.into(), council: council.into() };
    let calendar = read(BROUGHT).unwrap();
    let html = shown(&WhoPage::of(&settings(), &calendar, at.parse().unwrap(), &asked));
    proper(&html);
    keep("who-answers", &html);
    reads(&html)
}

#[test]
fn by_day_each_matter_has_its_own_team_and_at_night_one_team_answers_for_all() {
    for (about, number) in [
        ("child", "960 130"),
        ("adult", "960 160"),
        ("mental_health", "960 160"),
        ("family", "960 130"),
        ("arrested", "960 130"),
        ("home", "960 100"),
        ("", "960 100"),
    ] {
        let day = page("2026-11-23T10:00:00", about, "");
        assert!(day.contains(number) && day.contains("Until 5pm today"), "{about}: {day}");
        for night in
            ["2026-11-23T17:00:00", "2026-11-22T12:00:00", "2026-12-25T10:00:00", "2026-12-28T10:00:00"]
        {
            let night = page(night, about, "");
            assert!(night.contains("960 199") && !night.contains(number), "{about}: {night}");
        }
    }
    insta::assert_snapshot!("christmas", page("2026-12-25T03:00:00", "arrested", ""));
}

#[test]
fn a_bank_holiday_has_its_name_and_the_clock_changes_with_the_country() {
    let christmas = page("2026-12-28T10:00:00", "", "");
    assert!(christmas.contains("It is a bank holiday: Boxing Day."), "{christmas}");
    assert!(christmas.contains("Until Tuesday 29 December at 9am"), "{christmas}");
    // The last hour of summer time happens twice on a wall; at neither is anybody in the office.
    for hour in ["2026-10-25T01:30:00", "2026-03-29T02:30:00"] {
        assert!(page(hour, "child", "").contains("960 199"), "{hour}");
    }
}

#[test]
fn the_other_council_has_its_own_numbers_and_without_one_there_is_no_choice() {
    assert!(page("2026-11-23T10:00:00", "child", "neighbour").contains("960 210"));
    assert!(page("2026-11-22T10:00:00", "child", "neighbour").contains("960 299"));
    let alone = Settings { neighbour: Neighbour::default(), ..settings() };
    let asked = Asked { council: "neighbour".into(), ..Asked::default() };
    let at = "2026-11-23T10:00:00".parse().unwrap();
    let page = WhoPage::of(&alone, &Calendar::default(), at, &asked);
    assert!(page.councils.is_empty() && page.council == Council::Ours);
    let none = shown(&WhoPage::of(&Settings::default(), &Calendar::default(), at, &asked));
    proper(&none);
    assert!(none.contains("tel:999") && !none.contains("answers now.</strong>"), "{none}");
}
