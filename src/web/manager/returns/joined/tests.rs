//! Dawn finds that two numbers are one person's.

#![allow(clippy::unwrap_used, reason = "tests")]

use super::*;
use crate::{
    usecases::manager::import_903::{Compared, JoinedPair, SeenJoined, TwoKept, WaitingPair},
    web::{
        page_check::shown,
        testing::{BOROUGH, NOW, reads},
    },
};
use onward_domain::role::Role;
use onward_store::{repo::returns::JoinedNumber, scope::Numbered};

/// Jay, and somebody whom nobody has named yet.
fn two() -> (Numbered, Numbered) {
    let numbers = ["313752".to_owned()];
    let jay =
        BOROUGH.read::<Manager, _>(BOROUGH.user("Dawn"), |ask| ask.scope.numbered(ask.tx, &numbers, NOW));
    let jay = jay.into_iter().next().unwrap();
    let mut other = jay.clone();
    other.number = "M313752".into();
    other.person.identity.known_as = "Number M313752".into();
    other.person.identity.first_names.clear();
    other.person.identity.family_name.clear();
    other.person.identity.child = Some("M313752".into());
    other.person.identity.born = None;
    (jay, other)
}

fn page(seen: SeenJoined, pair: Option<PairShown>, sheet: Sheet<JoinForm>) -> String {
    shown(Role::Manager, "joined", &JoinedPage::of(seen, None, pair, sheet))
}

#[test]
fn both_are_compared_before_they_are_joined() {
    let (jay, other) = two();
    insta::assert_snapshot!("start", reads(&page(SeenJoined::default(), None, Sheet::default())));
    let pair = PairShown::of(&jay, &other);
    let html = page(SeenJoined::default(), Some(pair), Sheet::default());
    assert!(html.contains("name=\"sure\" value=\"yes\""));
    insta::assert_snapshot!("compared", reads(&html));
}

#[test]
fn what_imports_ask_and_what_is_joined_stand_each_with_what_to_do() {
    let (jay, other) = two();
    let joined = JoinedNumber {
        other: other.person.id,
        number: other.number.clone(),
        into: jay.person.id,
        at: "2026-11-20T15:12:00Z".parse().unwrap(),
        by: None,
    };
    let seen = SeenJoined {
        joined: vec![JoinedPair { joined, into: Some(jay.clone()), by: Some("Dawn Fairley".into()) }],
        waiting: vec![WaitingPair {
            id: onward_domain::id::SecondLookId::new(),
            pair: Compared { keep: jay.clone(), other: other.clone() },
            asked_by: Some("Dawn Fairley".into()),
            asked_at: NOW.at,
            mine: false,
        }],
        two: vec![TwoKept {
            one: jay.clone(),
            other: "M900001".into(),
            by: Some("Dawn Fairley".into()),
            at: NOW.at,
        }],
        asked: vec![Compared { keep: jay, other }],
    };
    insta::assert_snapshot!("full", reads(&page(seen, None, Sheet::default())));
}

#[test]
fn two_different_numbers_are_needed() {
    let form =
        |keep: &str, other: &str| JoinForm { keep: keep.into(), other: other.into(), ..JoinForm::default() };
    let errors = form("", " ").read().unwrap_err();
    assert!(errors.has("keep") && errors.has("other"));
    assert_eq!(
        form("7", "7").read().unwrap_err().said("other").as_deref(),
        Some("Enter two different numbers")
    );
    for (sure, read) in [("", None), ("yes", Some(true)), ("no", Some(false))] {
        let form = JoinForm { sure: sure.into(), ..form("7", "8") };
        assert_eq!(form.read().unwrap().sure, read);
    }
    let wanted = form(" 7", "8 ").read().unwrap();
    assert_eq!((wanted.keep.as_str(), wanted.other.as_str(), wanted.sure), ("7", "8", None));
    let errors = form("7", "7").read().unwrap_err();
    assert!(
        page(SeenJoined::default(), None, Sheet::wrong(form("7", "7"), errors)).contains("href=\"#other\"")
    );
}
