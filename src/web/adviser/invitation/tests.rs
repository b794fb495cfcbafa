//! An invitation for Jay, as Priya makes it on Monday 23 November 2026.

#![allow(clippy::unwrap_used, reason = "tests")]

use super::*;
use crate::{
    usecases::adviser::invite::{CodeState, SeenInvitation},
    web::{
        page_check::shown,
        testing::{BOROUGH, NOW, reads},
    },
};
use onward_domain::role::Role;

fn seen() -> SeenInvitation {
    let jay = BOROUGH.person("Jay");
    BOROUGH.read::<Adviser, _>(BOROUGH.user("Priya"), |ask| see_invitation(ask, jay))
}

fn page(seen: &SeenInvitation, code: Option<&str>) -> String {
    let page = InvitationPage::of(seen, NOW.today, code.map(str::to_owned), "https://onward.example");
    shown(Role::Adviser, "invitation", &page)
}

#[test]
fn the_page_says_how_far_it_has_got_and_shows_a_code_once() {
    insta::assert_snapshot!("start", reads(&page(&seen(), None)));
    insta::assert_snapshot!("code", reads(&page(&seen(), Some("ABCDE-FGHJK"))));
    assert!(!page(&seen(), Some("ABCDE-FGHJK")).contains("<button class=\"govuk-button\""));
}

#[test]
fn every_end_of_a_code_has_its_words() {
    let at = "2026-11-22T14:00:00Z".parse().unwrap();
    for (code, words) in [
        (CodeState::None, "not been invited yet"),
        (CodeState::Used(at), "The last code was used on Sunday 22 November at 2pm."),
        (CodeState::Expired(at), "The last code stopped on Sunday 22 November at 2pm. It was not used."),
        (CodeState::TriedTooOften, "It no longer works."),
        (CodeState::Waits(at), "A code can be used until Sunday 22 November at 2pm."),
    ] {
        let html = page(&SeenInvitation { code, set_up: false, asked_at: Some(at), ..seen() }, None);
        assert!(html.contains(words), "{words}\n{}", reads(&html));
        assert!(html.contains("Check that it is really them"), "they asked");
    }
    let again = page(&SeenInvitation { code: CodeState::None, set_up: true, ..seen() }, None);
    assert!(again.contains("can sign in already") && again.contains("Make a code for a new passphrase"));
}

#[test]
fn where_no_code_can_be_made_the_page_says_why() {
    let mut unborn = seen();
    unborn.person.identity.born = None;
    for (seen, words) in [
        (SeenInvitation { may_change: false, ..seen() }, "Only their own adviser makes codes"),
        (SeenInvitation { closed: true, ..seen() }, "Ask a manager"),
        (unborn, "Record it first"),
    ] {
        let html = page(&seen, None);
        assert!(html.contains(words) && !html.contains("<button class=\"govuk-button\""), "{words}");
    }
}
