//! A week at the hub, counted.

#![allow(clippy::unwrap_used, reason = "tests")]
use super::*;
use crate::{
    hub::{Addressee, Door, NotToldBecause, Sender, Told},
    id::{HubContactId, HubStepId, UserId},
};

fn at(text: &str) -> DateTime<Utc> {
    format!("2026-11-{text}:00Z").parse().unwrap()
}

fn came(when: &str, due: &str, harm: Harm) -> HubContact {
    HubContact {
        id: HubContactId::new(),
        reference: "H-TEST-0002".into(),
        told: Told {
            door: Door::Worried,
            sender: Sender::Public,
            harm,
            about: "A boy".into(),
            words: "Alone".into(),
            reach: None,
            discussed: None,
            lives: None,
        },
        taken: None,
        came_at: at(when),
        decide_by: at(due),
        flood: false,
    }
}

fn step(contact: &HubContact, when: &str, deed: Deed) -> Step {
    Step { id: HubStepId::new(), contact: contact.id, deed, at: at(when), by: UserId::new() }
}

fn decided(outcome: Outcome) -> Deed {
    Deed::Decided { outcome, rests_on: None, with: "Sam".into(), why: "Enough".into(), views: Vec::new() }
}

#[test]
fn what_waits_what_was_decided_in_time_and_who_is_to_be_told_are_counted_apart() {
    let harm = came("22T10:00", "24T09:00", Harm::Now);
    let waits = came("18T10:00", "19T10:00", Harm::NotNamed);
    let taken = vec![step(&waits, "18T11:00", Deed::Taken)];
    let quick = came("17T10:00", "18T10:00", Harm::NotNamed);
    let will = step(&quick, "17T11:00", Deed::WillTry { how: "Tonight".into() });
    let quickly = vec![will, step(&quick, "18T09:00", decided(Outcome::NoFurtherAction))];
    let slow = came("16T10:00", "17T10:00", Harm::NotNamed);
    let not_told = Deed::NotTold {
        because: NotToldBecause::Crime,
        decider: "Sam".into(),
        look_again: "2026-11-23".parse().unwrap(),
        why: "He may run".into(),
    };
    let first = step(&slow, "17T12:00", decided(Outcome::NoFurtherAction));
    let withdrawn = Deed::Withdrawn { decision: first.id, why: "Her sister rang".into(), agreed_with: None };
    let slowly = vec![
        step(&slow, "16T11:00", not_told),
        first,
        step(&slow, "18T12:00", withdrawn),
        step(&slow, "18T13:00", decided(Outcome::EarlyHelp)),
    ];
    let long_ago = came("01T10:00", "02T10:00", Harm::NotNamed);
    let then = step(&long_ago, "02T09:00", decided(Outcome::SocialWork));
    let sent = Deed::Sent {
        decision: then.id,
        to: Addressee::Family,
        on: "2026-11-03".parse().unwrap(),
        by: "Sam".into(),
        how: "By post".into(),
    };
    let old = vec![then, step(&long_ago, "03T09:00", sent)];
    let all: Vec<(&HubContact, &[Step])> =
        vec![(&harm, &[]), (&waits, &taken), (&quick, &quickly), (&slow, &slowly), (&long_ago, &old)];
    let since = "2026-11-10".parse().unwrap();
    let now = Moment { at: at("23T12:00"), today: "2026-11-23".parse().unwrap() };
    let figures = Figures::of(all, (since, now), |at| at.date_naive());
    assert_eq!((figures.waiting, figures.waiting_late, figures.nobody, figures.first), (2, 1, 1, 1));
    assert_eq!((figures.decided, figures.in_time, figures.withdrawn), (2, 1, 1), "the oldest is not counted");
    let counts: Vec<usize> = figures.outcomes.iter().map(|(_, count)| *count).collect();
    assert_eq!(counts, [1, 0, 1, 0], "what holds: one closed, one to Early Help");
    assert_eq!((figures.not_told, figures.look_again, figures.to_tell), (1, 1, 1));
    // Of the quick one the family's message; of the slow one its beginning and the message that is held; of the old one both steps.
    assert_eq!((figures.to_do, figures.to_do_late), (5, 2));
}
