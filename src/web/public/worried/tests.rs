//! What each of those who write is asked, and what is told before and after.

#![allow(clippy::unwrap_used, reason = "tests")]

use super::page::options;
use super::*;
use crate::{
    settings::{Neighbour, Settings},
    usecases::account::secrets::Keys,
    web::testing::NOW,
};
use chrono::TimeDelta;
use onward_domain::hub::{Door, Harm, Lives, Sender};

fn answers(who: Sender) -> Answers {
    Answers {
        door: Some(Door::Worried),
        who: Some(who),
        harm: Some(Harm::NotScreened),
        talked: None,
        about: Some("A boy of about 9".into()),
        words: Some("He is outside alone until late".into()),
        reach: Some(String::new()),
        lives: None,
        code: None,
    }
}

fn form(fields: &str) -> WorriedForm {
    serde_json::from_str(fields).unwrap()
}

#[test]
fn only_whoever_works_with_children_is_asked_whether_they_talked_to_the_family_and_must_answer() {
    for who in [Sender::Child, Sender::Parent, Sender::Public] {
        assert!(!answers(who).questions().contains(&Question::Talked), "{who}");
        assert!(answers(who).whole().unwrap().is_whole());
    }
    let teacher = answers(Sender::Work);
    assert_eq!(teacher.after(Question::Harm), Question::Talked);
    assert_eq!(teacher.whole(), None, "not without the answer");
    assert_eq!(first_missing(&teacher), Question::Talked);
    let read = |fields: &str| form(fields).read(Question::Talked, teacher.clone(), NOW.today);
    assert!(read("{}").unwrap_err().has("pick"));
    assert!(read(r#"{"pick":"yes"}"#).unwrap_err().has("on"), "yes on a day");
    let ahead = read(r#"{"pick":"yes","on":"24\u001f11\u001f2026"}"#);
    assert!(ahead.unwrap_err().has("on"));
    let errors = read(r#"{"pick":"no"}"#).unwrap_err();
    assert!(errors.has("why") && errors.has("more"), "no on one of three grounds, and why");
    assert!(read(r#"{"pick":"no","why":"no_time","more":"There was no time"}"#).unwrap_err().has("why"));
    let told =
        read(r#"{"pick":"no","why":"crime","more":"He may burn the pictures"}"#).unwrap().whole().unwrap();
    assert!(told.is_whole());
}

#[test]
fn back_goes_the_same_way_and_nothing_is_lost_on_the_way() {
    for who in [Sender::Child, Sender::Work] {
        let answers = answers(who);
        for pair in answers.questions().windows(2) {
            let [one, next] = pair else { unreachable!() };
            assert_eq!((answers.after(*one), answers.before(*next)), (*next, Some(*one)));
        }
        assert_eq!(answers.before(Question::Door), None);
    }
}

#[test]
fn what_was_said_opens_for_half_a_day_with_our_key_and_for_nothing_else() {
    let keys = Keys::from_secret("a secret of this test that is long enough");
    let said = answers(Sender::Child);
    let sealed = said.seal(Question::Words, &keys, NOW.at);
    assert!(!sealed.contains("outside"));
    assert_eq!(Answers::open(&keys, NOW.at + TimeDelta::hours(11), &sealed), Some((said, Question::Words)));
    assert_eq!(Answers::open(&keys, NOW.at + TimeDelta::hours(12), &sealed), None);
    let other = Keys::from_secret("another secret that is long enough too");
    assert_eq!(Answers::open(&other, NOW.at, &sealed), None);
}

#[test]
fn where_a_child_lives_is_asked_of_everybody_and_nobody_has_to_answer() {
    for who in [Sender::Child, Sender::Parent, Sender::Work, Sender::Public] {
        assert!(answers(who).questions().contains(&Question::Lives), "{who}");
    }
    let read = |fields: &str| form(fields).read(Question::Lives, answers(Sender::Child), NOW.today);
    assert_eq!(read("{}").unwrap().whole().unwrap().lives, Some(Lives::Unknown), "no answer stops nobody");
    assert_eq!(read(r#"{"pick":"neighbour"}"#).unwrap().whole().unwrap().lives, Some(Lives::Neighbour));
    assert!(read(r#"{"pick":"mars"}"#).unwrap_err().has("pick"));
    // What was sealed before this was asked is still sent.
    assert_eq!(answers(Sender::Child).whole().unwrap().lives, None);
    let old: Answers = serde_json::from_str(r#"{"door":"worried"}"#).unwrap();
    assert_eq!(old.lives, None);
}

#[test]
fn the_councils_are_named_and_a_council_alone_is_asked_without_a_neighbour() {
    let neighbour = Neighbour { name: Some("Port Haven Council".into()), ..Neighbour::default() };
    let both = Settings { council: "Stockton Riverside Council".into(), neighbour, ..Settings::default() };
    let of = |settings: &Settings| {
        options(Question::Lives, settings).iter().map(|one| one.value).collect::<Vec<_>>()
    };
    assert_eq!(of(&both), ["ours", "neighbour", "elsewhere", "unknown"]);
    assert_eq!(of(&Settings::default()), ["ours", "elsewhere", "unknown"]);
}
