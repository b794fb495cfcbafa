//! What is known, for everybody in the borough.

#![allow(clippy::unwrap_used, reason = "tests")]

use super::*;
use crate::{
    usecases::adviser::see_my_people::see_my_people,
    web::{
        page_check::{all, shown},
        testing::{BOROUGH, Borough, reads},
    },
};
use onward_domain::{care::CircumstanceFact, role::Role};
use scraper::Html;

#[test]
fn what_is_missing_comes_first_with_what_is_waiting_for_it() {
    let jay = BOROUGH.person("Jay");
    let seen = BOROUGH.read::<Adviser, _>(BOROUGH.user("Priya"), |ask| see_facts(ask, jay, ""));
    let html = shown(Role::Adviser, "facts", &FactsPage::of(&seen, Borough::law()));
    insta::assert_snapshot!("jay", reads(&html));
}

#[test]
fn everybodys_page_shows_each_question_once() {
    let mut tried = 0;
    for user in BOROUGH.users(Role::Adviser) {
        let people = BOROUGH.read::<Adviser, _>(user, see_my_people);
        for one in people {
            let person = one.listed.person.id;
            let seen = BOROUGH.read::<Adviser, _>(user, |ask| see_facts(ask, person, ""));
            let html = shown(Role::Adviser, "facts-of-somebody", &FactsPage::of(&seen, Borough::law()));
            let page = Html::parse_document(&html);
            for fact in CircumstanceFact::ALL {
                let row = format!("tr#{}", fact_words::anchor(*fact));
                let shown = all(&page, &row).len();
                assert!(shown == 1 || shown == 0 && !fact.is_read_by_rules(), "{fact}: {shown}");
            }
            tried += 1;
        }
    }
    assert!(tried > 50, "{tried}");
}

/// Every fact that a rule can wait for, as an answer names it.
fn every_need() -> Vec<Fact> {
    let of = |id: FactId| match id {
        FactId::DateOfBirth => Fact::DateOfBirth,
        FactId::Episodes => Fact::Episodes,
        FactId::EpisodeStart => Fact::EpisodeStart(0),
        FactId::EpisodeLegalStatus => Fact::EpisodeLegalStatus(0),
        FactId::EpisodeEnd => Fact::EpisodeEnd(0),
        FactId::EpisodeCountry => Fact::EpisodeCountry(0),
        FactId::EpisodeTakenOver => Fact::EpisodeTakenOver(0),
        FactId::EventWith => Fact::EventWith(0),
        FactId::CareInDoubt => Fact::CareInDoubt(0),
        other => Fact::Asked(other),
    };
    FactId::ALL.iter().copied().map(of).collect()
}

#[test]
fn whatever_an_answer_can_wait_for_an_adviser_has_a_question_and_a_page_where_it_is_answered() {
    let (me, jay) = (BOROUGH.user("Priya"), BOROUGH.person("Jay"));
    let one = super::super::person::tests::answered(me, jay);
    let base = format!("/adviser/people/{jay}");
    let needs: Vec<FactId> = Borough::law()
        .entitlements()
        .iter()
        .flat_map(|each| &each.rule)
        .flat_map(|line| line.needs.clone())
        .collect();
    assert!(needs.len() > 60 && needs.iter().all(|need| every_need().iter().any(|fact| fact.id() == *need)));
    let mut pages = std::collections::BTreeSet::new();
    for fact in every_need() {
        let asked = fact_words::asks(fact.id(), "Jay");
        assert!(asked.ends_with('?'), "{fact}: {asked}");
        let way = way_to(&one, &fact);
        let page = way.strip_prefix(&base).unwrap_or_default();
        let known = [
            "/facts",
            "/questions",
            "/birth",
            "/lived-with",
            "/care-history/episodes/",
            "/visit",
            "/plan",
            "/entitlements/",
        ];
        assert!(known.iter().any(|room| page.starts_with(room)), "{fact} leads to {way}");
        pages.insert(way);
    }
    for (fact, page) in [(FactId::PlanReviewedDate, "plan"), (FactId::AdviserContactDate, "visit")] {
        assert_eq!(way_to(&one, &Fact::Asked(fact)), format!("{base}/{page}"), "not among the courses");
        let pattern = format!("/adviser/people/{{person}}/{page}");
        assert!(crate::web::routes::all().iter().any(|route| route.path == pattern), "{pattern} is a page");
    }
    assert!(pages.len() > 50, "{pages:?}");
}
