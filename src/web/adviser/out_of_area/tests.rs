//! Which council does what, for people of the borough whose help somebody else owes.

#![allow(clippy::unwrap_used, reason = "tests")]

use super::*;
use crate::{
    usecases::adviser::see_my_people::see_my_people,
    web::{
        page_check::shown,
        testing::{BOROUGH, Borough, reads},
    },
};
use onward_domain::{role::Role, whose::Place};
use std::sync::Arc;

fn jay(whose: Whose) -> Answered {
    let all = BOROUGH.read::<Adviser, _>(BOROUGH.user("Priya"), see_my_people);
    let jay = BOROUGH.person("Jay");
    let one = all.into_iter().find(|one| one.listed.person.id == jay).unwrap();
    Answered { whose, ..one }
}

fn html(one: &Answered) -> String {
    shown(Role::Adviser, "out-of-area", &OutOfAreaPage::of(one, Borough::law(), "Priya Nair"))
}

#[test]
fn another_council_that_is_named_keeps_its_duties_and_is_written_to() {
    let words = reads(&html(&jay(Whose::AnotherCouncil(Some("Durham".into())))));
    insta::assert_snapshot!("named", words);
}

#[test]
fn what_is_not_settled_is_not_said_to_be_anybodys() {
    for (whose, letter) in [
        (Whose::Open, false),
        (Whose::AnotherCouncil(None), true),
        (Whose::OutsideEngland(Place::Scotland), true),
    ] {
        let words = reads(&html(&jay(whose.clone())));
        assert!(words.contains("Not settled:"), "{whose:?}");
        assert!(!words.contains(": we do"), "{whose:?}");
        assert_eq!(words.contains("A letter to the other council"), letter, "{whose:?}");
    }
    assert!(reads(&html(&jay(Whose::OutsideEngland(Place::Scotland)))).contains("Scotland"));
}

#[test]
fn where_ours_live_elsewhere_the_other_council_has_housing_and_tax_and_we_keep_the_rest() {
    let ours = jay(Whose::Ours);
    let words = reads(&html(&ours));
    assert!(words.contains(": we do") && !words.contains("A letter to the other council"), "{words}");
    let matters = |kind, under_18| {
        matters(kind, under_18).into_iter().map(|each| (each.is, each.does)).collect::<Vec<_>>()
    };
    let away = matters("away", false);
    for owed in ["adviser", "home", "setting-up", "education"] {
        assert!(away.contains(&(owed, Does::Owes)), "{owed}");
    }
    for near in ["homeless", "council-tax"] {
        assert!(away.contains(&(near, Does::Lives)), "{near}");
    }
    assert!(
        matters("away", true).contains(&("homeless", Does::LivesChildren)),
        "a child is children's services'"
    );
    assert!(matters("where-they-live", false).contains(&("adviser", Does::LivesChildren)));
}

#[test]
fn a_protected_address_is_in_no_letter_and_the_page_says_so() {
    let mut one = jay(Whose::AnotherCouncil(Some("Durham".into())));
    assert!(!html(&one).contains("The address is protected"));
    let mut listed = (*one.listed).clone();
    listed.person.identity.protected = true;
    one.listed = Arc::new(listed);
    assert!(html(&one).contains("The letter does not say where"));
}
