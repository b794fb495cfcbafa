//! Every page of signing in and of the account: at its start, full, and with something to mend.

#![allow(clippy::unwrap_used, reason = "tests")]

use super::*;
use crate::web::testing::{own_frame, proper, shown, shown_in};

fn sign_in() -> SignInPage {
    SignInPage { own_hours: 12, own_idle_minutes: 15, shared_minutes: 15, ..SignInPage::default() }
}

#[test]
fn sign_in_asks_for_three_things_and_chooses_nothing_beforehand() {
    let html = shown(&sign_in());
    proper(&html);
    for part in [
        "name=\"name\"",
        "name=\"passphrase\"",
        "value=\"yes\"",
        "value=\"no\"",
        "value=\"unsure\"",
        "autocomplete=\"username\"",
        "current-password",
    ] {
        assert!(html.contains(part), "{part}");
    }
    assert!(!html.contains(" checked") && !html.contains("demonstration"));
    assert!(html.contains("up to 12 hours") && html.contains("after 15 minutes"));
}

#[test]
fn a_refused_sign_in_keeps_what_was_written_and_never_the_passphrase() {
    let page = SignInPage {
        name: "jay".into(),
        own_phone: "no".into(),
        errors: FormErrors::one("name", "Check your name and your passphrase"),
        ..sign_in()
    };
    let html = shown(&page);
    proper(&html);
    assert!(html.contains("<title>Error: Sign in – Onward</title>") && html.contains("value=\"jay\""));
    assert_eq!(
        html.matches("Check your name and your passphrase").count(),
        2,
        "in the summary and at the field"
    );
    assert!(html.find("There is a problem") < html.find("<h1"), "before the h1");
    assert!(html.contains("value=\"no\" checked"));
    crate::web::testing::keep("sign-in-error", &html);
}

#[test]
fn the_demonstration_lists_its_accounts_by_role_and_nothing_else_does() {
    let roles = vec![DemoRole {
        heading: "Young people".into(),
        accounts: vec![DemoAccount { sign_in_name: "jay".into(), words: "Jay, 19, left care at 18".into() }],
    }];
    let html = shown(&SignInPage {
        demo: Some(DemoSignIn { passphrase: "stockton riverside demo".into(), roles }),
        ..sign_in()
    });
    proper(&html);
    assert!(html.contains("stockton riverside demo") && html.contains("Jay, 19"));
    crate::web::testing::keep("sign-in", &html);
}

#[test]
fn every_notice_has_its_words() {
    use SignInNotice::*;
    let words =
        [SignedOut, SignedOutEverywhere, SessionEnded, PassphraseChanged, AccountMade].map(|notice| {
            let html = shown(&SignInPage {
                notice: Some(notice),
                team_phone: Some(Phone::new("01632 960 100")),
                team_hours: "Monday to Friday".into(),
                ..sign_in()
            });
            proper(&html);
            let (_, after) = html.split_once("<h1>Sign in</h1>").unwrap();
            after.split_once("</p>").unwrap().0.to_owned()
        });
    let different: std::collections::BTreeSet<_> = words.iter().collect();
    assert_eq!(different.len(), 5, "{words:?}");
}

#[test]
fn the_other_steps_of_signing_in_show_at_start_and_with_something_to_mend() {
    let errors = FormErrors::one("code", "Enter the code");
    for html in [
        shown(&CodePage::default()),
        shown(&CodePage { errors: errors.clone() }),
        shown(&SecondFactorPage {
            action: "/account/second-factor".into(),
            secret: vec!["ABCD".into(), "EFGH".into()],
            address: "otpauth://totp/x".into(),
            errors: errors.clone(),
        }),
        shown(&RecoveryCodesPage { codes: vec!["one-two".into()], on: "/".into() }),
        shown(&InvitationPage::default()),
        shown(&InvitationPage {
            code: "abc".into(),
            born: WrittenDay { day: "31".into(), month: "April".into(), year: "2007".into() },
            errors,
            team_phone: Some(Phone::new("01632 960 100")),
        }),
        shown(&ChoosePage {
            action: "/invitation/choose".into(),
            ticket: "t".into(),
            asks_name: true,
            least: 12,
            ..ChoosePage::default()
        }),
        shown(&ChoosePage {
            action: "/reset/choose".into(),
            least: 12,
            errors: FormErrors::one("again", "Write the same passphrase twice"),
            ..ChoosePage::default()
        }),
        shown(&ResetPage::default()),
        shown(&ResetPage {
            taken: true,
            team_phone: Some(Phone::new("01632 960 100")),
            team_hours: "Monday to Friday".into(),
            ..ResetPage::default()
        }),
    ] {
        proper(&html);
    }
}

#[test]
fn a_refused_invitation_keeps_the_day_as_it_was_written() {
    let born = WrittenDay { day: "31".into(), month: "April".into(), year: "2007".into() };
    let html = shown(&InvitationPage {
        born,
        errors: FormErrors::one("born", "April has 30 days"),
        ..InvitationPage::default()
    });
    assert!(html.contains("value=\"April\"") && html.contains("value=\"31\"") && html.contains("bday-year"));
    assert!(
        html.contains("href=\"#born\"") && html.contains("id=\"born\""),
        "the summary leads to the first box"
    );
}

#[test]
fn the_account_shows_every_device_and_a_button_for_all_but_this_one() {
    let device = |this_one| Device {
        id: "d1".into(),
        words: "Chrome on Android".into(),
        last_used: "today at 2pm".into(),
        since: "20 November".into(),
        this_one,
    };
    let page = AccountPage {
        sign_in_name: "jay".into(),
        devices: vec![device(true), device(false)],
        least: 12,
        ..AccountPage::default()
    };
    let html = shown_in(&own_frame("/account"), &page);
    proper(&html);
    assert_eq!(html.matches("name=\"device\"").count(), 1);
    assert!(html.contains("Sign out everywhere") && html.contains("Priya Anand"));
    crate::web::testing::keep("account", &html);
    for notice in
        [AccountNotice::DeviceSignedOut, AccountNotice::PassphraseChanged, AccountNotice::SecondFactorOn]
    {
        proper(&shown_in(
            &own_frame("/account"),
            &AccountPage { notice: Some(notice), second_factor: Some(true), ..page.clone() },
        ));
    }
    let mended =
        AccountPage { errors: FormErrors::one("current", "Check the passphrase that you have now"), ..page };
    proper(&shown_in(&own_frame("/account"), &mended));
}
