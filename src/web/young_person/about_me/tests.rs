#![allow(clippy::unwrap_used, reason = "tests")]

use super::*;
use crate::web::{
    form::WrittenDay,
    testing::reads,
    young_person::testing::{day, law, own, page, saying},
};
use chrono::DateTime;
use leaving_care_rules::{
    facts::{Takes, entry},
    person::Homeless,
};
use onward_domain::{
    id::{OwnAnswerId, PersonId},
    own_answer::{OwnAnswer, OwnValue, SettledAs, Settlement},
};

fn list_of(own: &crate::usecases::young_person::see_own_pages::Own) -> String {
    page("/about-me", &AboutMePage::of(law(), own, false))
}

fn told(fact: FactId, value: OwnValue, settled: Option<Settlement>) -> OwnAnswer {
    OwnAnswer {
        id: OwnAnswerId::new(),
        person: PersonId::new(),
        note: OwnAnswerNote { fact, value },
        recorded_at: DateTime::UNIX_EPOCH,
        recorded_by: None,
        superseded_at: None,
        superseded_by: None,
        settled,
    }
}

#[test]
fn jay_is_asked_what_something_waits_for_and_the_list_says_what_for() {
    insta::assert_snapshot!("jay", reads(&list_of(&own("Jay"))));
}

#[test]
fn every_question_that_any_answer_can_wait_for_has_a_page_where_it_is_answered() {
    let own = own("Jay");
    let lines = law().entitlements().iter().flat_map(|entitlement| &entitlement.rule);
    let needs = lines.flat_map(|line| line.needs.iter().copied());
    let mut asked: Vec<FactId> = needs.chain(FactId::ALL.iter().copied()).collect();
    asked.sort();
    asked.dedup();
    assert!(asked.len() > 60, "{asked:?}");
    for fact in asked {
        let question = QuestionPage::of(&own, fact, Sheet::default());
        let html = page("/about-me/1", &question);
        let text = reads(&html);
        assert!(text.contains("I don't know") && text.contains("rather not say"), "{fact}: {text}");
        for (word, value) in
            [("do-not-know", OwnValue::DoNotKnow), ("rather-not-say", OwnValue::RatherNotSay)]
        {
            let form = OwnForm { answer: word.into(), ..OwnForm::default() };
            assert_eq!(form.read(fact).unwrap(), value, "{fact}");
        }
        assert!(OwnForm::default().read(fact).is_err(), "{fact}: nothing is no answer");
        let answered = OwnForm {
            answer: "yes".into(),
            day: WrittenDay::new("1", "6", "2026"),
            amount: "380".into(),
            words: "In June".into(),
        };
        let expected = match entry(fact).unwrap().takes {
            Takes::YesOrNo => OwnValue::Yes(true),
            Takes::Choice => OwnValue::Home(Homeless::Yes),
            Takes::Day => OwnValue::Day(day("2026-06-01")),
            Takes::Money => OwnValue::Money(onward_domain::money::Pence(38_000)),
            Takes::Record => OwnValue::Words("In June".into()),
        };
        let value = answered.read(fact).unwrap();
        assert_eq!(value, expected, "{fact}");
        assert_eq!(OwnForm::from(&value).read(fact).unwrap(), value, "{fact}: shown again as it was said");
    }
}

#[test]
fn what_jay_told_waits_is_taken_or_is_kept_out_with_the_reason() {
    let settled = |how, why: Option<&str>| {
        Some(Settlement { how, at: DateTime::UNIX_EPOCH, by: None, why: why.map(str::to_owned) })
    };
    let mut jay = own("Jay");
    jay.said = saying(vec![
        told(FactId::Parent, OwnValue::Yes(false), None),
        told(FactId::CouncilTaxLiable, OwnValue::Yes(true), settled(SettledAs::Accepted, None)),
        told(
            FactId::PrivatelyRenting,
            OwnValue::Yes(true),
            settled(SettledAs::Kept, Some("Your flat is the council's.")),
        ),
    ]);
    let html = reads(&list_of(&jay));
    assert!(html.contains("Waiting to be looked at") && html.contains("This is what we have now"));
    assert!(html.contains("Your flat is the council's.") && html.contains("get an advocate"));
    assert!(!html.contains("See who to call now"));
}

#[test]
fn who_has_nowhere_safe_sees_who_to_call_before_anything_else() {
    let mut jay = own("Jay");
    jay.said = saying(vec![told(FactId::Homeless, OwnValue::Home(Homeless::Yes), None)]);
    assert!(list_of(&jay).contains("See who to call now"));
}

#[test]
fn what_is_private_is_not_read_over_jay_s_shoulder() {
    let mut jay = own("Jay");
    jay.said = saying(vec![told(FactId::DomesticAbuse, OwnValue::Yes(true), None)]);
    let html = reads(&list_of(&jay));
    assert!(html.contains("Something private") && html.contains("See who to call now"), "{html}");
    assert!(!html.contains("hurting or scaring"), "{html}");
}
