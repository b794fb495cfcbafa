//! What follows each of the four outcomes, and by when.

#![allow(clippy::unwrap_used, reason = "tests")]
use super::*;
use crate::{
    hub::{Door, Harm, NotToldBecause, Sender, Told},
    id::{HubContactId, UserId},
};

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn came(reach: Option<&str>) -> HubContact {
    HubContact {
        id: HubContactId::new(),
        reference: "H-TEST-0001".into(),
        told: Told {
            door: Door::Worried,
            sender: Sender::Public,
            harm: Harm::Later,
            about: "A boy".into(),
            words: "Alone".into(),
            reach: reach.map(str::to_owned),
            discussed: None,
            lives: None,
        },
        taken: None,
        came_at: "2026-12-21T09:00:00Z".parse().unwrap(),
        decide_by: "2026-12-22T09:00:00Z".parse().unwrap(),
        flood: false,
    }
}

fn step(contact: &HubContact, deed: Deed) -> Step {
    Step {
        id: HubStepId::new(),
        contact: contact.id,
        deed,
        at: "2026-12-22T10:00:00Z".parse().unwrap(),
        by: UserId::new(),
    }
}

fn decided(outcome: Outcome) -> Deed {
    Deed::Decided { outcome, rests_on: None, with: "Sam".into(), why: "Alone".into(), views: Vec::new() }
}

#[test]
fn each_outcome_has_its_days_over_christmas() {
    let contact = came(Some("01632 960 155"));
    let dues = |outcome| {
        let decision = step(&contact, decided(outcome));
        let all = asks(&contact, &decision, &[], |at| at.date_naive());
        all.iter().map(|one| one.due.to_string()).collect::<Vec<_>>()
    };
    // Christmas Day, Boxing Day's Monday and New Year's Day are no working days.
    assert_eq!(dues(Outcome::NoFurtherAction), ["2026-12-23", "2026-12-23"]);
    assert_eq!(dues(Outcome::EarlyHelp), ["2026-12-31", "2026-12-23", "2026-12-23"]);
    assert_eq!(dues(Outcome::AnotherAgency), ["2026-12-31", "2026-12-23", "2026-12-23"]);
    assert_eq!(dues(Outcome::SocialWork), ["2026-12-22", "2027-02-25", "2026-12-23", "2026-12-23"]);
    let silent = came(None);
    let decision = step(&silent, decided(Outcome::NoFurtherAction));
    assert_eq!(
        asks(&silent, &decision, &[], |at| at.date_naive()).len(),
        1,
        "they left no way to be answered"
    );
}

#[test]
fn what_was_done_is_to_do_no_more_and_a_family_that_is_not_told_hears_on_the_day_to_look_again() {
    let contact = came(Some("01632 960 155"));
    let not_told = Deed::NotTold {
        because: NotToldBecause::Child,
        decider: "Sam".into(),
        look_again: day("2026-12-29"),
        why: "He hits".into(),
    };
    let decision = step(&contact, decided(Outcome::EarlyHelp));
    let mut steps = vec![step(&contact, not_told), decision.clone()];
    let left = |steps: &[Step]| {
        let all = to_do(&contact, steps, Some(decision.id), |at| at.date_naive());
        all.iter().map(|one| (one.what, one.due.to_string())).collect::<Vec<_>>()
    };
    let first = left(&steps);
    assert_eq!(first.first().unwrap().0, What::Message(Addressee::Referrer), "the earliest first");
    assert!(first.contains(&(What::Message(Addressee::Family), "2026-12-29".into())));
    let sent = Deed::Sent {
        decision: decision.id,
        to: Addressee::Referrer,
        on: day("2026-12-22"),
        by: "Sam".into(),
        how: "By email".into(),
    };
    let done = Deed::Done {
        decision: decision.id,
        what: NextStep::Begin,
        on: day("2026-12-23"),
        by: "Early Help, Mo".into(),
    };
    let not_sent = Deed::NotSent { decision: decision.id, to: Addressee::Family, why: "Told by word".into() };
    for deed in [sent, done, not_sent] {
        steps.push(step(&contact, deed));
    }
    assert_eq!(left(&steps), []);
    assert!(to_do(&contact, &steps, None, |at| at.date_naive()).is_empty(), "nothing holds");
}
