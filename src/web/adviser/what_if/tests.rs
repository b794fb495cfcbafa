//! What would change for Jay, as Priya tries it out on Monday 23 November 2026.

#![allow(clippy::unwrap_used, reason = "tests")]

use super::*;
use crate::web::{
    page_check::shown,
    testing::{BOROUGH, Borough, NOW, reads},
};
use onward_domain::{id::UserId, role::Role};

fn of(me: UserId, person: PersonId, asked: Asked) -> WhatIfPage {
    let read = asked.read(NOW.today);
    let what = read.as_ref().ok().copied().flatten();
    let seen = BOROUGH.read::<Adviser, _>(me, |ask| try_change(ask, person, what));
    WhatIfPage::of(&seen, Borough::law(), asked, read.err().unwrap_or_default())
}

/// The page of one person with a change tried out; a course is an apprenticeship.
pub fn page(me: UserId, person: PersonId, change: &str) -> WhatIfPage {
    let asked = Asked { change: change.into(), course: "apprenticeship".into(), ..Asked::default() };
    of(me, person, asked)
}

fn jay(asked: Asked) -> String {
    let page = of(BOROUGH.user("Priya"), BOROUGH.person("Jay"), asked);
    shown(Role::Adviser, "what-if", &page)
}

fn asked(change: &str) -> Asked {
    Asked { change: change.into(), ..Asked::default() }
}

#[test]
fn what_would_be_gained_is_said_in_pounds_and_why() {
    insta::assert_snapshot!("start", reads(&jay(Asked::default())));
    let course = Asked { course: "apprenticeship".into(), ..asked("course") };
    insta::assert_snapshot!("apprenticeship", reads(&jay(course)));
}

#[test]
fn what_is_missing_is_reported_at_its_field() {
    for (asked, field, words) in [
        (asked("course"), "course", "Choose which course"),
        (asked("care-ended"), "on", "Enter the day on which care would have ended"),
        (asked("turns-19"), "change", "Choose one"),
    ] {
        assert_eq!(asked.read(NOW.today).unwrap_err().said(field).as_deref(), Some(words));
        let html = jay(asked);
        assert!(html.contains("<title>Error: ") && html.contains(&format!("href=\"#{field}\"")), "{field}");
    }
}

#[test]
fn without_a_date_of_birth_nothing_can_be_worked_out() {
    let (me, person) = (BOROUGH.user("Priya"), BOROUGH.person("Jay"));
    let mut seen = BOROUGH.read::<Adviser, _>(me, |ask| try_change(ask, person, None));
    let mut unborn = (*seen.answered.listed).clone();
    unborn.person.identity.born = None;
    seen.answered.listed = unborn.into();
    let page = WhatIfPage::of(&seen, Borough::law(), Asked::default(), Default::default());
    assert!(shown(Role::Adviser, "what-if-start", &page).contains("without a date of birth"));
}

#[test]
fn a_day_before_birth_or_a_lifetime_away_is_asked_about_again() {
    for (year, words) in [("1990", "or a later day"), ("2099", "Check the year. That day is a lifetime away")]
    {
        let html =
            jay(Asked { on_day: "1".into(), on_month: "9".into(), on_year: year.into(), ..asked("asks") });
        assert!(reads(&html).contains(words), "{year}: {}", reads(&html));
    }
}
