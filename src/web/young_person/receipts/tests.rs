//! Receipts of people of the demonstration, on Monday 23 November 2026.

#![allow(clippy::unwrap_used, reason = "tests")]

use onward_domain::money::Pence;

use super::page::{NewReceiptPage, ReceiptsPage};
use crate::{
    usecases::young_person::receipts::see_receipts,
    web::{
        desk::YoungPerson,
        form::{FormErrors, Sheet},
        testing::{BOROUGH, reads},
        words::says::place::receipt as told,
        young_person::{receipts::form::ReceiptForm, testing::page},
    },
};

fn list(name: &str) -> String {
    let seen = BOROUGH.read::<YoungPerson, _>(BOROUGH.user(name), see_receipts);
    reads(&page("/my-place/receipts", &ReceiptsPage::of(&seen)))
}

#[test]
fn amara_sees_what_she_bought_and_amira_what_this_page_is_for() {
    insta::assert_snapshot!("amara", list("Amara"));
    insta::assert_snapshot!("amira", list("Amira"));
}

#[test]
fn what_was_given_and_has_no_receipt_yet_is_said() {
    let mut seen = BOROUGH.read::<YoungPerson, _>(BOROUGH.user("Amara"), see_receipts);
    let paid = (onward_domain::entitlement::EntitlementAct::Paid, "2026-10-02", Some(1_000));
    seen.own.steps = crate::web::young_person::testing::first_home(&[paid]).steps;
    let sum: i64 = seen.receipts.iter().map(|receipt| receipt.note.sum.0).sum();
    let words = reads(&page("/my-place/receipts", &ReceiptsPage::of(&seen)));
    assert!(
        words.contains(&format!("You were given £1,000: {} has no receipt yet.", Pence(100_000 - sum))),
        "{words}"
    );
}

#[test]
fn a_photo_that_is_none_keeps_the_words_of_the_form() {
    let form = ReceiptForm { what: "A kettle".into(), amount: "18.50".into(), ..ReceiptForm::default() };
    let sheet = Sheet::wrong(form, FormErrors::one("photo", told::NotAPicture));
    insta::assert_snapshot!("no-picture", reads(&page("/my-place/receipts/new", &NewReceiptPage::of(sheet))));
}
