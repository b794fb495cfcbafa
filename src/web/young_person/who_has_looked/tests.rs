//! Who has looked, on Sunday 22 November 2026.

#![allow(clippy::unwrap_used, reason = "tests")]

use onward_domain::{
    access::{BreakGlass, Look, Purpose, Right},
    entitlement::EntitlementAct,
    id::{BreakGlassId, PersonId, UserId},
};
use std::collections::HashMap;

use super::*;
use crate::{
    usecases::young_person::see_who_looked::{Deed, Looked},
    web::{
        testing::{Borough, reads},
        words::Say,
        young_person::testing::page,
    },
};

fn look(name: Option<&str>, right: Right, at: &str) -> Look {
    Look {
        at: at.parse().unwrap(),
        user: UserId::new(),
        user_name: name.map(Into::into),
        person: None,
        purpose: Purpose::PersonPage,
        right,
    }
}

fn nobody() -> Looked {
    Looked {
        looks: vec![],
        deeds: vec![],
        openings: vec![],
        names: HashMap::new(),
        ways: vec![],
        me: UserId::new(),
        adviser: None,
    }
}

fn words(seen: &Looked) -> String {
    reads(&page("/who-has-looked", &WhoHasLookedPage::of(seen, "2026-11-22T15:00:00Z".parse().unwrap())))
}

#[test]
fn staff_are_shown_by_day_without_oneself_and_openings_give_their_reason() {
    let dean = UserId::new();
    let opening = |user, ends: &str| BreakGlass {
        id: BreakGlassId::new(),
        user,
        person: PersonId::new(),
        reason: "Covering for a colleague <b>".into(),
        opened_at: "2026-11-21T09:00:00Z".parse().unwrap(),
        ends_at: ends.parse().unwrap(),
        ended_at: None,
        seen_at: None,
        seen_by: None,
    };
    let looks = vec![
        look(Some("Priya Anand"), Right::Adviser, "2026-11-22T14:30:00Z"),
        look(Some("Jay"), Right::Own, "2026-11-22T14:00:00Z"),
        look(None, Right::Manager, "2026-11-20T12:00:00Z"),
    ];
    let deed = |what: &str, act| Deed { at: looks[0].at, by: Some(looks[0].user), what: what.into(), act };
    let deeds = vec![deed("note.added", None), deed("entitlement.recorded", Some(EntitlementAct::Told))];
    let seen = Looked {
        deeds,
        looks,
        openings: vec![opening(dean, "2026-11-22T17:00:00Z"), opening(UserId::new(), "2026-11-21T17:00:00Z")],
        names: [(dean, "Dean Cole".to_owned())].into(),
        ..nobody()
    };
    insta::assert_snapshot!("looked", words(&seen));
    assert!(words(&nobody()).contains("Nobody has looked yet"));
}

#[test]
fn jay_sees_his_advisers_looks_and_what_she_did() {
    let borough = Borough::make();
    let jay = borough.user("Jay");
    let seen = borough.read::<YoungPerson, _>(jay, |ask| see_who_looked(ask, MOST));
    let words = words(&seen);
    assert!(words.contains("Priya Nair") && words.contains("Your adviser."), "{words}");
}

#[test]
fn what_is_done_in_the_first_day_of_a_new_way_in_is_marked_on_one_s_own_account_and_on_theirs() {
    let way = |user, used: &str| onward_domain::account::WayMade {
        id: onward_domain::id::InvitationId::new(),
        user,
        made_by: None,
        made_at: used.parse().unwrap(),
        used_at: Some(used.parse().unwrap()),
        seen_at: None,
    };
    let own = look(Some("Jay"), Right::Own, "2026-11-21T14:00:00Z");
    let later = Look { at: "2026-11-22T14:00:00Z".parse().unwrap(), ..own.clone() };
    let priya = look(Some("Priya Anand"), Right::Adviser, "2026-11-20T14:30:00Z");
    let ways = vec![way(own.user, "2026-11-21T12:00:00Z"), way(priya.user, "2026-11-20T09:00:00Z")];
    let seen = Looked { looks: vec![later, own, priya], ways, ..nobody() };
    let said = words(&seen);
    assert_eq!(said.matches("someone with your new code").count(), 1, "the day after is not listed: {said}");
    insta::assert_snapshot!("new-way", said);
    let quiet = Looked { ways: vec![], ..seen };
    assert!(!words(&quiet).contains("new code"));
}

#[test]
fn a_list_that_is_full_says_so() {
    let one = look(Some("Priya Anand"), Right::Adviser, "2026-11-22T14:30:00Z");
    let seen = Looked { looks: vec![one; 200], ..nobody() };
    assert!(words(&seen).contains("We show the last 200 times."));
}

#[test]
fn every_purpose_and_every_right_has_its_words() {
    for purpose in Purpose::ALL.iter() {
        assert!(Say::of_word("young_person.purpose", purpose.word()).is_some(), "{}", purpose.word());
    }
    let shown = |right: &&Right| !matches!(right, Right::Refused | Right::Own | Right::System);
    for right in Right::ALL.iter().filter(shown) {
        assert!(Say::of_word("young_person.looked", right.word()).is_some(), "{}", right.word());
    }
}

#[test]
fn everything_that_can_be_done_to_a_record_has_words() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/src/store");
    let mut deeds = Vec::new();
    for part in ["repo", "repo/returns", "scope"] {
        let files = std::fs::read_dir(format!("{folder}/{part}")).unwrap();
        for path in files.map(|file| file.unwrap().path()).filter(|path| path.is_file()) {
            let text = std::fs::read_to_string(&path).unwrap();
            let named = |call: &str| {
                let after = text.split(call).skip(1);
                after.map(|rest| rest.split('"').next().unwrap().to_owned()).collect::<Vec<_>>()
            };
            deeds.extend(named("changed(\""));
            for thing in named(" word \"") {
                deeds.extend(["added", "corrected", "withdrawn"].map(|done| format!("{thing}.{done}")));
            }
        }
    }
    assert!(deeds.len() > 25, "{deeds:?}");
    for deed in deeds {
        assert!(Say::of_word("young_person.done", &deed.replace('.', "_")).is_some(), "{deed}");
    }
    for act in EntitlementAct::ALL {
        assert!(Say::of_word("young_person.done", &format!("entitlement_{act}")).is_some(), "{act}");
    }
}
