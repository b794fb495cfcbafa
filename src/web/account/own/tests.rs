//! The account page, for people in the demonstration.

#![allow(clippy::unwrap_used, reason = "tests")]

use chrono::{DateTime, TimeDelta, Utc};
use onward_domain::id::SessionId;
use onward_store::{Tx, repo::accounts::NewSession};

use super::{page::Notice, *};
use crate::{
    usecases::account::see_account::SeenAccount,
    web::testing::{Borough, own_frame, proper, reads, shown_in},
};

/// After everything that has happened in the borough.
fn noon() -> DateTime<Utc> {
    "2027-01-04T12:00:00Z".parse().unwrap()
}

/// Jay's account, with two devices: the one in his hand, and an iPhone.
fn jay() -> AccountPage {
    let borough = Borough::make();
    let (user, this) = (borough.user("Jay"), SessionId::new());
    let session = |id: SessionId, device: &str| NewSession {
        id,
        key_hash: id.to_string(),
        user,
        state: String::new(),
        device: device.into(),
        own_device: true,
        idle_until: noon() + TimeDelta::hours(1),
        ends_at: noon() + TimeDelta::hours(2),
    };
    let sessions = [session(SessionId::new(), "Safari on an iPhone"), session(this, "Chrome on Android")];
    let begin = move |tx: &Tx| sessions.iter().try_for_each(|new| tx.accounts().begin_session(new, noon()));
    borough.store.write(begin).unwrap();
    page_of(borough.read::<SignedIn, _>(user, see_account), this)
}

fn page_of(seen: SeenAccount, this: SessionId) -> AccountPage {
    AccountPage::of(seen, this, "sealed".into(), noon())
}

#[test]
fn jay_sees_every_device_and_a_button_for_all_but_this_one() {
    let page = jay();
    let html = shown_in(&own_frame("/account"), &page);
    proper(&html);
    assert_eq!(html.matches("name=\"device\"").count(), 1);
    insta::assert_snapshot!("jay", reads(&html));
    crate::web::testing::keep("account", &html);
    for notice in [Notice::DeviceSignedOut, Notice::PassphraseChanged, Notice::SecondFactorOn] {
        let html = shown_in(&own_frame("/account"), &page.clone().saying(Some(notice)));
        proper(&html);
        assert!(html.contains("role=\"alert\""), "{html}");
    }
    let errors = FormErrors::one("current", said::CurrentWrong);
    let html = shown_in(&own_frame("/account"), &page.wrong(errors));
    proper(&html);
    assert!(html.contains("<title>Error: "), "{html}");
}

#[test]
fn priya_sees_whether_her_second_factor_is_on() {
    let borough = Borough::make();
    let seen = borough.read::<SignedIn, _>(borough.user("Priya"), see_account);
    assert_eq!(seen.second_factor, Some(false));
    let page = StaffAccountPage(page_of(seen, SessionId::new()));
    let html = crate::web::page_check::shown(onward_domain::role::Role::Adviser, "account-staff", &page);
    assert!(html.contains("staff.css") && !html.contains("app-mast"), "in staff's clothes");
    insta::assert_snapshot!("priya", reads(&html));
    let errors = FormErrors::one("current", said::CurrentWrong);
    let html = crate::web::page_check::shown(
        onward_domain::role::Role::Adviser,
        "account-staff-wrong",
        &StaffAccountPage(page.0.wrong(errors)),
    );
    assert!(html.contains("<title>Error: "));
}

#[test]
fn changing_a_passphrase_needs_the_current_one_and_the_new_one_twice() {
    let form = |current: &str, new: &str, again: &str| -> PassphraseForm {
        let fields = serde_json::json!({"current": current, "passphrase": new, "again": again});
        serde_json::from_value(fields).unwrap()
    };
    let long = "purple tractor gravel";
    let said = |form: PassphraseForm, field: &str| form.read("jay").unwrap_err().said(field);
    let current = said(form("", long, long), "current");
    assert_eq!(current.as_deref(), Some("Enter the passphrase that you have now"));
    assert_eq!(said(form("old", long, "x"), "again").as_deref(), Some("Enter the same passphrase again"));
    assert!(said(form("old", "short", "short"), "passphrase").is_some());
    assert!(form("old", long, long).read("jay").is_ok());
}
