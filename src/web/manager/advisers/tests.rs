//! The page full, at the start and with what must be mended.

use super::page::*;
use crate::web::{
    form::WrittenDay,
    page_check::{all, shown},
    parts::{Choice, Link, Notice, Select},
    view::FormErrors,
};
use onward_domain::role::Role;
use scraper::Html;

fn full() -> AdvisersPage {
    let row = |place: usize, name: &str, record: Option<&str>| AdviserRow {
        id: if place == 1 { "pick".into() } else { format!("pick-{place}") },
        pick: format!("{place}~nobody"),
        name: name.into(),
        record: record.map(Into::into),
        age: "18".into(),
        status: "Former relevant",
        adviser: "Nobody".into(),
        name_href: "/manager/people/1/name".into(),
        name_act: "Write the name",
        ..AdviserRow::default()
    };
    AdvisersPage {
        errors: FormErrors::none(),
        lede: "2 people who have a right to support, or may have one, have no adviser.".into(),
        notices: vec![Notice {
            id: "given".into(),
            kind: "done",
            heading: "12 people now have Priya Nair".into(),
            lines: vec!["1 was changed by somebody else meanwhile.".into()],
            links: Vec::new(),
        }],
        which: Select {
            name: "show",
            label: "Which people?",
            choices: vec![Choice::new("", "No adviser yet: 2", Some(""))],
        },
        show: String::new(),
        q: String::new(),
        page: String::new(),
        said: "2 people, by name.".into(),
        rows: vec![row(1, "<i>Amara</i>", Some("Record 008242")), row(2, "Number 313752", None)],
        pages: vec![Link::new("Page 1", "/manager/people?page=1").current_if(true)],
        adviser: Select {
            name: "adviser",
            label: "Who is to be their adviser?",
            choices: vec![
                Choice::new("", "Choose one", None),
                Choice::new("1", "Priya Nair, has 12 people", None),
            ],
        },
        from: WrittenDay::new("23", "11", "2026"),
        no_advisers: None,
    }
}

#[test]
fn each_person_can_be_ticked_and_a_name_is_shown_as_it_was_written() {
    let html = shown(Role::Manager, "advisers", &full());
    let parsed = Html::parse_document(&html);
    assert_eq!(all(&parsed, "input[name=pick]").len(), 2);
    assert!(html.contains("&lt;i&gt;Amara") && html.contains("12 people now have Priya Nair"));
    let wrong = AdvisersPage { errors: FormErrors::one("pick", "Tick at least 1 person"), ..full() };
    let html = shown(Role::Manager, "advisers-error", &wrong);
    assert!(html.contains("href=\"#pick\"") && html.contains("<title>Error: "));
}

#[test]
fn an_empty_list_says_so_and_has_no_form() {
    let empty = AdvisersPage {
        rows: Vec::new(),
        pages: Vec::new(),
        said: "Nobody is left here.".into(),
        no_advisers: Some("Nobody here is an adviser yet."),
        ..full()
    };
    let html = shown(Role::Manager, "advisers-start", &empty);
    assert!(html.contains("Nobody is left here.") && html.contains("Nobody here is an adviser yet."));
    assert!(!html.contains("Save for the people you ticked"));
}

#[test]
fn the_address_says_which_people_and_nothing_of_them() {
    let asked = Asked { show: "everyone".into(), page: "2".into(), ..Asked::default() };
    assert_eq!(asked.address(), "/manager/people?show=everyone&page=2");
    assert_eq!(Asked::default().address(), "/manager/people");
    assert_eq!(Asked { page: "x".into(), ..Asked::default() }.number(), 1);
}
