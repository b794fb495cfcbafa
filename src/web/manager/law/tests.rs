//! What the law of 2026 changed for the borough, and for Priya's people.

#![allow(clippy::unwrap_used, reason = "tests")]

use super::*;
use crate::{
    usecases::law_changes::{LawChanged, dated},
    web::{
        page_check::shown,
        testing::{BOROUGH, Borough, NOW, reads},
    },
};
use onward_domain::role::Role;

fn since(months: u32) -> NaiveDate {
    Asked { months }.since(NOW.today)
}

fn page(role: Role, seen: &LawChanged, at: &'static str) -> String {
    reads(&shown(role, "law", &LawPage::of(seen, Borough::law(), since(12), 12, at)))
}

#[test]
fn a_manager_sees_who_loses_first_and_an_adviser_their_own_people_alone() {
    let all = BOROUGH.read::<Manager, _>(BOROUGH.user("Dawn"), |ask| see_for_everyone(ask, since(12)));
    let own = BOROUGH.read::<Adviser, _>(BOROUGH.user("Priya"), |ask| see_for_caseload(ask, since(12)));
    assert!(own.people < all.people && own.touched <= all.touched && all.touched > 0);
    let lost =
        all.lines.iter().find(|line| line.direction == leaving_care_rules::changes::Direction::Lost).unwrap();
    assert!(lost.with_instead() > 0, "the fund is there instead of discretionary payments");
    let file = file::touched(&all, Borough::law()).text();
    assert!(file.contains("\"loses\"") && file.contains("Help when the rent is too high"), "{file}");
    let names: usize = own.lines.iter().map(|line| line.people.len()).sum();
    assert!(names > 0, "the fund of April 2026 touches somebody of hers");
    let words = page(Role::Manager, &all, EVERYONE);
    assert!(words.contains("What changed in the law") && words.contains("Money in a crisis"), "{words}");
    assert!(words.contains("can ask for something in its place") && words.contains("Instead: "), "{words}");
    let html = shown(Role::Adviser, "law-own", &LawPage::of(&own, Borough::law(), since(12), 12, CASELOAD));
    assert!(html.contains("/adviser/people/") && !html.contains("/manager/"));
    insta::assert_snapshot!("own", reads(&html));
}

#[test]
fn months_without_a_change_say_so_and_other_words_mean_a_year() {
    let quiet = LawChanged { changes: vec![], lines: vec![], people: 5, touched: 0, lose: 0 };
    insta::assert_snapshot!("quiet", page(Role::Manager, &quiet, EVERYONE));
    assert_eq!(Asked { months: 7 }.months(), 12);
    assert!(!dated(Borough::law(), since(12), NOW.today).is_empty());
}

#[test]
fn an_entry_that_was_read_anew_says_what_is_different() {
    let read_anew = LawChanged {
        changes: dated(Borough::law(), "2026-11-25".parse().unwrap(), "2026-11-27".parse().unwrap()),
        lines: vec![],
        people: 5,
        touched: 0,
        lose: 0,
    };
    for (role, at) in [(Role::Manager, EVERYONE), (Role::Adviser, CASELOAD)] {
        let words = page(role, &read_anew, at);
        assert!(words.contains("Read anew. Pregnant, a parent, domestic abuse"), "{words}");
        assert!(words.contains("A home first, if you are homeless"), "{words}");
    }
}

#[test]
fn an_adviser_and_a_manager_are_told_on_their_first_page_alone_that_the_law_changed() {
    use crate::web::{testing::VIEW, view::Frame};
    let quiet = LawChanged { changes: vec![], lines: vec![], people: 5, touched: 0, lose: 0 };
    let page = LawPage::of(&quiet, Borough::law(), since(12), 12, CASELOAD);
    for (role, path, told) in [
        (Role::Adviser, "/adviser/today", true),
        (Role::Manager, "/manager/coverage", true),
        (Role::Adviser, "/adviser/people/7", false),
        (Role::Administrator, "/admin/users", false),
    ] {
        let mut frame = Frame::public("Onward", "Stockton Riverside", "t").signed_in(role, path);
        frame.today = Some(NOW.today);
        assert_eq!(frame.tells_of_the_law(), told, "{path}");
        frame.alerts.law_changed = told.then_some(NOW.today);
        let html = VIEW.render(&frame, &page).unwrap();
        assert_eq!(reads(&html).contains("The law changed on 23 November 2026"), told, "{path}");
    }
}

#[test]
fn two_managers_settle_it_and_the_page_says_where_it_stands_for_each() {
    use crate::usecases::manager::second_look::Stands;
    use onward_domain::{
        id::{SecondLookId, UserId},
        second_look::{SecondAnswer, SecondLook},
    };
    let all = BOROUGH.read::<Manager, _>(BOROUGH.user("Dawn"), |ask| see_for_everyone(ask, since(12)));
    let page = |stands: Stands, sheet: Sheet<SendForm>| {
        let page = LawPage::of(&all, Borough::law(), since(12), 12, EVERYONE);
        reads(&shown(Role::Manager, "law", &page.settled_by_two(SettlingShown::of(&all, stands), sheet)))
    };
    let new = page(Stands::default(), Sheet::default());
    assert!(new.contains("Not looked at yet.") && new.contains("Send to another manager"), "{new}");
    let errors = SendForm::default().read().unwrap_err();
    assert!(
        page(Stands::default(), Sheet::wrong(SendForm::default(), errors))
            .contains("Tick this once you have looked")
    );
    let look = SecondLook {
        id: SecondLookId::new(),
        what: LooksAt::Law,
        about: "mark".into(),
        words: Some("Two are moving this week.".into()),
        asked_by: UserId::new(),
        asked_at: NOW.at,
        answer: None,
    };
    let names = |answered: bool| Stands {
        asked_by: Some("Dawn Fairley".into()),
        answered_by: answered.then(|| "Marcus Bell".into()),
        ..Stands::default()
    };
    let own = page(
        Stands { look: Some(look.clone()), mine: true, others: vec!["Marcus Bell".into()], ..names(false) },
        Sheet::default(),
    );
    assert!(
        own.contains("another manager settles it: Marcus Bell") && !own.contains("What do you say?"),
        "{own}"
    );
    let other = page(Stands { look: Some(look.clone()), ..names(false) }, Sheet::default());
    assert!(other.contains("What do you say?") && other.contains("Two are moving this week."), "{other}");
    for (agreed, said) in [(true, "Settled."), (false, "One is not on the list.")] {
        let words = (!agreed).then(|| "One is not on the list.".to_owned());
        let answer = SecondAnswer { by: UserId::new(), at: NOW.at, agreed, words };
        let look = SecondLook { answer: Some(answer), ..look.clone() };
        let page = page(Stands { look: Some(look), ..names(true) }, Sheet::default());
        assert!(page.contains(said) && page.contains("Marcus Bell"), "{page}");
        assert_eq!(page.contains("Send to another manager"), !agreed);
    }
    let back = SettleForm { answer: "back".into(), ..SettleForm::default() };
    assert!(back.read().unwrap_err().has("words"), "it goes back with words");
}
