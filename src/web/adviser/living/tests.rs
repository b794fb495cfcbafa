#![allow(clippy::unwrap_used, reason = "tests")]

use super::*;
use crate::{
    usecases::adviser::correct_visit::Put,
    web::{
        form::WrittenDay,
        page_check::shown,
        testing::{BOROUGH, NOW, reads},
    },
};
use onward_domain::role::Role;

fn seen() -> SeenLiving {
    let jay = BOROUGH.person("Jay");
    BOROUGH.read::<Adviser, _>(BOROUGH.user("Priya"), |ask| see_living(ask, jay))
}

#[test]
fn both_histories_stand_on_one_page_and_each_line_can_be_put_right() {
    let seen = seen();
    insta::assert_snapshot!("living", reads(&shown(Role::Adviser, "living", &LivingPage::of(&seen))));
    let home = seen.homes.iter().find(|version| version.row.recorded.stands()).unwrap();
    let page = HomePage::of(&seen, home.row.id, None).unwrap();
    insta::assert_snapshot!("home", reads(&shown(Role::Adviser, "living-home", &page)));
    let one = seen.activities.iter().find(|version| version.row.recorded.stands()).unwrap();
    let page = ActivityPage::of(&seen, one.row.id, None).unwrap();
    insta::assert_snapshot!("activity", reads(&shown(Role::Adviser, "living-activity", &page)));
    assert!(HomePage::of(&seen, HomeId::new(), None).is_none());
}

#[test]
fn a_line_of_the_past_is_asked_how_it_is_known_and_not_what_is_wrong() {
    let seen = seen();
    let home = HomePage::adding(&seen, Sheet::new(HomeForm::adding()));
    let home = reads(&shown(Role::Adviser, "living-home-new", &home));
    let activity = ActivityPage::adding(&seen, Sheet::new(ActivityForm::adding()));
    let activity = reads(&shown(Role::Adviser, "living-activity-new", &activity));
    for words in [home, activity] {
        assert!(words.contains("How do you know?") && !words.contains("What is wrong?"), "{words}");
    }
}

#[test]
fn a_correction_has_a_reason_and_days_in_order() {
    let form = || HomeForm {
        put: "right".into(),
        kind: "U".into(),
        from: WrittenDay::new("1", "9", "2026"),
        until: WrittenDay::new("1", "10", "2026"),
        reason: "The tenancy says so".into(),
        ..HomeForm::default()
    };
    assert!(matches!(form().read(NOW.today).unwrap().0, Put::Right(note) if note.kind == "U"));
    let wrong = |form: HomeForm, field: &str| form.read(NOW.today).unwrap_err().has(field);
    assert!(wrong(HomeForm { until: WrittenDay::new("1", "9", "2026"), ..form() }, "until"));
    assert!(wrong(HomeForm { reason: "x".into(), ..form() }, "reason"));
    assert!(wrong(HomeForm { suitable: "no".into(), ..form() }, "why"));
    assert!(wrong(HomeForm { put: String::new(), ..form() }, "put"));
    let away = HomeForm { put: "away".into(), suitable: "no".into(), ..form() };
    assert_eq!(away.read(NOW.today).unwrap().0, Put::Away);
}
