//! What was not saved.

#![allow(clippy::unwrap_used, reason = "tests")]

use super::*;
use crate::web::page_check::shown;
use onward_domain::role::Role;

#[test]
fn what_was_written_is_read_and_sent_again_with_every_field_once() {
    let fields = [("once", "k1"), ("note", "He has a new flat & a key"), ("seen", "yes")];
    let fields: Vec<(String, String)> =
        fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
    let page = UnsavedPage { unsaved: UnsavedForm::of("/adviser/x/visit", &fields), minutes: MINUTES };
    for role in [Role::YoungPerson, Role::Adviser] {
        let html = shown(role, "what was not saved", &page);
        assert!(html.contains("He has a new flat &amp; a key"), "{html}");
        assert!(html.contains(r#"action="/adviser/x/visit""#), "{html}");
        assert_eq!(html.matches(r#"name="once" value="k1""#).count(), 1, "{html}");
    }
}
