//! Who has which adviser in the borough, as Dawn sees it.

#![allow(clippy::unwrap_used, reason = "tests")]

use super::*;
use crate::{
    usecases::manager::{
        advisers::{Given, Seen},
        coverage::{Worked, work_out},
    },
    web::{
        form::WrittenDay,
        page_check::{all, shown},
        testing::{BOROUGH, NOW, reads},
    },
};
use onward_domain::role::Role;
use scraper::Html;

fn seen() -> (Worked, Seen) {
    BOROUGH.read::<Manager, _>(BOROUGH.user("Dawn"), |ask| {
        Ok((work_out(ask)?, see_advisers(ask, &Looked::default())?))
    })
}

fn page((worked, seen): &(Worked, Seen), asked: &Asked, sheet: Sheet<GiveForm>) -> String {
    shown(Role::Manager, "advisers", &AdvisersPage::of(seen, &worked.coverage, NOW.today, asked, sheet))
}

fn start(asked: &Asked) -> Sheet<GiveForm> {
    Sheet::new(GiveForm::start(asked, NOW.today))
}

fn text(html: &str) -> String {
    let boxes = |line: &str| !line.contains('~');
    reads(html).lines().filter(|line| boxes(line)).collect::<Vec<_>>().join("\n")
}

#[test]
fn people_without_an_adviser_can_be_selected_and_the_others_are_listed_with_theirs() {
    let borough = seen();
    let html = page(&borough, &Asked::default(), start(&Asked::default()));
    assert!(all(&Html::parse_document(&html), "input[name=pick]").len() > 1);
    insta::assert_snapshot!("without", text(&html));
    let jay = Asked { q: "linton".into(), named: "yes".into(), ..Asked::default() };
    insta::assert_snapshot!("jay", text(&page(&borough, &jay, start(&jay))));
    let nobody = Asked { q: "%".into(), ..Asked::default() };
    let html = page(&borough, &nobody, start(&nobody));
    assert!(html.contains("Nobody here has this in their name") && !html.contains("<table"));
}

#[test]
fn the_outcome_of_a_form_is_reported_for_everybody_in_it() {
    let (worked, seen) = seen();
    let (jay, priya) = (BOROUGH.person("Jay"), BOROUGH.user("Priya"));
    let without: Vec<_> =
        seen.people.iter().filter(|one| one.now.is_none()).map(|one| one.person.id).collect();
    let given = Given { to: Some(priya), from: NOW.today, ..Given::default() };
    for (name, given) in [
        ("given", Given { changed: without.clone(), meanwhile: vec![jay], ..given.clone() }),
        ("planned", Given { changed: vec![jay], from: NOW.today.succ_opt().unwrap(), ..given.clone() }),
        ("taken_off", Given { to: None, changed: vec![jay], already: without, ..given.clone() }),
        ("too_early", Given { too_early: vec![jay], from: "2020-05-04".parse().unwrap(), ..given }),
    ] {
        let seen = Seen { given: Some(given), ..seen.clone() };
        let html =
            page(&(worked.clone(), seen), &Asked { q: "%".into(), ..Asked::default() }, Sheet::default());
        let note = all(&Html::parse_document(&html), ".app-note").remove(0).html();
        insta::assert_snapshot!(name, reads(&format!("<main>{note}</main>")));
    }
}

#[test]
fn mistakes_are_reported_and_the_selection_is_kept() {
    let borough = seen();
    let jay = BOROUGH.person("Jay");
    let form = GiveForm { pick: vec![format!("{jay}~x")], q: "linton".into(), ..GiveForm::default() };
    let errors = form.read(String::new(), NOW.today).unwrap().unwrap_err();
    assert!(errors.has("adviser") && errors.has("from") && !errors.has("pick"));
    let html = page(&borough, &form.asked(), Sheet::wrong(form, errors));
    assert!(html.contains("<title>Error: ") && html.contains("checked"));
    let form = GiveForm {
        adviser: "nobody".into(),
        from: WrittenDay::new("23", "6", "2027"),
        ..GiveForm::default()
    };
    let errors = form.read(String::new(), NOW.today).unwrap().unwrap_err();
    assert_eq!(errors.said("pick").as_deref(), Some("Select at least 1 person"));
    let days = "Enter a first day from 23 November 2016 to 23 February 2027";
    assert_eq!(errors.said("from").as_deref(), Some(days));
    let form = GiveForm { pick: vec!["nonsense".into()], ..form };
    assert!(form.read(String::new(), NOW.today).is_err());
}

#[test]
fn the_address_says_which_people_but_nothing_about_them() {
    let asked = Asked { show: "everyone".into(), page: "2".into(), ..Asked::default() };
    assert_eq!(asked.address(), "/manager/people?show=everyone&page=2");
    assert_eq!(Asked::default().address(), "/manager/people");
    assert_eq!(Asked { page: "x".into(), ..Asked::default() }.number(), 1);
}
