//! Home, for people in the demonstration on Monday 23 November 2026.

use std::sync::Arc;

use leaving_care_rules::assess;
use onward_domain::{
    appointment::{How, Meeting},
    entitlement::EntitlementAct::{Agreed, Asked, Paid, Refused},
    rectification::Outcome,
};

use super::*;
use crate::{
    usecases::{
        worked::Worked,
        young_person::{
            see_home::{HomeHeld, OwnHome, see_home},
            see_own_pages::Own,
        },
    },
    web::{
        desk::YoungPerson,
        testing::{BOROUGH, reads},
        young_person::testing::{day, everybody, first_home, law, own, page, sam},
    },
};

fn bare(name: &str) -> OwnHome {
    of(&own(name))
}

fn home_of(own: &Own) -> String {
    shown(&of(own))
}

fn of(own: &Own) -> OwnHome {
    OwnHome { own: own.clone(), meetings: Vec::new(), asked: Vec::new(), held: Arc::default() }
}

fn shown(seen: &OwnHome) -> String {
    reads(&page("/home", &HomePage::of(law(), seen)))
}

#[test]
fn jay_sees_what_happens_next_his_money_and_four_ways_in() {
    let opened = Own { opened_from_outside: Some(day("2026-11-21")), ..own("Jay") };
    insta::assert_snapshot!("jay", home_of(&opened));
}

#[test]
fn shannon_at_17_sees_that_she_turns_18_and_what_starts_then() {
    insta::assert_snapshot!("shannon", home_of(&own("Shannon")));
}

#[test]
fn nothing_is_known_about_sam_and_nobody_says_no() {
    insta::assert_snapshot!("sam", home_of(&sam()));
}

#[test]
fn a_meeting_is_given_in_one_sentence_with_its_day_and_who_it_is_with() {
    let meeting = Own { next_contact: Some(day("2026-11-26")), ..own("Jay") };
    assert!(home_of(&meeting).contains("You and Priya meet on Thursday 26 November"));
    let nobody = Own { adviser: None, ..meeting };
    assert!(home_of(&nobody).contains("Your team meets you on Thursday 26 November"));
}

#[test]
fn an_appointment_is_the_next_thing_with_its_hour_and_place_and_what_he_is_asked_is_told() {
    let meeting = |at: &str, how, place: Option<&str>| Meeting {
        at: at.parse().unwrap(),
        how,
        place: place.map(str::to_owned),
    };
    let thursday = "2026-11-26T14:00:00Z";
    let seen = |how, place| OwnHome {
        meetings: vec![meeting(thursday, how, place)],
        asked: vec![meeting("2026-12-03T10:30:00Z", How::Call, None)],
        ..of(&Own { next_contact: Some(day("2026-11-26")), ..own("Jay") })
    };
    let words = shown(&seen(How::AtHome, None));
    assert!(words.contains("Priya visits you on Thursday 26 November at 2pm"), "{words}");
    assert!(!words.contains("You and Priya meet"), "the same meeting is told once: {words}");
    assert!(words.contains("Can you meet on Thursday 3 December at 10:30am?"), "{words}");
    let words = shown(&seen(How::Elsewhere, Some("the library")));
    assert!(words.contains("You and Priya meet on Thursday 26 November at 2pm: the library"), "{words}");
}

#[test]
fn without_anything_planned_there_is_still_a_next_step() {
    let sam = sam();
    let today = day("2035-01-01");
    let late = Worked { today, assessment: assess(law(), &sam.facts, today), ..Worked::clone(&sam) };
    let words = home_of(&Own { worked: Arc::new(late), ..sam });
    assert!(words.contains(" yours now\nPriya can help you find out and ask."), "{words}");
}

#[test]
fn an_answer_that_came_stands_before_everything_with_its_words_and_a_no_says_what_can_be_done() {
    let no = home_of(&first_home(&[(Asked, "2026-11-02", None), (Refused, "2026-11-16", None)]));
    let head = "Money for your first home: not agreed. You can challenge it\nThey wrote: said to them\n";
    assert!(no.contains(&format!("{head}See why, and what you can do")), "{no}");
    assert!(no.find(head) < no.find("You and Priya meet"), "before what happens next\n{no}");
    let yes = home_of(&first_home(&[(Asked, "2026-11-02", None), (Agreed, "2026-11-16", Some(290))]));
    assert!(yes.contains("Yes: Money for your first home, £290\nThey wrote: said to them"), "{yes}");
}

#[test]
fn an_answer_that_was_promised_and_has_not_come_is_said_and_old_news_is_not() {
    let late = home_of(&first_home(&[(Asked, "2026-11-02", None)]));
    assert!(late.contains("Money for your first home: an answer was due on Monday 9 November"), "{late}");
    let old = home_of(&first_home(&[(Asked, "2026-06-02", None), (Refused, "2026-06-09", None)]));
    assert!(!old.contains("not agreed"), "{old}");
    let waits = home_of(&first_home(&[(Asked, "2026-11-20", None)]));
    assert!(
        waits.contains("Friday 27 November\nAnswer due: Money for your first home")
            || waits.contains("Answer due: Money for your first home"),
        "{waits}"
    );
}

#[test]
fn what_is_worth_asking_for_first_is_money_that_is_his_and_never_what_was_had_or_asked_for() {
    let first = |words: &str| {
        let (_, after) = words.split_once("Ask for these first\n").unwrap();
        after.lines().next().unwrap_or_default().to_owned()
    };
    assert!(first(&home_of(&first_home(&[]))).starts_with("Money for your first home"));
    for done in [(Paid, "2026-05-04", Some(3500)), (Asked, "2026-11-20", None)] {
        let words = home_of(&first_home(&[done]));
        let (_, after) = words.split_once("Ask for these first\n").unwrap();
        let (worth, _) = after.split_once("My plan").unwrap();
        assert!(!worth.contains("Money for your first home"), "{worth}");
    }
    let part = home_of(&first_home(&[(Paid, "2026-10-02", Some(1850))]));
    assert!(
        part.contains("Money for your first home\n£1,650 left")
            || part.contains("Money for your first home£1,650 left"),
        "{part}"
    );
}

#[test]
fn a_birthday_leads_to_its_own_page_and_no_headline_frightens() {
    for own in everybody() {
        let words = home_of(&own);
        assert!(!words.contains(" stops"), "{words}");
    }
    let leads = everybody()
        .into_iter()
        .any(|own| page("/home", &HomePage::of(law(), &of(&own))).contains("href=\"/turning/18\""));
    assert!(leads, "somebody of the borough turns 18 soon");
}

#[test]
fn the_plan_says_what_is_next_and_by_when() {
    let user = BOROUGH.user("Jay");
    let words = shown(&BOROUGH.read::<YoungPerson, _>(user, see_home));
    assert!(words.contains("My plan\nYou said:"), "{words}");
    assert!(home_of(&own("Jay")).contains("Your plan will be here"));
}

#[test]
fn a_step_past_its_day_is_not_next_but_asked_about_kindly() {
    let user = BOROUGH.user("Jay");
    let seen = BOROUGH.read::<YoungPerson, _>(user, see_home);
    let words = shown(&seen);
    assert!(words.contains("this was for 16 October. Still want to do it?"), "{words}");
    assert!(!words.contains("Next: "), "{words}");
    let mut held = (*seen.held).clone();
    if let Some((_, steps)) = &mut held.plan {
        steps.iter_mut().for_each(|step| step.text.due_on = Some(day("2026-12-04")));
    }
    held.own_steps.clear();
    let words = shown(&OwnHome { held: Arc::new(held), ..seen });
    assert!(words.contains("Next: ") && !words.contains("this was for"), "{words}");
}

#[test]
fn until_a_birthday_says_that_it_is_one() {
    let words = shown(&bare("Jay"));
    assert!(words.contains("Until 13 May 2027, age 20."), "{words}");
    assert!(words.contains("You turn 20. Ask before then:"), "{words}");
}

#[test]
fn everybody_has_a_home() {
    assert!(everybody().iter().map(home_of).count() > 5);
}

#[test]
fn an_answer_to_what_they_say_is_wrong_stands_on_home() {
    for (outcome, told) in
        [(Outcome::Corrected, "We have put right what you told us"), (Outcome::Kept, "It stays as it was")]
    {
        let held = HomeHeld { wrong_answered: Some((outcome, day("2026-11-20"))), ..HomeHeld::default() };
        let seen = OwnHome { held: Arc::new(held), ..bare("Jay") };
        let words = shown(&seen);
        assert!(words.contains(told), "{words}");
    }
    assert!(!shown(&bare("Jay")).contains("It stays as it was"));
}
