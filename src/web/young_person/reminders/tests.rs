//! Reminders, for people of the demonstration.

#![allow(clippy::unwrap_used, reason = "tests")]

use super::*;
use crate::web::{testing::reads, young_person::testing::page};

fn seen(standing: Standing) -> SeenReminders {
    let hours = (!matches!(standing, Standing::Off | Standing::MayNot)).then_some((9, 20));
    SeenReminders {
        adviser: None,
        standing,
        ends: hours.map(|_| "123".into()),
        hours,
        code: (standing == Standing::Waits).then(|| "042317".into()),
    }
}

#[test]
fn each_step_says_what_comes_and_how_it_ends() {
    let of = |standing, offered| {
        reads(&page("/mine", &RemindersPage::of(&seen(standing), offered, Sheet::default())))
    };
    insta::assert_snapshot!("off", of(Standing::Off, true));
    insta::assert_snapshot!("on", of(Standing::On, true));
    insta::assert_snapshot!("waits", of(Standing::Waits, true));
    assert!(of(Standing::MayNot, true).contains("You haven’t said that we may text you"));
    assert!(of(Standing::Old, true).contains("Is it still your number?"));
    assert!(of(Standing::Off, false).contains("doesn’t send texts yet"));
}

#[test]
fn the_hours_are_in_order_and_within_the_day() {
    let form = |number: &str, from: &str, until: &str| NumberForm {
        number: number.into(),
        from: from.into(),
        until: until.into(),
        passphrase: "MARK".into(),
        code: String::new(),
    };
    assert_eq!(form("07700 900123", "9", "20").read().unwrap(), ("07700 900123".to_owned(), 9, 20));
    assert!(form("07700 900123", "20", "9").read().unwrap_err().has("until"));
    let unproven = NumberForm { passphrase: String::new(), ..form("07700 900123", "9", "20") };
    assert!(unproven.read().unwrap_err().has("passphrase"));
    let night = form("", "3", "23").read().unwrap_err();
    assert!(night.has("number") && night.has("from") && night.has("until"));
}
