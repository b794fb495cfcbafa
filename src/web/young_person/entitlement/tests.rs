//! One entitlement, for people in the demonstration on Monday 23 November 2026.

#![allow(clippy::unwrap_used, reason = "tests")]

use leaving_care_rules::{
    Messages,
    entitlement::{outcome::Kind, trace::Recorded},
    explain::{Subject, explain},
};
use onward_domain::entitlement::EntitlementAct::{Asked, Paid, Refused, Told};
use std::collections::BTreeSet;

use super::*;
use crate::{
    usecases::young_person::see_own_pages::Own,
    web::{
        law_words::address,
        testing::reads,
        young_person::{
            testing::{everybody, first_home, law, of_the_law, own, page, sam},
            thing::State,
        },
    },
};

fn of(own: &Own, address: &str) -> String {
    let shown = EntitlementPage::of(law(), own, address, None).unwrap();
    reads(&page(&format!("/what-you-can-get/{address}"), &shown))
}

#[test]
fn jay_sees_how_much_there_is_why_and_what_to_do() {
    insta::assert_snapshot!("jay", of(&own("Jay"), "9"));
}

#[test]
fn what_is_asked_for_used_and_left_agree_with_what_has_happened() {
    let own = first_home(&[
        (Told, "2025-04-01", None),
        (Paid, "2026-10-02", Some(1850)),
        (Asked, "2026-11-18", Some(290)),
    ]);
    let words = of(&own, "9");
    assert!(
        words.contains("£1,650 left\nYou have used £1,850 of £3,500. You asked for £290 more."),
        "{words}"
    );
    assert!(words.contains("Ask before 13 May 2032\nThat is the day you turn 25."), "{words}");
    assert!(words.contains("said to them"), "the form of staff promises that they can read it");
    insta::assert_snapshot!("asked", words);
}

#[test]
fn jay_who_has_had_it_all_and_asks_again_is_told_so_rather_than_that_it_is_not_for_him() {
    let words = of(&first_home(&[(Paid, "2026-05-04", Some(3500)), (Asked, "2026-06-02", None)]), "9");
    assert!(words.contains("You have had this: £3,500 on 4 May 2026."), "{words}");
    assert!(words.contains("You asked again on 2 June."), "{words}");
    for wrong in ["not for you", "Ask for it", "Not today", "Ask before 13 May", "Yours now", "can't get"] {
        assert!(!words.contains(wrong), "{wrong}\n{words}");
    }
}

#[test]
fn what_was_refused_shows_the_recorded_reason_and_what_to_do() {
    let words = of(&first_home(&[(Refused, "2026-06-02", None)]), "9");
    assert!(words.contains("The answer was no, on 2 June.\nThey wrote: said to them"), "{words}");
    assert!(words.contains("Complain to the council within a year."), "{words}");
    assert!(!words.contains("Yours now"), "{words}");
}

#[test]
fn what_is_missing_is_asked_and_what_is_not_for_them_says_who_can_look_for_something_else() {
    for own in [own("Jay"), own("Shannon"), sam()] {
        for address in of_the_law(&own) {
            let words = of(&own, &address);
            if words.starts_with("Back\nWe need to ask you first") {
                let (_, asked) = words.split_once("What we need to ask\n").unwrap();
                assert!(!asked.starts_with("See why"), "no question\n{words}");
            }
            if words.starts_with("Back\nNot this one today") {
                let other = "Your adviser can look for something else with you.";
                assert!(words.contains("Here is what may help:") || words.contains(other), "{words}");
            }
        }
    }
}

#[test]
fn every_entitlement_has_its_page_for_everybody() {
    for own in everybody().into_iter().chain([sam()]) {
        for address in of_the_law(&own) {
            of(&own, &address);
        }
    }
    assert!(EntitlementPage::of(law(), &own("Jay"), "999", None).is_none());
}

/// Emergency money may be given to most people; to Jay, former relevant and under 21, it must be.
#[test]
fn what_must_be_given_and_what_may_be_is_said_of_the_person_and_not_of_the_card() {
    let words = of(&own("Jay"), "26");
    assert!(words.contains("The council must do this. It is the law."), "{words}");
    let words = of(&own("Jay"), "9");
    assert!(words.contains("may do this. It decides, and must tell you why."), "{words}");
    for own in everybody() {
        for thing in crate::web::young_person::thing::things(law(), &own) {
            let words = of(&own, &thing.address);
            let must = words.contains("must do this. It is the law.");
            assert!(!must || thing.answer.kind == Kind::Duty, "{}\n{words}", thing.entry.id);
            assert!(!must || thing.is_theirs(), "{}\n{words}", thing.entry.id);
        }
    }
}

/// The sentence of the line that says no, like "You can still ask to join a housing list", is on the page.
#[test]
fn a_no_is_never_without_the_sentence_that_its_rule_has_for_it() {
    let messages = Messages::english().unwrap();
    let mut said = 0;
    for own in everybody() {
        for thing in crate::web::young_person::thing::things(law(), &own) {
            let subject = Subject::Entitlement(law().find(&thing.entry.id).unwrap());
            let why = explain(law(), messages, &own.facts, own.today, subject, &Recorded::default());
            let says = why.lines.into_iter().find(|line| line.key == "line.says");
            let Some(says) = says.filter(|_| thing.state == State::No && thing.decided.is_none()) else {
                continue;
            };
            let words = of(&own, &thing.address);
            assert!(words.contains(&says.text), "{}: {}\n{words}", thing.entry.id, says.text);
            said += 1;
        }
    }
    assert!(said > 0, "nobody in the borough is told no with a sentence");
}

#[test]
fn every_address_leads_to_one_thing() {
    let entries = law().entitlements();
    let all: BTreeSet<_> = (0..entries.len()).map(|place| address(entries, place)).collect();
    assert_eq!(all.len(), entries.len());
    assert!(all.contains("1") && all.contains("9"));
}

/// Somebody with only a known birthday is asked everything there is to ask.
#[test]
fn every_fact_that_the_law_may_ask_for_is_a_question_for_the_person() {
    use crate::web::young_person::{testing::day, thing::question};
    use leaving_care_rules::{Person, assess};
    let mut asked = 0;
    for born in ["2010-01-01", "2008-06-01", "2007-01-01", "2004-01-01"] {
        let person = Person { date_of_birth: Some(day(born)), ..Person::default() };
        let answer = assess(law(), &person, day("2026-11-23"));
        for fact in answer.missing.iter().chain(answer.entitlements.iter().flat_map(|answer| &answer.needs)) {
            assert!(question(fact).is_some_and(|asks| asks.to_string().contains('?')), "{fact}");
            asked += 1;
        }
    }
    assert!(asked > 20, "{asked}");
}

#[test]
fn who_decides_is_named_and_no_council_is_called_somebody_else() {
    let own = own("Jay");
    for thing in crate::web::young_person::thing::things(law(), &own) {
        let (entry, provider) = (thing.entry, thing.entry.provider.to_lowercase());
        let names_a_council = provider.contains("council");
        assert_eq!(entry.is_decided_by_a_council(), names_a_council, "{}: {provider}", entry.id);
        assert!(!entry.decider.contains([';', ':', '.']), "the beginning of a sentence: {}", entry.decider);
        let ask = crate::web::young_person::ask::page::AskPage::of(
            law(),
            &own,
            &thing.address,
            None,
            Default::default(),
        );
        let ask = reads(&page("/what-you-can-get/1/ask", &ask.unwrap()));
        for words in [of(&own, &thing.address), ask] {
            if names_a_council {
                assert!(!words.contains("not your council"), "{}\n{words}", entry.id);
            } else {
                let of_council = ["Your council decides", "The council decides"];
                assert!(of_council.iter().all(|wrong| !words.contains(wrong)), "{}\n{words}", entry.id);
            }
            assert!(!words.contains("Someone else decides"), "{}\n{words}", entry.id);
        }
    }
}
