#![allow(clippy::unwrap_used, reason = "tests")]

use super::*;
use crate::web::{page_check::shown, testing::BOROUGH};
use onward_domain::role::Role;

#[test]
fn each_of_the_ten_matters_has_its_own_form_and_an_empty_one_is_told() {
    let (me, jay) = (BOROUGH.user("Priya"), BOROUGH.person("Jay"));
    let seen = BOROUGH.read::<Adviser, _>(me, |ask| see_assessment(ask, jay));
    let page = |open, need| {
        shown(Role::Adviser, "assessment", &AssessmentPage::of(&seen, open, (need, Sheet::default())))
    };
    let html = page(None, Sheet::default());
    assert_eq!(html.matches("name=\"says\"").count(), 10);
    let empty = NeedForm::default();
    let html = page(Some(PlanArea::Home), Sheet::wrong(empty.clone(), errors_of(&empty)));
    assert!(html.contains("Write what is needed"));
}
