//! What young people of the demonstration asked of the council, as Dawn sees it.

use super::*;
use crate::web::{page_check::shown, testing::BOROUGH};
use onward_domain::role::Role;

#[test]
fn a_manager_sees_what_waits_with_its_day_and_an_empty_answer_is_told_there() {
    let waits = BOROUGH.read::<Manager, _>(BOROUGH.user("Dawn"), see_matters);
    let html = shown(Role::Manager, "requests", &RequestsPage::of(&waits, crate::demo::TODAY, None));
    assert!(html.contains("their file") && html.contains("Amara"), "{html}");
    let form = AnswerForm::default();
    let errors = form.read().err().unwrap_or_default();
    let wrong = waits.first().map(|first| (first.matter.id, Sheet::wrong(form, errors)));
    let html = shown(Role::Manager, "requests", &RequestsPage::of(&waits, crate::demo::TODAY, wrong));
    assert!(html.contains("Write the answer"), "{html}");
    let nothing = shown(Role::Manager, "requests", &RequestsPage::of(&[], crate::demo::TODAY, None));
    assert!(nothing.contains("Nothing waits for an answer"));
}
