//! A young person's pages for people on a fixed day: shown at their fullest, empty, unknown, and for those under 18.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests")]

use super::{entitlement, get, home, looked, pages::WhoHasLookedPage, why};
use crate::{
    usecases::young_person::see_own_pages::Own,
    web::testing::{own_frame, proper, public_frame, shown_in},
};
use chrono::NaiveDate;
use leaving_care_rules::{Law, Person, assess};
use onward_domain::{
    access::{BreakGlass, Look, Purpose, Right},
    care::Facts,
    entitlement::{EntitlementAct, EntitlementNote, EntitlementStep},
    id::{BreakGlassId, EntitlementStepId, PersonId, UserId},
    money::Pence,
    role::Role,
    shown::Shown,
    standing::standings,
};

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn law() -> &'static Law {
    Law::england().unwrap()
}

fn own(known_as: &str, facts: serde_json::Value) -> Own {
    let facts: Person = serde_json::from_value(facts).unwrap();
    own_of(known_as, facts)
}

fn own_of(known_as: &str, facts: Person) -> Own {
    own_with(known_as, facts, Vec::new())
}

/// Somebody with these facts, who has had, asked for and been told of what the steps say.
fn own_with(known_as: &str, facts: Person, steps: Vec<EntitlementStep>) -> Own {
    let today = day("2026-11-22");
    let ledger = Facts { entitlements: steps.clone(), ..Facts::default() };
    let mut before = facts.clone();
    before.circumstances.setting_up_home_paid = None;
    let before_giving = assess(law(), &before, today);
    Own {
        known_as: known_as.into(),
        today,
        assessment: assess(law(), &facts, today),
        standings: standings(
            law(),
            &before_giving,
            &ledger,
            &Shown { adviser: None, plan: None, ..Shown::default() },
        ),
        before_giving,
        facts,
        steps,
        hands: Vec::new(),
        adviser: None,
        next_contact: None,
        review_due: None,
        opened_from_outside: None,
    }
}

/// Jay, 19, left care at 18.
fn jay() -> Own {
    own(
        "Jay",
        serde_json::json!({
            "date_of_birth": "2007-03-21",
            "episodes": [{"start": "2021-05-03", "end": "2025-03-21", "legal_status": "C2", "placement": "U4", "reason_ended": "E8"}],
        }),
    )
}

/// Amira, 17, in care.
fn amira() -> Own {
    own(
        "Amira",
        serde_json::json!({
            "date_of_birth": "2009-02-09",
            "episodes": [{"start": "2024-06-01", "end": null, "legal_status": "V2", "placement": "U4"}],
        }),
    )
}

/// Of Sam nothing is known but a name.
fn sam() -> Own {
    own("Sam", serde_json::json!({"date_of_birth": null, "episodes": null}))
}

fn step(id: &str, act: EntitlementAct, on: &str, pounds: Option<i64>) -> EntitlementStep {
    EntitlementStep {
        id: EntitlementStepId::new(),
        person: PersonId::new(),
        note: EntitlementNote {
            entitlement: id.into(),
            act,
            happened_on: day(on),
            amount: pounds.map(|pounds| Pence(pounds * 100)),
            note: Some("between staff".into()),
            takes_back: None,
        },
        recorded_at: chrono::DateTime::UNIX_EPOCH,
        recorded_by: None,
    }
}

fn with_money(own: Own) -> Own {
    with_ledger(
        own,
        &[
            ("setting_up_home_allowance", EntitlementAct::Told, "2025-04-01", None),
            ("setting_up_home_allowance", EntitlementAct::Paid, "2026-10-02", Some(1850)),
            ("setting_up_home_allowance", EntitlementAct::Asked, "2026-11-18", Some(290)),
        ],
    )
}

/// The same person with this ledger; the rules read what was paid of the money for a first home.
fn with_ledger(own: Own, steps: &[(&str, EntitlementAct, &str, Option<i32>)]) -> Own {
    let mut facts = own.facts;
    let first_home = |step: &&(&str, EntitlementAct, &str, Option<i32>)| {
        step.0 == "setting_up_home_allowance" && step.1 == EntitlementAct::Paid
    };
    let paid: i32 = steps.iter().filter(first_home).filter_map(|step| step.3).sum();
    facts.circumstances.setting_up_home_paid = (paid > 0).then(|| i64::from(paid) * 100);
    let steps = steps.iter().map(|(id, act, on, pounds)| step(id, *act, on, pounds.map(i64::from))).collect();
    own_with(&own.known_as, facts, steps)
}

#[test]
fn jay_sees_what_is_his_by_need_with_what_is_left_and_until_when() {
    let own = with_money(jay());
    let page = get::page(law(), &own);
    assert_eq!(
        page.needs.iter().map(|need| need.heading.as_str()).collect::<Vec<_>>(),
        ["Home", "Work and study", "Money", "Me"]
    );
    let html = shown_in(&own_frame("/what-you-can-get"), &page);
    proper(&html);
    for words in [
        "Money for your first home",
        "£1,150 left",
        "Yours now, you asked",
        "You asked for £290 on 18 November.",
        "Passed, not in force yet",
        "21 March 2032",
        "Priya",
    ] {
        assert!(html.contains(words), "{words}\n{html}");
    }
    assert!(html.contains("former relevant child") && html.contains("Worked out on 22 November 2026"));
    assert!(page.answer.now.ends_with("things are yours now."), "{:?}", page.answer);
    assert!(!html.contains("between staff"));
}

#[test]
fn what_is_given_again_and_again_stays_theirs_when_it_was_given() {
    let own = with_ledger(
        jay(),
        &[
            ("keep_in_touch", EntitlementAct::Paid, "2025-04-01", None),
            ("setting_up_home_allowance", EntitlementAct::Paid, "2026-10-02", Some(3000)),
        ],
    );
    let page = get::page(law(), &own);
    let state = |title: &str| {
        page.needs
            .iter()
            .flat_map(|need| &need.rows)
            .find(|row| row.title == title)
            .and_then(|row| row.state.clone())
            .unwrap()
    };
    assert_eq!(state("The council stays in touch").words, "Yours now, you get it");
    assert_eq!(state("Money for your first home").words, "You have had it");
}

/// Everything that a young person reads of their money for a first home.
fn first_home(own: &Own) -> (String, String, String) {
    let row = get::page(law(), own)
        .needs
        .into_iter()
        .flat_map(|need| need.rows)
        .find(|row| row.title == "Money for your first home")
        .unwrap();
    let row = format!("{} {} {}", row.sum, row.state.unwrap().words, row.lines.join(" "));
    let page = shown_in(&own_frame("/what-you-can-get/9"), &entitlement::page(law(), own, "9").unwrap());
    let why = shown_in(&own_frame("/what-you-can-get/9/why"), &why::of_entitlement(law(), own, "9").unwrap());
    proper(&page);
    proper(&why);
    (row, page, why)
}

const PAID: (&str, EntitlementAct, &str, Option<i32>) =
    ("setting_up_home_allowance", EntitlementAct::Paid, "2026-05-04", Some(3000));

#[test]
fn jay_who_has_had_it_all_and_asks_again_is_told_that_he_had_it_and_not_that_it_is_not_for_him() {
    let asked = ("setting_up_home_allowance", EntitlementAct::Asked, "2026-06-02", None);
    let own = with_ledger(jay(), &[PAID, asked]);
    let (row, page, why) = first_home(&own);
    assert!(row.starts_with("£3,000 You have had it You have had this: £3,000 on 4 May 2026."), "{row}");
    for html in [&page, &why] {
        assert!(html.contains("You have had this: £3,000 on 4 May 2026."), "{html}");
        assert!(html.contains("You asked again on 2 June."), "{html}");
        for wrong in ["not open to people", "Ask for it", "Not now", "Ask before", "Yours now", "cannot get"]
        {
            assert!(!html.contains(wrong), "{wrong}\n{html}");
        }
    }
    let before = get::page(law(), &jay()).answer.now;
    assert_ne!(get::page(law(), &own).answer.now, before, "what was had is not counted as theirs now");
}

#[test]
fn money_given_in_parts_says_when_the_last_of_it_came_and_what_was_given_too_much_is_not_hidden() {
    let first = ("setting_up_home_allowance", EntitlementAct::Paid, "2026-03-04", Some(6999));
    let (row, page, _) = first_home(&with_ledger(jay(), &[first, PAID]));
    let said = "You have had this: £9,999, the last of it on 4 May 2026.";
    assert!(row.contains(said) && page.contains(said), "{row}");
}

#[test]
fn what_was_refused_is_not_called_theirs_and_says_what_to_do() {
    let refused = ("setting_up_home_allowance", EntitlementAct::Refused, "2026-06-02", None);
    let own = with_ledger(jay(), &[refused]);
    let (row, page, why) = first_home(&own);
    assert!(row.contains("The answer was no") && row.contains("See what you can do"), "{row}");
    for html in [&page, &why] {
        assert!(!html.contains("Yours now"), "{html}");
        assert!(html.contains("The answer was no, on 2 June."), "{html}");
    }
    assert!(page.contains("They wrote: between staff"), "the reason was written to them");
    assert!(page.contains("Ask how the council decided, in writing."), "{page}");
    assert!(get::page(law(), &own).answer.more.contains("1 was refused."));
}

#[test]
fn what_is_asked_for_used_and_left_agree_on_every_page() {
    let own = with_money(jay());
    let row = get::page(law(), &own)
        .needs
        .into_iter()
        .flat_map(|need| need.rows)
        .find(|row| row.title == "Money for your first home")
        .unwrap();
    let address = row.href.rsplit('/').next().unwrap();
    let page = entitlement::page(law(), &own, address).unwrap();
    assert_eq!(
        (page.big.as_str(), page.says.as_str()),
        ("£1,150 left", "You have used £1,850 of £3,000. You asked for £290 more.")
    );
    let bar = page.bar.clone().unwrap();
    assert_eq!((bar.used, bar.used + bar.asked + bar.left), (185, 300));
    let money = home::page(law(), &own).money.unwrap();
    assert_eq!((money.big, money.says), (page.big.clone(), page.says.clone()));
    let html = shown_in(&own_frame("/what-you-can-get/9"), &page);
    proper(&html);
    assert!(
        html.contains("What has happened so far")
            && html.contains("Ask before 21 March 2032")
            && html.contains("25th birthday")
    );
}

#[test]
fn jay_is_told_why_with_his_own_dates_the_law_and_what_a_wrong_date_would_change() {
    let own = with_money(jay());
    let page = why::of_entitlement(law(), &own, "9").unwrap();
    let html = shown_in(&own_frame("/what-you-can-get/9/why"), &page);
    proper(&html);
    for words in [
        "Yes, this is yours",
        "You were in care from 3 May 2021 to 21 March 2025",
        "since you turned 14. You needed 91.",
        "You were in care until you turned 18 on 21 March 2025.",
        "You have had £1,850 of £3,000",
        "para 19B",
        "If you left care before",
        "March 2023, the answer changes",
    ] {
        assert!(html.contains(words), "{words}\n{html}");
    }
    assert!((3..=6).contains(&page.lines.len()), "{:?}", page.lines);
}

#[test]
fn amira_at_17_sees_what_starts_when_she_turns_18() {
    let own = amira();
    let page = get::page(law(), &own);
    let html = shown_in(&own_frame("/what-you-can-get"), &page);
    proper(&html);
    assert!(html.contains("From 9 February 2027") && html.contains("eligible child"));
    let mut home = own;
    home.next_contact = Some(day("2026-11-26"));
    let page = home::page(law(), &home);
    assert_eq!(page.next.title, "Your team meets you on Thursday 26 November");
    assert!(
        page.then
            .iter()
            .any(|stop| stop.title.contains("You turn 18") && stop.when == "Tuesday 9 February 2027"),
        "{:?}",
        page.then
    );
    proper(&shown_in(&own_frame("/home"), &page));
}

#[test]
fn of_whom_nothing_is_known_nobody_says_no() {
    let own = sam();
    let list = shown_in(&own_frame("/what-you-can-get"), &get::page(law(), &own));
    proper(&list);
    assert!(list.contains("The day you were born.") && list.contains("This is not a no"), "{list}");
    let why = shown_in(&own_frame("/why"), &why::of_status(law(), &own));
    assert!(why.contains("We do not know your date of birth."), "{why}");
    proper(&why);
    assert!(why.contains("We cannot say yet") && why.contains("If you know a date that is missing"));
    proper(&shown_in(&own_frame("/home"), &home::page(law(), &own)));
}

#[test]
fn every_page_of_every_entitlement_shows_for_everyone_with_and_without_an_adviser() {
    for own in [with_money(jay()), amira(), sam()] {
        for frame in
            [own_frame("/what-you-can-get"), public_frame().signed_in(Role::YoungPerson, "/what-you-can-get")]
        {
            for place in 0..law().entitlements().len() {
                let address = super::standing::address(law().entitlements(), place);
                let page = entitlement::page(law(), &own, &address).unwrap();
                proper(&shown_in(&frame, &page));
                let why = why::of_entitlement(law(), &own, &address).unwrap();
                proper(&shown_in(&frame, &why));
            }
        }
    }
    assert!(entitlement::page(law(), &jay(), "999").is_none());
    assert!(why::of_entitlement(law(), &jay(), "x").is_none());
}

#[test]
fn every_address_leads_to_one_thing() {
    let entries = law().entitlements();
    let all: std::collections::BTreeSet<_> =
        (0..entries.len()).map(|place| super::standing::address(entries, place)).collect();
    assert_eq!(all.len(), entries.len());
    assert!(all.contains("1") && all.contains("9"));
}

#[test]
fn home_without_anything_planned_still_has_a_next_step() {
    let mut own = jay();
    own.today = day("2035-01-01");
    own.assessment = assess(law(), &own.facts, own.today);
    let page = home::page(law(), &own);
    assert!(!page.next.title.is_empty() && page.next.href == "/what-you-can-get", "{:?}", page.next);
    proper(&shown_in(&public_frame().signed_in(Role::YoungPerson, "/home"), &page));
}

fn look(name: Option<&str>, right: Right, at: &str) -> Look {
    Look {
        at: at.parse().unwrap(),
        user: UserId::new(),
        user_name: name.map(Into::into),
        person: None,
        purpose: Purpose::PersonPage,
        right,
    }
}

#[test]
fn who_has_looked_shows_staff_by_day_and_leaves_out_oneself() {
    let looks = [
        look(Some("Priya Anand"), Right::Adviser, "2026-11-22T14:30:00Z"),
        look(Some("Jay"), Right::Own, "2026-11-22T14:00:00Z"),
        look(None, Right::Manager, "2026-11-20T12:00:00Z"),
    ];
    let user = UserId::new();
    let opening = BreakGlass {
        id: BreakGlassId::new(),
        user,
        person: PersonId::new(),
        reason: "Covering for a colleague <b>".into(),
        opened_at: "2026-11-21T09:00:00Z".parse().unwrap(),
        ends_at: "2026-11-21T17:00:00Z".parse().unwrap(),
        ended_at: None,
        seen_at: None,
        seen_by: None,
    };
    let page = looked::page(
        &looks,
        &[],
        &[opening],
        "2026-11-22T15:00:00Z".parse().unwrap(),
        day("2026-11-22"),
        |id| (id == user).then(|| "Dean Cole".into()),
    );
    assert_eq!(page.days.len(), 2);
    let html = shown_in(&own_frame("/who-has-looked"), &page);
    proper(&html);
    for words in [
        "Priya Anand",
        "2:30pm",
        "Friday 20 November",
        "midday",
        "Someone who no longer works here",
        "Dean Cole",
        "Covering for a colleague &lt;b&gt;",
        "Opened on Saturday 21 November at 9am.",
    ] {
        assert!(html.contains(words), "{words}\n{html}");
    }
    let empty = shown_in(&own_frame("/who-has-looked"), &WhoHasLookedPage::default());
    proper(&empty);
    assert!(empty.contains("Nobody has looked yet"));
}

#[test]
fn the_pages_that_people_look_at() {
    let mut jay = with_money(jay());
    jay.next_contact = Some(day("2026-11-26"));
    jay.opened_from_outside = Some(day("2026-11-21"));
    let frame = |path: &str| {
        let mut frame = own_frame(path);
        frame.demo_day = Some("Sunday 22 November 2026".into());
        frame
    };
    let pages = [
        ("home", shown_in(&frame("/home"), &home::page(law(), &jay))),
        ("home-17", shown_in(&frame("/home"), &home::page(law(), &amira()))),
        (
            "home-unknown",
            shown_in(&public_frame().signed_in(Role::YoungPerson, "/home"), &home::page(law(), &sam())),
        ),
        ("get", shown_in(&frame("/what-you-can-get"), &get::page(law(), &jay))),
        ("get-17", shown_in(&frame("/what-you-can-get"), &get::page(law(), &amira()))),
        ("get-unknown", shown_in(&frame("/what-you-can-get"), &get::page(law(), &sam()))),
        (
            "entitlement",
            shown_in(&frame("/what-you-can-get/9"), &entitlement::page(law(), &jay, "9").unwrap()),
        ),
        ("why", shown_in(&frame("/what-you-can-get/9/why"), &why::of_entitlement(law(), &jay, "9").unwrap())),
        ("why-status", shown_in(&frame("/why"), &why::of_status(law(), &jay))),
        ("why-17", shown_in(&frame("/why"), &why::of_status(law(), &amira()))),
        ("why-unknown", shown_in(&frame("/why"), &why::of_status(law(), &sam()))),
        ("looked", shown_in(&frame("/who-has-looked"), &WhoHasLookedPage::default())),
    ];
    for (name, html) in pages {
        proper(&html);
        crate::web::testing::keep(&format!("yp-{name}"), &html);
    }
}
