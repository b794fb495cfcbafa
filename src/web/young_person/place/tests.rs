//! The home, for people of the demonstration on Monday 23 November 2026.

use super::{
    form::ViewForm,
    page::{JobPage, PlacePage, ViewPage},
};
use crate::{
    usecases::young_person::see_place::see_place,
    web::{
        desk::YoungPerson,
        form::Sheet,
        testing::{BOROUGH, NOW, keep, reads},
        young_person::testing::{law, page},
    },
};

fn of(name: &str) -> String {
    let seen = BOROUGH.read::<YoungPerson, _>(BOROUGH.user(name), see_place);
    let html = page("/my-place", &PlacePage::of(law(), &seen));
    keep(&format!("place_{name}"), &html);
    reads(&html)
}

#[test]
fn jay_sees_his_move_the_money_for_it_and_what_other_homes_would_mean() {
    insta::assert_snapshot!("jay", of("Jay"));
}

#[test]
fn zabi_at_17_sees_from_when_a_tenancy_can_be_his() {
    let words = of("Zabi");
    assert!(words.contains("when you turn 18"), "{words}");
}

#[test]
fn who_starts_empty_sees_what_will_appear_and_one_thing_to_do() {
    let words = of("Amira");
    assert!(words.contains("Nothing here yet.") && words.contains("Say if it is right for you"), "{words}");
}

#[test]
fn the_forms_are_empty_at_first() {
    let seen = BOROUGH.read::<YoungPerson, _>(BOROUGH.user("Jay"), see_place);
    insta::assert_snapshot!(
        "right",
        reads(&page("/my-place/right", &ViewPage::of(&seen, NOW, Sheet::new(ViewForm::default()))))
    );
    insta::assert_snapshot!("job", reads(&page("/my-place/jobs/new", &JobPage::of(None, None))));
}
