//! What is known, for everybody in the borough.

#![allow(clippy::unwrap_used, reason = "tests")]

use super::*;
use crate::{
    usecases::adviser::see_my_people::see_my_people,
    web::{
        page_check::{all, shown},
        testing::{BOROUGH, Borough, reads},
    },
};
use onward_domain::{care::CircumstanceFact, role::Role};
use scraper::Html;

#[test]
fn what_is_missing_comes_first_with_what_is_waiting_for_it() {
    let jay = BOROUGH.person("Jay");
    let seen = BOROUGH.read::<Adviser, _>(BOROUGH.user("Priya"), |ask| see_facts(ask, jay, ""));
    let html = shown(Role::Adviser, "facts", &FactsPage::of(&seen, Borough::law()));
    insta::assert_snapshot!("jay", reads(&html));
}

#[test]
fn everybodys_page_shows_each_question_once() {
    let mut tried = 0;
    for user in BOROUGH.users(Role::Adviser) {
        let people = BOROUGH.read::<Adviser, _>(user, see_my_people);
        for one in people {
            let person = one.listed.person.id;
            let seen = BOROUGH.read::<Adviser, _>(user, |ask| see_facts(ask, person, ""));
            let html = shown(Role::Adviser, "facts-of-somebody", &FactsPage::of(&seen, Borough::law()));
            let page = Html::parse_document(&html);
            for fact in CircumstanceFact::ALL {
                let row = format!("tr#{}", fact_words::anchor(*fact));
                let shown = all(&page, &row).len();
                assert!(shown == 1 || shown == 0 && !fact.is_read_by_rules(), "{fact}: {shown}");
            }
            tried += 1;
        }
    }
    assert!(tried > 50, "{tried}");
}
