//! What was answered is asked on no page again, and every page of the young person says the same of it.

#![allow(clippy::unwrap_used, reason = "tests")]

use leaving_care_rules::{
    assessment::Fact,
    facts::{CircumstanceFact, FactId},
};
use onward_domain::{
    id::{OwnAnswerId, PersonId},
    own_answer::{OwnAnswer, OwnAnswerNote, OwnValue},
};

use super::super::{
    about_me, entitlement, home,
    testing::{law, own, page, saying},
    thing::{State, Thing, question, things},
    what_you_can_get, why,
};
use crate::{
    usecases::young_person::{
        see_home::see_home,
        see_own_pages::{Own, see_own_pages},
    },
    web::{
        desk::YoungPerson,
        testing::{Borough, reads},
    },
};

fn asked_facts() -> Vec<CircumstanceFact> {
    CircumstanceFact::ALL.iter().copied().filter(|fact| !fact.is_read_by_rules()).collect()
}

/// Yonas in a borough where his adviser has written one answer to everything that rules only say to ask.
fn yonas(yes: bool) -> (Borough, Own) {
    let borough = Borough::make();
    let open: Vec<_> = {
        let own = borough.read::<YoungPerson, _>(borough.user("Yonas"), see_own_pages);
        asked_facts().into_iter().filter(|fact| !own.answered.contains(&fact.fact())).collect()
    };
    borough.answers((borough.user("Yusuf"), borough.person("Yonas")), &open, yes);
    let own = borough.read::<YoungPerson, _>(borough.user("Yonas"), see_own_pages);
    (borough, own)
}

fn card(own: &Own, thing: &Thing<'_>) -> String {
    let shown = entitlement::page::EntitlementPage::of(law(), own, &thing.address, None).unwrap();
    reads(&page(&thing.href(), &shown))
}

fn why_page(own: &Own, thing: &Thing<'_>) -> String {
    let shown = why::page::WhyPage::of_entitlement(law(), own, &thing.address).unwrap();
    reads(&page("/what-you-can-get/1/why", &shown))
}

/// What waits only for what rules say to ask, before anybody answers.
fn waited() -> Vec<String> {
    let own = own("Yonas");
    let only_asked = |thing: &&Thing<'_>| {
        thing.state == State::Check
            && !thing.open.is_empty()
            && thing.open.iter().all(|need| matches!(need, Fact::Asked(_)))
    };
    let all = things(law(), &own);
    let waited: Vec<String> = all.iter().filter(only_asked).map(|thing| thing.entry.id.clone()).collect();
    assert!(waited.len() > 8, "{waited:?}");
    waited
}

#[test]
fn when_every_question_is_answered_yonas_reads_none_of_them_again_and_can_ask() {
    let (borough, own) = yonas(true);
    let everything = things(law(), &own);
    let home = borough.read::<YoungPerson, _>(borough.user("Yonas"), see_home);
    let mut pages = vec![
        reads(&page("/about-me", &about_me::page::AboutMePage::of(law(), &own, false))),
        reads(&page("/home", &home::page::HomePage::of(law(), &home))),
    ];
    for need in ["", "home", "work", "money", "me"] {
        let asked = what_you_can_get::page::Asked { need: need.into() };
        let shown = what_you_can_get::page::WhatYouCanGetPage::of(law(), &own, &asked, "");
        pages.push(reads(&page("/what-you-can-get", &shown)));
    }
    for thing in &everything {
        pages.push(card(&own, thing));
        pages.push(why_page(&own, thing));
    }
    for fact in asked_facts() {
        let asks = question(&Fact::Asked(fact.fact())).unwrap().to_string();
        for words in &pages {
            assert!(words.lines().all(|line| line != asks), "{asks} is asked again:\n{words}");
        }
    }
    for id in waited() {
        let thing = everything.iter().find(|thing| thing.entry.id == id).unwrap();
        assert_eq!(thing.state, State::Ask, "{id}");
        let words = card(&own, thing);
        assert!(words.contains("You told us: Yes") && words.contains("Change your answer"), "{words}");
        assert!(words.contains(&format!("{} decides.", thing.entry.decider)), "{words}");
        for wrong in ["What we need to ask", "You can answer here", "We need to ask you"] {
            assert!(!words.contains(wrong), "{wrong}\n{words}");
            assert!(!why_page(&own, thing).contains(wrong), "{wrong}\n{words}");
        }
        if thing.request.is_none() {
            let button = words.find("\nAsk for it").into_iter().chain(words.find("\nAsk here too")).min();
            let (ask, told) = (button.unwrap(), words.find("You told us").unwrap());
            assert!(
                ask < told && words.contains("Now you can ask for it."),
                "the button comes first\n{words}"
            );
        }
    }
}

#[test]
fn a_no_says_what_it_means_and_shuts_no_door() {
    let (_borough, own) = yonas(false);
    let (mut no, mut still) = (0, 0);
    // What a record holds they can't change by answering: an education, health and care plan is there or not.
    for thing in
        things(law(), &own).iter().filter(|thing| thing.state == State::Ask && !thing.told.is_empty())
    {
        let words = card(&own, thing);
        assert!(words.lines().all(|line| !line.ends_with("You told us: No.")), "a bare no\n{words}");
        assert!(words.contains("Change your answer") && !words.contains("Not this one today"), "{words}");
        no += usize::from(words.contains("You told us: No. "));
        still += usize::from(words.starts_with("Back\nYou can still ask"));
        let open = ["Back\nYou can ask", "Back\nYou can still ask", "Back\nYou asked"];
        assert!(open.iter().any(|open| words.starts_with(open)), "{words}");
    }
    assert!(no > 8 && still > 3 && still < no, "{no} {still}");
}

#[test]
fn of_several_questions_only_the_open_ones_are_asked() {
    let borough = Borough::make();
    let before = borough.read::<YoungPerson, _>(borough.user("Yonas"), see_own_pages);
    let papers = |own: &Own| -> Vec<FactId> {
        let all = things(law(), own);
        all.iter()
            .find(|thing| thing.entry.id == "asylum_renewal")
            .unwrap()
            .open
            .iter()
            .map(Fact::id)
            .collect()
    };
    assert_eq!(papers(&before).first(), Some(&FactId::NeedsLeaveToStay), "what decides most comes first");
    assert!(papers(&before).contains(&FactId::ImmigrationStatus));
    let yonas = (borough.user("Yusuf"), borough.person("Yonas"));
    borough.answers(yonas, &[CircumstanceFact::ImmigrationStatus], true);
    let after = borough.read::<YoungPerson, _>(borough.user("Yonas"), see_own_pages);
    assert!(!papers(&after).contains(&FactId::ImmigrationStatus) && !papers(&after).is_empty());
    // Whoever needs no leave to stay is asked nothing about papers.
    borough.answers(yonas, &[CircumstanceFact::NeedsLeaveToStay], false);
    let british = borough.read::<YoungPerson, _>(borough.user("Yonas"), see_own_pages);
    let list = reads(&page("/about-me", &about_me::page::AboutMePage::of(law(), &british, false)));
    for thing in things(law(), &british).iter().filter(|thing| thing.state == State::Check) {
        let of_papers = [FactId::NeedsLeaveToStay, FactId::LeaveToRemainEnds, FactId::ImmigrationStatus];
        assert!(thing.open.iter().all(|need| !of_papers.contains(&need.id())), "{}", thing.entry.id);
    }
    for fact in [FactId::NeedsLeaveToStay, FactId::ImmigrationStatus] {
        let asks = question(&Fact::Circumstance(fact)).unwrap().to_string();
        assert!(!list.contains(&asks), "{asks}\n{list}");
    }
}

#[test]
fn yonas_is_asked_about_his_papers_and_what_decides_most_comes_first() {
    let list = reads(&page("/about-me", &about_me::page::AboutMePage::of(law(), &own("Yonas"), false)));
    let place = |fact: FactId| list.find(&question(&Fact::Circumstance(fact)).unwrap().to_string());
    let first = place(FactId::NeedsLeaveToStay);
    assert!(first.is_some(), "{list}");
    for later in [FactId::ImmigrationStatus, FactId::LeaveToRemainEnds] {
        assert!(place(later).is_none_or(|place| Some(place) > first), "{later}\n{list}");
    }
}

#[test]
fn what_yonas_answers_himself_is_not_asked_again_while_it_waits_to_be_looked_at() {
    let mut yonas = own("Yonas");
    let said = |fact, value| OwnAnswer {
        id: OwnAnswerId::new(),
        person: PersonId::new(),
        note: OwnAnswerNote { fact, value },
        recorded_at: chrono::DateTime::UNIX_EPOCH,
        recorded_by: None,
        superseded_at: None,
        superseded_by: None,
        settled: None,
    };
    yonas.said = saying(vec![
        said(FactId::UniversalCreditClaim, OwnValue::Yes(true)),
        said(FactId::ChildTrustFund, OwnValue::DoNotKnow),
    ]);
    let all = things(law(), &yonas);
    let of = |id: &str| card(&yonas, all.iter().find(|thing| thing.entry.id == id).unwrap());
    let words = of("uc_advance_and_alternative_payment");
    assert!(words.contains("You told us: Yes. Somebody looks at it with you."), "{words}");
    let words = of("junior_isa");
    assert!(words.contains("You told us: I don't know. That's fine."), "{words}");
    assert!(!words.contains("What we need to ask"), "{words}");
}
