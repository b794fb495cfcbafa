//! Sam writes down what somebody said on the phone.

#![allow(clippy::unwrap_used, reason = "tests")]

use super::*;
use crate::{
    settings::Neighbour,
    web::{
        page_check::shown,
        testing::{NOW, reads},
    },
};
use onward_domain::{
    hub::{CameBy, Discussed, Harm, Lives, NotToldBecause, Sender},
    role::Role,
};

fn settings() -> Settings {
    let neighbour = Neighbour { name: Some("Port Haven Council".into()), ..Neighbour::default() };
    Settings { neighbour, ..Settings::default() }
}

fn form(fields: &str) -> CallForm {
    serde_json::from_str(fields).unwrap()
}

#[test]
fn a_call_is_asked_what_the_public_form_asks_each_kind_of_person() {
    let page = CallPage::of(Sheet::default(), &settings());
    let words = reads(&shown(Role::HubWorker, "call", &page));
    for said in ["Is a child being hurt, or could they be?", "Who is it about?", "I work with children"] {
        assert!(words.contains(said), "{said}: {words}");
    }
    assert!(
        words.contains("In the area of Port Haven Council") && words.contains("Leave it open"),
        "{words}"
    );
    let errors = CallForm::default().read(NOW.today).unwrap_err();
    for missing in ["how", "door", "who", "harm", "about", "words", "screened"] {
        assert!(errors.has(missing), "{missing}");
    }
    assert!(
        !errors.has("reach") && !errors.has("talked") && !errors.has("lives"),
        "nobody has to be reached; only professionals talked"
    );
    shown(Role::HubWorker, "call", &CallPage::of(Sheet::wrong(CallForm::default(), errors), &settings()));
}

#[test]
fn a_professional_on_the_phone_says_whether_they_talked_to_the_family_and_a_neighbour_is_not_asked() {
    let school = |more: &str| {
        form(&format!(
            r#"{{"how":"phone","door":"worried","who":"work","harm":"later","about":"Mia, 9","words":"Alone",
            "screened":"later"{more}}}"#
        ))
    };
    assert!(school("").read(NOW.today).unwrap_err().has("talked"));
    assert!(school(r#","talked":"no""#).read(NOW.today).unwrap_err().has("why"));
    let (told, how, screened) =
        school(r#","talked":"no","why":"crime","more":"He may run""#).read(NOW.today).unwrap();
    assert_eq!(told.discussed, Some(Discussed::No(NotToldBecause::Crime, "He may run".into())));
    assert_eq!((how, screened), (CameBy::Phone, Harm::Later));
    let neighbour = form(
        r#"{"how":"in_person","door":"worried","who":"public","harm":"not_screened","about":"A boy",
        "words":"Alone","screened":"not_named","talked":"no"}"#,
    );
    let (told, ..) = neighbour.read(NOW.today).unwrap();
    assert_eq!((told.sender, told.discussed, told.lives), (Sender::Public, None, Some(Lives::Unknown)));
}
