//! The borough's colleagues, as Rowan sees them.

#![allow(clippy::unwrap_used, reason = "tests")]

use super::*;
use crate::{
    usecases::account::look_after_users::{Invitation, SeenUsers},
    web::{
        page_check::shown,
        testing::{BOROUGH, reads},
        view::{FormState, Page as _},
    },
};
use onward_domain::role::Role;

fn seen() -> SeenUsers {
    BOROUGH.read::<Administrator, _>(BOROUGH.user("Rowan"), see_users)
}

fn page(page: &UsersPage) -> String {
    shown(Role::Administrator, "users", page)
}

#[test]
fn colleagues_are_listed_with_what_can_be_done_about_each() {
    let mut seen = seen();
    let all = &mut seen.colleagues;
    let at = all.iter().map(|one| one.user.created_at).max().unwrap_or_default();
    let callum = all.iter_mut().find(|one| one.user.display_name.starts_with("Callum")).unwrap();
    callum.user.disabled_at = Some(at);
    let dawn = all.iter_mut().find(|one| one.user.display_name.starts_with("Dawn")).unwrap();
    dawn.asked_at = Some("2026-11-23T14:00:00Z".parse().unwrap());
    dawn.not_set_up = true;
    seen.waiting = 1;
    let html = page(&UsersPage::of(seen, Sheet::default()));
    for role in Role::ALL {
        let offered = html.contains(&format!("<option value=\"{}\">", role.word()));
        assert_eq!(offered, role.is_staff(), "{role}");
    }
    insta::assert_snapshot!("list", reads(&html));
}

#[test]
fn a_form_with_errors_keeps_what_was_entered() {
    let form = NewForm { name: "Ann".into(), email: "ann".into(), ..NewForm::default() };
    let errors = form.read().unwrap_err();
    let html =
        page(&UsersPage::of(SeenUsers { colleagues: Vec::new(), ..seen() }, Sheet::wrong(form, errors)));
    assert!(html.contains("<title>Error: ") && html.contains("value=\"Ann\""));
    insta::assert_snapshot!("error", reads(&html));
}

#[test]
fn somebody_else_s_change_opens_the_form_again_with_what_was_chosen() {
    let seen = seen();
    let callum =
        seen.colleagues.iter().find(|one| one.user.display_name.starts_with("Callum")).unwrap().user.id;
    let form = ChangeForm { user: Some(callum), role: Some(Role::Manager), ..ChangeForm::default() };
    let stale = UsersPage::changed_meanwhile(seen, form);
    assert_eq!(stale.state(), FormState::Clash);
    let html = page(&stale);
    assert!(html.contains("<title>Error: ") && html.contains("Somebody else changed Callum"));
    assert_eq!(html.matches("<details class=\"app-why\" open>").count(), 1);
    assert!(html.contains("<option value=\"manager\" selected>"));
}

#[test]
fn whoever_is_to_be_suspended_is_named_and_asked_about_first() {
    let callum = |seen: &SeenUsers| {
        seen.colleagues.iter().find(|one| one.user.display_name.starts_with("Callum")).unwrap().user.id
    };
    let seen = seen();
    let who = callum(&seen);
    let html = page(&UsersPage::asking(seen, who).unwrap());
    assert!(reads(&html).contains("Suspend Callum Reid?"), "{}", reads(&html));
    assert!(html.contains("name=\"sure\" value=\"yes\"") && html.contains("They are signed out at once"));
    let mut gone = self::seen();
    gone.colleagues.retain(|one| one.user.id != who);
    assert!(UsersPage::asking(gone, who).is_none());
}

#[test]
fn a_new_colleague_has_a_name_an_email_and_a_staff_role() {
    let ann = NewForm {
        name: " Ann Field ".into(),
        email: "Ann.Field@Example.gov.uk".into(),
        phone: String::new(),
        role: "adviser".into(),
        team: String::new(),
    };
    let read = ann.read().unwrap();
    assert_eq!((read.name.as_str(), read.email.as_str()), ("Ann Field", "ann.field@example.gov.uk"));
    assert_eq!((read.role, read.phone), (Role::Adviser, None));
    for (wrong, field, words) in [
        (NewForm { name: " ".into(), ..ann.clone() }, "name", "Enter their name"),
        (NewForm { name: "é".repeat(101), ..ann.clone() }, "name", "Use 100 characters or fewer"),
        (
            NewForm { email: "ann@home".into(), ..ann.clone() },
            "email",
            "Enter their work email, like name@example.gov.uk",
        ),
        (NewForm { phone: "0".repeat(31), ..ann.clone() }, "phone", "Use 30 characters or fewer"),
        (NewForm { role: "young_person".into(), ..ann.clone() }, "role", "Choose one"),
        (NewForm { role: String::new(), ..ann }, "role", "Choose a role"),
    ] {
        assert_eq!(wrong.read().unwrap_err().said(field).as_deref(), Some(words));
    }
}

#[test]
fn a_code_is_shown_with_how_long_it_works() {
    let invitation = Invitation { name: "Ann".into(), code: "ABCDEFGH".into() };
    let html = shown(Role::Administrator, "user-code", &CodePage::of(&invitation, "https://onward.example"));
    insta::assert_snapshot!("code", reads(&html));
}
