//! One question about Jay, as Priya sees it on Monday 23 November 2026, and what can be entered.

#![allow(clippy::unwrap_used, reason = "tests")]

use super::*;
use crate::web::{
    form::WrittenDay,
    page_check::shown,
    testing::{BOROUGH, Borough, reads},
};
use chrono::NaiveDate;
use onward_domain::{
    care::{Circumstance, CircumstanceNote, CircumstanceValue as Value},
    id::CircumstanceId,
    money::Pence,
    recorded::{Recorded, Source},
    role::Role,
};
use onward_store::repo::versions::Version;

fn page(fact: CircumstanceFact, sheet: impl FnOnce(FactForm) -> Sheet<FactForm>) -> String {
    let jay = BOROUGH.person("Jay");
    let seen = BOROUGH.read::<Adviser, _>(BOROUGH.user("Priya"), |ask| see_fact(ask, jay, fact));
    let form = seen.stands().map(|version| FactForm::from(&version.row)).unwrap_or_default();
    shown(Role::Adviser, "fact", &FactPage::of(&seen, Borough::law(), fact, sheet(form)))
}

#[test]
fn a_question_is_one_page_with_its_answers_and_what_it_said_before() {
    insta::assert_snapshot!("start", reads(&page(CircumstanceFact::Ehcp, Sheet::new)));
    insta::assert_snapshot!("day", reads(&page(CircumstanceFact::SupportRequestDate, Sheet::new)));
}

#[test]
fn mistakes_are_reported_at_the_top_and_at_the_field_and_what_was_entered_is_kept() {
    let html = page(CircumstanceFact::SettingUpHomePaid, |form| {
        let form = FactForm { answer: "it".into(), amount: "lots".into(), ..form };
        let errors = form.read(CircumstanceFact::SettingUpHomePaid, day("2026-11-23")).unwrap_err();
        Sheet::wrong(form, errors)
    });
    assert!(html.contains("<title>Error: ") && html.contains("value=\"lots\""));
    insta::assert_snapshot!("error", reads(&html));
}

#[test]
fn somebody_who_saved_first_is_named_with_both_answers() {
    let html = page(CircumstanceFact::Parent, |form| {
        let theirs = Version {
            row: answered(CircumstanceFact::Parent, Value::Yes(true), None),
            by: Some("Callum Reid".into()),
            put_right: false,
        };
        let row = ClashRow::new("The answer", said::answer(&theirs.row.note), says::adviser::answer::No);
        Sheet::clashing(form, Clash::of(Some(&theirs), vec![row]))
    });
    assert!(html.contains("Callum Reid saved it first.") && html.contains("Save mine instead"));
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn answered(fact: CircumstanceFact, value: Value, since: Option<NaiveDate>) -> Circumstance {
    let at = chrono::DateTime::UNIX_EPOCH;
    let recorded = Recorded { source: Source::Staff, at, by: None, import: None, superseded_at: None };
    let note = CircumstanceNote { fact, value, since };
    Circumstance { id: CircumstanceId::new(), person: PersonId::new(), note, recorded, superseded_by: None }
}

fn filled(answer: &str, (day, month, year): (&str, &str, &str), amount: &str) -> FactForm {
    let day = WrittenDay::new(day, month, year);
    FactForm { answer: answer.into(), day, amount: amount.into(), ..FactForm::default() }
}

#[test]
fn the_current_answer_fills_the_form_and_is_read_back_unchanged() {
    use CircumstanceFact as F;
    for (fact, value, since) in [
        (F::Parent, Value::Yes(true), Some(day("2026-05-01"))),
        (F::Parent, Value::Yes(false), None),
        (F::Parent, Value::NotKnown, None),
        (F::SupportRequestDate, Value::Day(day("2026-05-01")), None),
        (F::SettingUpHomePaid, Value::Money(Pence(123_450)), None),
    ] {
        let stands = answered(fact, value, since);
        let form = FactForm::from(&stands);
        assert_eq!(form.version.parse().unwrap(), Some(stands.id));
        assert_eq!(form.read(fact, day("2026-11-23")).unwrap(), stands.note);
    }
}

#[test]
fn a_day_has_to_be_within_the_persons_life() {
    let fact = CircumstanceFact::SupportRequestDate;
    let none = ("", "", "");
    for (answer, written, field, words) in [
        ("", none, "answer", "Choose whether there is a day"),
        ("it", none, "day", "Enter the day"),
        ("it", ("30", "2", "2026"), "day", "February 2026 has 28 days. Enter a day from 1 to 28"),
        ("it", ("24", "11", "2026"), "day", "Enter today or an earlier day"),
        ("unknown", ("1", "5", "2026"), "day", "Clear the day, or choose ‘On the day below’"),
    ] {
        let errors = filled(answer, written, "").read(fact, day("2026-11-23")).unwrap_err();
        assert_eq!(errors.said(field).as_deref(), Some(words));
    }
    let read = |form: FactForm| form.read(fact, day("2026-11-23")).unwrap().value;
    let written = filled("", ("2", "3", "2026"), "");
    assert_eq!(read(written), Value::Day(day("2026-03-02")), "an entered day needs no selection");
    assert_eq!(read(filled("unknown", none, "")), Value::NotKnown);
}

#[test]
fn an_amount_is_not_negative_and_no_more_than_anybody_gets() {
    let fact = CircumstanceFact::SettingUpHomePaid;
    let read =
        |answer: &str, amount: &str| filled(answer, ("", "", ""), amount).read(fact, day("2026-11-23"));
    for (answer, amount, field) in [
        ("it", "-5", "amount"),
        ("it", "£-5", "amount"),
        ("it", "20000.01", "amount"),
        ("it", "lots", "amount"),
        ("it", "", "amount"),
        ("unknown", "5", "amount"),
        ("", "", "answer"),
    ] {
        assert!(read(answer, amount).unwrap_err().has(field), "{amount}");
    }
    for (amount, pence) in [("0", 0), ("£1,200", 120_000), ("20000", 2_000_000)] {
        assert_eq!(read("it", amount).unwrap().value, Value::Money(Pence(pence)));
    }
}

#[test]
fn nothing_chosen_is_not_an_answer_and_not_known_has_no_first_day() {
    let fact = CircumstanceFact::Pregnant;
    let read = |form: FactForm| form.read(fact, day("2026-11-23"));
    assert!(read(filled("", ("", "", ""), "")).unwrap_err().has("answer"));
    let unknown = read(filled("unknown", ("1", "5", "2026"), "")).unwrap();
    assert_eq!(unknown, CircumstanceNote { fact, value: Value::NotKnown, since: None });
}

#[test]
fn no_address_says_what_was_asked() {
    let of = |number: &str| {
        let number = serde::de::value::StrDeserializer::<serde::de::value::Error>::new(number);
        Question::deserialize(number)
    };
    assert!(of("pregnant").is_err() && of("0").is_err());
    assert_eq!(Question(CircumstanceFact::ALL[0]).number(), 1);
}
