//! What a partner sees: what was shared with their agency, and nothing else.

#![allow(clippy::unwrap_used, reason = "tests")]

use super::*;
use crate::web::{
    page_check::shown,
    testing::{BOROUGH, reads},
};
use onward_domain::role::Role;

#[test]
fn owen_sees_what_education_was_asked_and_nothing_of_what_was_written() {
    let owen = BOROUGH.user("Owen");
    let (agency, views) = BOROUGH.read::<Partner, _>(owen, see_shared);
    assert_eq!((agency, views.len()), (Some(Agency::Education), 1));
    let list = reads(&shown(Role::Partner, "partner", &SharedPage::of(agency, &views)));
    let page = reads(&shown(Role::Partner, "partner-contact", &OnePage::of(&views[0], Sheet::default())));
    for hidden in ["Ava", "Karin", "stepfather", "heating", "Okonjo", "Sam Pickering"] {
        assert!(!list.contains(hidden) && !page.contains(hidden), "{hidden}: {page}");
    }
    insta::assert_snapshot!("shared", page);
    let none = reads(&shown(Role::Partner, "partner-none", &SharedPage::of(None, &[])));
    assert!(none.contains("The hub has not said"), "{none}");
}
