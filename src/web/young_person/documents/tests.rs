//! Papers of people of the demonstration, on Monday 23 November 2026.

#![allow(clippy::unwrap_used, reason = "tests")]

use onward_domain::document::DocumentKind;

use super::{NewOwnDocumentPage, OwnDocumentsPage};
use crate::{
    usecases::documents::see_own_documents,
    web::{
        desk::YoungPerson,
        form::Sheet,
        testing::{BOROUGH, NOW, reads},
        young_person::testing::page,
    },
};

#[test]
fn jay_sees_his_passport_and_that_there_is_more_and_amira_what_this_page_is_for() {
    let list = |name: &str| {
        let seen = BOROUGH.read::<YoungPerson, _>(BOROUGH.user(name), see_own_documents);
        reads(&page("/mine/documents", &OwnDocumentsPage::of(&seen, NOW.today, false)))
    };
    insta::assert_snapshot!("jay", list("Jay"));
    insta::assert_snapshot!("amira", list("Amira"));
    assert!(!list("Jay").contains("family time"), "what is not shown is not named");
}

#[test]
fn the_form_says_who_sees_it_and_what_may_be_sent_before_anything_is_chosen() {
    let html = page("/mine/documents/new", &NewOwnDocumentPage { sheet: Sheet::default() });
    for kind in DocumentKind::ALL {
        assert!(html.contains(&format!("<option value=\"{kind}\">")), "{kind} can be chosen");
    }
    let words = reads(&html);
    let before = |what: &str, then: &str| words.find(what).unwrap() < words.find(then).unwrap();
    assert!(before("will see it too", "What is it?") && words.contains("of up to 8 MB"), "{words}");
}
