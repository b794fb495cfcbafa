//! One entitlement for one person, and the step added to its ledger.

#![allow(clippy::unwrap_used, reason = "tests")]

use super::*;
use crate::{
    usecases::adviser::{
        add_entitlement_step::Doubt,
        see_facts::{Topic, see_facts},
    },
    web::{
        form::WrittenDay,
        page_check::shown,
        testing::{BOROUGH, Borough, reads},
    },
};
use chrono::NaiveDate;
use onward_domain::{
    entitlement::{PaidTo, Payment},
    money::Pence,
    role::Role,
};

fn today() -> NaiveDate {
    crate::demo::TODAY
}

fn page(who: &str, place: usize, sheet: impl FnOnce(&SeenEntitlement) -> Sheet<StepForm>) -> String {
    let person = BOROUGH.person(who);
    let seen = BOROUGH.read::<Adviser, _>(BOROUGH.user("Priya"), |ask| see_entitlement(ask, person, place));
    let sheet = sheet(&seen);
    let messages = law_words::messages().unwrap();
    let page = EntitlementPage::of(&seen, Borough::law(), messages, sheet, false).unwrap();
    shown(Role::Adviser, &format!("entitlement-{place}"), &page)
}

fn first_home() -> usize {
    Borough::law().find("setting_up_home_allowance").unwrap().place()
}

#[test]
fn the_rules_answer_is_shown_with_its_reasons_and_the_ledger() {
    insta::assert_snapshot!("first-home", reads(&page("Jay", first_home(), |_| Sheet::default())));
}

#[test]
fn where_no_line_of_the_rule_fits_what_was_not_met_is_the_reason() {
    let place = Borough::law().find("qualifying_advice").unwrap().place();
    insta::assert_snapshot!("nothing-fits", reads(&page("Jay", place, |_| Sheet::default())));
}

/// Emergency money is a power by the card; to Jay, former relevant and under 21, it is a duty.
#[test]
fn whether_the_council_must_or_may_give_it_is_said_of_the_person() {
    let place = |id: &str| Borough::law().find(id).unwrap().place();
    let jay = |id: &str| reads(&page("Jay", place(id), |_| Sheet::default()));
    assert!(jay("exceptional_hardship").contains("The council must give it"));
    assert!(jay("setting_up_home_allowance").contains("The council may give it, by need"));
}

#[test]
fn each_of_a_persons_entitlements_has_a_page_with_the_law_behind_it() {
    for place in 0..Borough::law().entitlements().len() {
        let html = page("Jay", place, |_| Sheet::default());
        assert!(html.contains("The law behind it") && !html.contains("CA 1989"), "{place}");
    }
}

#[test]
fn what_does_not_fit_is_questioned_with_both_amounts_and_what_was_entered_is_kept() {
    let html = page("Jay", first_home(), |seen| {
        let form = StepForm { step: "paid".into(), amount: "9999".into(), ..StepForm::default() };
        let doubt = Doubt::MoreThanTheLawGives { paid: Pence(999_900), gives: Pence(300_000) };
        page::doubtful(seen, Borough::law(), form, doubt)
    });
    assert!(html.contains("£9,999") && html.contains("£3,000") && html.contains("value=\"9999\""));
    assert!(html.contains("name=\"seen\" value=\"more-999900-300000\""));
    assert!(html.contains("Yes, save it as it is written"));
}

#[test]
fn a_refusal_needs_a_reason_and_no_step_is_in_the_future() {
    let form = |step: &str| StepForm { step: step.into(), ..StepForm::default() };
    let wrong = |form: StepForm, money| form.read(today(), money).unwrap_err();
    let refused = wrong(form("refused"), false);
    assert!(refused.has("words") && refused.has("basis") && refused.has("now"));
    let no =
        StepForm { words: "No".into(), basis: "other".into(), now: "Complain".into(), ..form("refused") };
    assert!(wrong(no.clone(), false).has("words"), "no is no reason");
    let why = StepForm { words: "The offer pays for one move in a year.".into(), ..no };
    let kept = why.read(today(), false).unwrap().words.unwrap();
    assert!(kept.contains("one move in a year") && kept.contains("What you can do now: Complain"), "{kept}");
    let tomorrow = StepForm { day: WrittenDay::new("24", "11", "2026"), ..form("told") };
    assert!(wrong(tomorrow, false).has("day"));
    assert_eq!(form("told").read(today(), false).unwrap().day, today());
    let nothing = StepForm { amount: "0".into(), ..form("paid") };
    assert!(wrong(nothing, true).has("amount"), "a payment of nothing closes nothing");
    assert!(wrong(StepForm::default(), false).has("step"));
    let paid = wrong(form("paid"), true).said("amount");
    assert_eq!(paid.as_deref(), Some("Enter how much was paid"));
    assert!(
        form("paid").read(today(), false).is_ok(),
        "anything other than money is given without an amount"
    );
    let sum = StepForm { amount: "20".into(), ..form("paid") };
    assert_eq!(wrong(sum.clone(), true).said("to").as_deref(), Some("Choose who it was paid to"));
    let shop = StepForm { payee: "B&Q".into(), ..sum.clone() };
    let to = shop.read(today(), true).unwrap().payment;
    assert_eq!((to.to, to.payee.as_deref()), (Some(PaidTo::Somebody), Some("B&Q")));
    assert!(wrong(StepForm { to: "themselves".into(), ..shop.clone() }, true).has("payee"));
    let asked = StepForm { step: "asked".into(), ..shop };
    assert_eq!(asked.read(today(), true).unwrap().payment, Payment::default());
    let long = StepForm { words: "x".repeat(601), ..form("told") };
    assert_eq!(wrong(long, false).said("words").as_deref(), Some("Use 600 characters or fewer"));
}

#[test]
fn once_everything_is_answered_the_adviser_is_asked_nothing_more_and_reads_who_decides() {
    let borough = Borough::make();
    let (me, yonas) = (borough.user("Yusuf"), borough.person("Yonas"));
    let seen = || borough.read::<Adviser, _>(me, |ask| see_facts(ask, yonas, ""));
    let of_asked = |topic: Topic| match topic {
        Topic::Fact(fact) if !fact.is_read_by_rules() => Some(fact),
        _ => None,
    };
    let open: Vec<_> = seen().missing.iter().filter_map(|each| of_asked(each.topic)).collect();
    assert!(open.len() > 5, "{open:?}");
    let place = Borough::law().find("uc_advance_and_alternative_payment").unwrap().place();
    let page = || {
        let seen = borough.read::<Adviser, _>(me, |ask| see_entitlement(ask, yonas, place));
        let messages = law_words::messages().unwrap();
        let page = EntitlementPage::of(&seen, Borough::law(), messages, Sheet::default(), false).unwrap();
        reads(&shown(Role::Adviser, "answered", &page))
    };
    assert!(page().contains("The answer to one question would settle it"));
    borough.answers((me, yonas), &open, true);
    assert!(seen().missing.iter().all(|each| of_asked(each.topic).is_none()));
    let words = page();
    assert!(words.contains("Yonas can ask now: Your Jobcentre decides."), "{words}");
    for wrong in ["would settle it", "We need to ask you", "Do you claim Universal Credit?"] {
        assert!(!words.contains(wrong), "{wrong}\n{words}");
    }
    let person = super::super::person::tests::page_in(&borough, me, yonas);
    let words = reads(&shown(Role::Adviser, "answered-person", &person));
    assert!(words.contains("Claims Universal Credit: yes. Your Jobcentre decides"), "{words}");
}

#[test]
fn a_line_that_was_a_mistake_is_shown_before_it_is_taken_back() {
    let (me, person, place) = (BOROUGH.user("Priya"), BOROUGH.person("Jay"), first_home());
    let seen = BOROUGH.read::<Adviser, _>(me, |ask| see_entitlement(ask, person, place));
    let (line, _) = seen.steps.first().unwrap();
    let page = MistakePage::of(&seen, Borough::law(), line.id, Sheet::default()).unwrap();
    let words = reads(&shown(Role::Adviser, "mistake", &page));
    assert!(words.contains("record what actually happened") && words.contains("Jay"), "{words}");
    assert!(MistakePage::of(&seen, Borough::law(), EntitlementStepId::new(), Sheet::default()).is_none());
}
