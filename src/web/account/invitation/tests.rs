//! The two steps of an invitation: at first and with something to correct.

#![allow(clippy::unwrap_used, reason = "tests")]

use super::*;
use crate::web::{
    form::WrittenDay,
    testing::{proper, reads, shown},
    view::Phone,
};
use onward_domain::role::Role;

fn code_page(sheet: Sheet<CodeForm>) -> String {
    let html =
        shown(&InvitationPage { team_phone: Some(Phone::new("01632 960 100")), colleague: false, sheet });
    proper(&html);
    html
}

fn choose_page(asks_name: bool, sheet: Sheet<ChooseForm>) -> String {
    let html =
        shown(&ChoosePage::of("t".into(), if asks_name { Role::YoungPerson } else { Role::Adviser }, sheet));
    proper(&html);
    html
}

#[test]
fn it_asks_for_the_code_and_the_date_of_birth() {
    insta::assert_snapshot!("start", reads(&code_page(Sheet::default())));
    proper(&shown(&InvitationPage::default()));
}

#[test]
fn a_nonexistent_day_is_kept_as_entered() {
    let form = CodeForm { code: "abcd-efgh".into(), born: WrittenDay::new("31", "April", "2007") };
    let errors = form.read(false).unwrap_err();
    let html = code_page(Sheet::wrong(form, errors));
    assert!(html.contains("value=\"April\"") && html.contains("value=\"31\"") && html.contains("bday-year"));
    assert!(
        html.contains("href=\"#born\"") && html.contains("id=\"born\""),
        "the summary leads to the first box"
    );
    assert!(html.contains("April 2007 has 30 days"), "{html}");
}

#[test]
fn what_is_missing_is_asked_for() {
    let wrong = CodeForm::default().read(false).unwrap_err();
    assert_eq!(wrong.said("code").as_deref(), Some("Enter the code that you were given"));
    assert_eq!(wrong.said("born").as_deref(), Some("Enter your date of birth"));
}

#[test]
fn a_name_and_a_passphrase_are_chosen_and_only_the_name_is_shown_again() {
    insta::assert_snapshot!("choose", reads(&choose_page(true, Sheet::default())));
    let form = |name: &str, passphrase: &str, again: &str| -> ChooseForm {
        let fields = serde_json::json!({"name": name, "passphrase": passphrase, "again": again});
        serde_json::from_value(fields).unwrap()
    };
    let said = |form: &ChooseForm, field: &str| form.read(true).unwrap_err().said(field);
    let twice = form("Jay", "purple tractor gravel", "purple tractor");
    assert_eq!(said(&twice, "again").as_deref(), Some("Enter the same passphrase again"));
    let html = choose_page(true, Sheet::wrong(twice.clone(), twice.read(true).unwrap_err()));
    assert!(html.contains("value=\"Jay\"") && !html.contains("purple"), "{html}");
    let short = form("jj", "short", "short");
    assert_eq!(said(&short, "name").as_deref(), Some("Use at least 3 letters or numbers"));
    let least = "Use at least 12 characters. 3 or 4 words work well";
    assert_eq!(said(&short, "passphrase").as_deref(), Some(least));
    assert_eq!(said(&form("jay", "", ""), "passphrase").as_deref(), Some("Enter a passphrase"));
    let right = form(" Jay  K ", "purple tractor gravel", "purple tractor gravel");
    assert_eq!(right.read(true).unwrap().as_deref(), Some("jay k"));
    assert_eq!(right.read(false).unwrap(), None, "staff sign in with their address");
}

#[test]
fn staff_and_anyone_reset_only_choose_a_passphrase() {
    let words = reads(&choose_page(false, Sheet::default()));
    assert!(words.starts_with("Choose a new passphrase") && !words.contains("A name or number"), "{words}");
}

#[test]
fn a_colleague_is_asked_for_their_administrator_s_code_alone_and_spoken_to_as_one() {
    let page = |sheet| reads(&shown(&InvitationPage { team_phone: None, colleague: true, sheet }));
    let words = page(Sheet::default());
    insta::assert_snapshot!("colleague", words);
    for word in ["adviser", "born", "phone"] {
        assert!(!words.contains(word), "{word}: {words}");
    }
    let form = CodeForm { code: "ABCDE-FGHJK".into(), ..CodeForm::default() };
    let errors = form.read(true).unwrap_err();
    assert!(page(Sheet::wrong(form, errors)).contains("16 letters and figures"));
}
