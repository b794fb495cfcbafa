//! A record that is locked for somebody who comes to it, and one that was opened.

#![allow(clippy::unwrap_used, reason = "tests")]

use super::*;
use crate::{
    usecases::{
        account::open_with_reason::{Ground, Opened},
        manager::openings::see_openings,
    },
    web::{
        desk::Manager,
        page_check::shown,
        testing::{BOROUGH, reads},
    },
};
use onward_domain::{access::Purpose, allocation::Part, role::Role};

#[test]
fn the_locked_page_asks_why_and_says_who_can_see_it() {
    let locked = |open, sheet| shown(Role::HubWorker, "locked", &LockedPage::sample(open, sheet));
    let html = locked(0, Sheet::default());
    insta::assert_snapshot!("start", reads(&html));
    for ground in Ground::ALL {
        assert!(html.contains(&format!("value=\"{}\"", ground.word())), "{ground:?} can be chosen");
        assert!(html.contains(&format!("<b>{}</b>", ground.words())), "in the words that are kept");
    }
    let form = OpenForm { ground: String::new(), words: "Please.".into() };
    let errors = form.read().unwrap_err();
    let html = locked(2, Sheet::wrong(form, errors));
    assert!(html.contains("<title>Error: "));
    insta::assert_snapshot!("error", reads(&html));
}

#[test]
fn a_reason_is_a_ground_and_a_sentence_of_15_to_1000_characters() {
    let form = |ground: &str, words: &str| OpenForm { ground: ground.into(), words: words.into() };
    let read = form("law", " A court order of today. ").read().unwrap();
    assert_eq!((read.ground, read.words.as_str()), (Ground::Law, "A court order of today."));
    for (wrong, field, words) in [
        (form("because", "A court order of today."), "ground", "Choose one"),
        (form("law", " "), "words", "Say what has happened and what you need to see"),
        (form("law", "Please do now."), "words", "Write at least one sentence. The young person can read it"),
        (
            form("law", "..............."),
            "words",
            "Write at least one sentence. The young person can read it",
        ),
        (form("law", &"x".repeat(1001)), "words", "Use 1,000 characters or fewer"),
    ] {
        assert_eq!(wrong.read().unwrap_err().said(field).as_deref(), Some(words));
    }
}

#[test]
fn an_opened_record_says_who_can_help_and_until_when() {
    let dawn = BOROUGH.user("Dawn");
    let opened = BOROUGH.read::<Manager, _>(dawn, |ask| {
        let opening = see_openings(ask)?.remove(0).opening;
        let record = ask.open(opening.person, Purpose::Enquiry)?;
        Ok(Opened {
            person: record.person()?,
            adviser: record.worker(Part::Adviser)?,
            reviewing_officer: None,
            opening,
        })
    });
    let html = shown(Role::HubWorker, "opened", &OpenedPage::of(opened));
    assert!(html.contains("Close it now"));
    insta::assert_snapshot!("opened", reads(&html));
}
