#![allow(clippy::unwrap_used, reason = "tests")]

use super::*;
use crate::{
    usecases::adviser::override_answer::{Doubt, SeenOverrides},
    web::{
        page_check::shown,
        testing::{BOROUGH, Borough, NOW, reads},
        view::FormState,
    },
};
use onward_domain::role::Role;

fn seen(adviser: &str, child: &str, entitlement: &str) -> SeenOverrides {
    let (person, place) = (BOROUGH.person(child), Borough::law().find(entitlement).unwrap().place());
    BOROUGH.read::<Adviser, _>(BOROUGH.user(adviser), |ask| see_overrides(ask, person, place))
}

fn page(seen: &SeenOverrides, sheet: Sheet<OverrideForm>) -> String {
    let messages = law_words::messages().unwrap();
    let page = OverridesPage::of(seen, Borough::law(), messages, sheet, EndForm::default()).unwrap();
    shown(Role::Adviser, "overrides", &page)
}

fn written() -> OverrideForm {
    OverrideForm {
        gives: "no".into(),
        until: crate::web::form::WrittenDay::new("31", "1", "2027"),
        reason: "He has a room in his carer’s house".into(),
        evidence: "Her letter".into(),
        ..OverrideForm::default()
    }
}

#[test]
fn the_page_has_the_rules_answer_and_the_form_or_what_holds_with_its_end() {
    let fresh = page(&seen("Priya", "Jay", "vacation_accommodation"), Sheet::default());
    insta::assert_snapshot!("fresh", reads(&fresh));
    let holds = page(&seen("Priya", "Renée", "vacation_accommodation"), Sheet::default());
    insta::assert_snapshot!("holds", reads(&holds));
    assert!(!holds.contains("Ask a manager"), "it is ended before another is asked for");
}

#[test]
fn each_missing_part_is_named_and_the_last_day_is_at_most_a_year_ahead() {
    let read = |form: &OverrideForm| form.read("he_bursary", NOW.today);
    let empty = read(&OverrideForm::default()).unwrap_err();
    for field in ["gives", "until", "reason", "evidence"] {
        assert!(empty.has(field), "{field}");
    }
    let of = |day: &str, year: &str| OverrideForm {
        until: crate::web::form::WrittenDay::new(day, "11", year),
        ..written()
    };
    assert!(read(&of("22", "2026")).unwrap_err().has("until"), "yesterday");
    assert!(read(&of("24", "2027")).unwrap_err().has("until"), "a year and a day");
    assert!(read(&of("23", "2027")).is_ok());
    let short = OverrideForm { reason: "x".into(), ..written() };
    assert!(read(&short).unwrap_err().has("reason"), "x is no reason");
}

#[test]
fn a_no_that_takes_a_duty_is_doubted_and_one_behind_a_door_is_refused() {
    let jay = seen("Priya", "Jay", "setting_up_home_allowance");
    let doubted = page::doubtful(written(), Doubt::TakesADuty);
    assert!(reads(&page(&jay, doubted)).contains("The council must give this by law"));
    let refused = page::doubtful(written(), Doubt::Door);
    assert!(matches!(refused.state(), FormState::Wrong));
    assert!(reads(&page(&jay, refused)).contains("You can’t refuse somewhere to stay"));
}
