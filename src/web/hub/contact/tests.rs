//! One contact of the borough's hub, and what is refused.

#![allow(clippy::unwrap_used, reason = "tests")]

use super::*;
use crate::{
    usecases::hub::contacts::{Seen, see_queue},
    web::{
        page_check::shown,
        testing::{BOROUGH, NOW, reads},
    },
};
use onward_domain::{
    hub::{Harm, Outcome, RestsOn, Sender},
    role::Role,
};

/// What somebody of this kind brought.
fn from(sender: Sender) -> Seen {
    let mut seen = BOROUGH.read::<Hub, _>(BOROUGH.user("Sam"), see_queue);
    seen.contacts.retain(|one| one.contact.told.sender == sender);
    seen
}

#[test]
fn a_school_s_contact_says_why_the_family_is_not_told_who_decided_and_when_to_look_again() {
    let page = ContactPage::of(from(Sender::Work), BOROUGH.user("Sam"), NOW.at).unwrap();
    let words = reads(&shown(Role::HubWorker, "contact", &page));
    for said in ["a child could be harmed", "Sam Pickering, agreed with the duty manager", "Look again on"] {
        assert!(words.contains(said), "{said}: {words}");
    }
    assert!(words.contains("Ground: a child may be harmed"), "{words}");
    assert!(words.contains("You can go ahead without agreement"), "{words}");
    let neighbour = ContactPage::of(from(Sender::Public), BOROUGH.user("Sam"), NOW.at).unwrap();
    let words = reads(&shown(Role::HubWorker, "contact", &neighbour));
    assert!(words.contains("For now you can only decide on no further action"), "{words}");
}

#[test]
fn each_act_asks_for_its_ground_and_its_name_and_says_what_is_missing() {
    let seen = from(Sender::Public);
    let one = seen.contacts.first().unwrap();
    for act in Act::ALL {
        let read = StepForm::default().read(act, &one.stands(), NOW.today);
        let errors = read.unwrap_err();
        let page = ActPage::of(one, act, BOROUGH.user("Sam"), Sheet::wrong(StepForm::default(), errors));
        let html = shown(Role::HubWorker, "act", &page);
        assert!(html.contains("govuk-error-summary") && !html.contains(" checked"), "{act:?}");
    }
    let form = |fields: &str| serde_json::from_str::<StepForm>(fields).unwrap();
    let law = form(r#"{"agency":"police","ground":"law","words":"The address"}"#);
    assert!(law.read(Act::Share, &one.stands(), NOW.today).unwrap_err().has("law"), "the law is named");
    let far = form(
        r#"{"telling":"not_told","because":"crime","name":"Sam","again":"1\u001f12\u001f2026","words":"He may run"}"#,
    );
    assert!(far.read(Act::Telling, &one.stands(), NOW.today).unwrap_err().has("again"), "within 7 days");
}

#[test]
fn a_decision_rests_on_what_the_ledger_says_and_waits_where_it_says_nothing() {
    let seen = from(Sender::Public);
    let one = seen.contacts.first().unwrap();
    let form =
        r#"{"outcome":"social_work","name":"Sam and the duty manager","words":"He is alone at night"}"#;
    let form: StepForm = serde_json::from_str(form).unwrap();
    let (deed, sam) = (form.read(Act::Decision, &one.stands(), NOW.today).unwrap(), BOROUGH.user("Sam"));
    assert_eq!(one.stands().allows(&deed, sam, NOW.today), Err(Refused::FamilyNotThoughtOf));
    let thought_of = Stands { telling: Some(Deed::WillTry { how: "By phone".into() }), ..one.stands() };
    assert_eq!(thought_of.allows(&deed, sam, NOW.today), Err(Refused::WaitsForAgreement));
    for why in [Refused::FamilyNotThoughtOf, Refused::WaitsForAgreement] {
        assert!(refused(Act::Decision, why, &one.stands()).has("outcome"));
    }
    let stands = Stands { screened: Some(Harm::Now), ..thought_of };
    let deed = form.read(Act::Decision, &stands, NOW.today).unwrap();
    let Deed::Decided { outcome, rests_on, .. } = &deed else { unreachable!() };
    assert_eq!((*outcome, *rests_on), (Outcome::SocialWork, Some(RestsOn::HarmNow)));
    assert_eq!(stands.allows(&deed, sam, NOW.today), Ok(()));
}
