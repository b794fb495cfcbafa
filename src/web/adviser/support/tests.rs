#![allow(clippy::unwrap_used, reason = "tests")]

use super::*;
use crate::web::{
    page_check::shown,
    testing::{BOROUGH, NOW, reads},
};
use onward_domain::role::Role;

fn seen(name: &str) -> SeenSupport {
    let person = BOROUGH.person(name);
    BOROUGH.read::<Adviser, _>(BOROUGH.user("Priya"), |ask| see_support(ask, person))
}

fn html(seen: &SeenSupport, sheet: Sheet<SupportForm>) -> String {
    shown(Role::Adviser, "support", &SupportPage::of(seen, NOW.today, sheet))
}

#[test]
fn an_offer_is_written_down_with_its_answer_and_before_21_there_is_nothing_to_offer() {
    let young = html(&seen("Jay"), Sheet::default());
    assert!(young.contains("There is nothing to offer yet") && !young.contains("Save it"));
    insta::assert_snapshot!("renee", reads(&html(&seen("Renée"), Sheet::default())));
}

#[test]
fn how_and_what_they_said_are_asked_for_and_an_answer_alone_needs_no_how() {
    let bare = SupportForm::default();
    let wrong = Sheet::wrong(bare.clone(), bare.read(NOW.today).unwrap_err());
    let page = reads(&html(&seen("Renée"), wrong));
    assert!(page.contains("Choose how you offered it") && page.contains("Choose what they said"), "{page}");
    let answer = SupportForm { about: "answer".into(), answer: "wants".into(), ..SupportForm::default() };
    let said = answer.read(NOW.today).unwrap();
    assert_eq!((said.offered, said.answer, said.on), (None, Some(SupportAct::Wants), NOW.today));
    let nothing = SupportForm { answer: "none-yet".into(), ..answer };
    assert!(nothing.read(NOW.today).is_err(), "an answer that is none is not written down");
    let ahead = SupportForm {
        how: "call".into(),
        answer: "not-now".into(),
        on: WrittenDay::new("1", "12", "2026"),
        ..SupportForm::default()
    };
    assert!(ahead.read(NOW.today).is_err(), "an offer lies behind");
}
