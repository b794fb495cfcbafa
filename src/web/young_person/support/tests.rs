#![allow(clippy::unwrap_used, reason = "tests")]

use super::*;
use onward_domain::support::Offers;

use crate::web::{
    testing::{BOROUGH, reads},
    young_person::testing::page,
};

fn seen(name: &str) -> OwnSupport {
    BOROUGH.read::<YoungPerson, _>(BOROUGH.user(name), see_support)
}

fn html(seen: &OwnSupport, sheet: Sheet<AnswerForm>) -> String {
    page("/support", &SupportPage::of(seen, sheet))
}

#[test]
fn before_21_it_says_from_when_on_and_from_21_it_asks() {
    insta::assert_snapshot!("jay", reads(&html(&seen("Jay"), Sheet::default())));
    let day = |text: &str| Some(text.parse().unwrap());
    let offers = Offers { last: day("2026-11-14"), open: true, ..Offers::default() };
    let until = MayAsk::Until("2030-03-10".parse().unwrap());
    let asked = OwnSupport { adviser: None, may: until, offers };
    insta::assert_snapshot!("asked", reads(&html(&asked, Sheet::default())));
    let answer = Some((SupportAct::Wants, "2026-11-20".parse().unwrap()));
    let has = OwnSupport {
        may: MayAsk::Has("2030-03-10".parse().unwrap()),
        offers: Offers { answer, by_young: true, ..Offers::default() },
        ..asked.clone()
    };
    insta::assert_snapshot!("has", reads(&html(&has, Sheet::default())));
    let no = OwnSupport { may: MayAsk::No, offers: Offers::default(), ..asked.clone() };
    assert!(!html(&no, Sheet::default()).contains("<form method=\"post\" action=\"/support\""));
    let bare = AnswerForm::default();
    let wrong = Sheet::wrong(bare.clone(), bare.read().unwrap_err());
    assert!(html(&asked, wrong).contains("Choose what you would like"));
}
