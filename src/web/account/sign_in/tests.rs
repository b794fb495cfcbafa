//! The sign-in page: at first, in the demonstration, and with something to correct.

#![allow(clippy::unwrap_used, reason = "tests")]

use std::collections::BTreeSet;

use super::{page::Notice, *};
use crate::web::testing::{keep, proper, reads, shown};

#[test]
fn it_asks_for_three_things_and_preselects_nothing() {
    let html = shown(&SignInPage::bare(Sheet::default(), None));
    proper(&html);
    for part in ["name=\"name\"", "name=\"passphrase\"", "autocomplete=\"username\"", "current-password"] {
        assert!(html.contains(part), "{part}");
    }
    assert!(!html.contains(" checked") && !html.contains("demonstration"));
    insta::assert_snapshot!("start", reads(&html));
}

#[test]
fn a_refused_sign_in_keeps_what_was_entered_but_never_the_passphrase() {
    let form = SignInForm {
        name: " jay ".into(),
        passphrase: "purple tractor gravel".into(),
        own_phone: "no".into(),
        next: "//evil.example".into(),
    };
    let errors = FormErrors::one("name", said::Refused);
    let html = shown(&SignInPage::bare(Sheet::wrong(form.tidy(), errors), None));
    proper(&html);
    assert!(html.contains("<title>Error: Sign in – Onward</title>") && html.contains("value=\"jay\""));
    let refusal = "Check your name and your passphrase. One of them is not right";
    assert_eq!(html.matches(refusal).count(), 2, "in the summary and at the field");
    assert!(html.find("There is a problem") < html.find("<h1"), "before the h1");
    assert!(html.contains("value=\"no\" checked"));
    assert!(!html.contains("purple") && !html.contains("evil"), "{html}");
    keep("sign-in-error", &html);
}

#[test]
fn what_is_missing_is_asked_for() {
    let wrong = SignInForm::default().read().unwrap_err();
    assert_eq!(wrong.said("name").as_deref(), Some("Enter your name, number or email"));
    assert_eq!(wrong.said("passphrase").as_deref(), Some("Enter your passphrase"));
}

#[test]
fn the_demonstration_lists_its_accounts_by_role_and_nothing_else_does() {
    let html = shown(&SignInPage::of_demonstration());
    proper(&html);
    assert!(html.contains(crate::demo::PASSPHRASE) && html.contains("Jay Linton, 19"), "{html}");
    keep("sign-in", &html);
}

#[test]
fn every_notice_has_its_words() {
    use Notice::*;
    let words = [SignedOut, SignedOutEverywhere, SessionEnded, NotSaved, PassphraseChanged, AccountMade].map(
        |notice| {
            let html = shown(&SignInPage::bare(Sheet::default(), Some(notice)));
            proper(&html);
            let (_, after) = html.split_once("<h1>Sign in</h1>").unwrap();
            after.split_once("</p>").unwrap().0.to_owned()
        },
    );
    let different: BTreeSet<_> = words.iter().collect();
    assert_eq!(different.len(), 6, "{words:?}");
}
