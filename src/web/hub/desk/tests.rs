//! Sam's desk.

#![allow(clippy::unwrap_used, reason = "tests")]

use super::*;
use crate::{
    usecases::manager::openings::see_openings,
    web::{
        desk::Manager,
        form::WrittenDay,
        page_check::shown,
        testing::{BOROUGH, reads},
    },
};
use onward_domain::role::Role;
use onward_store::scope::Exactly;

#[test]
fn the_desk_shows_what_is_open_and_keeps_what_was_entered() {
    let page = |open: &[BreakGlass], sheet| {
        let html = shown(Role::HubWorker, "hub", &DeskPage::of(open, sheet));
        assert!(!html.contains("Jay"), "nobody is named");
        reads(&html)
    };
    let open = BOROUGH.read::<Hub, _>(BOROUGH.user("Sam"), see_open_records);
    insta::assert_snapshot!("start", page(&open, Sheet::default()));
    let yusufs = BOROUGH.read::<Manager, _>(BOROUGH.user("Dawn"), see_openings);
    let yusufs: Vec<_> = yusufs.into_iter().map(|one| one.opening).collect();
    let form = FindForm { family_name: "Linton".into(), ..FindForm::default() };
    let errors = form.read().unwrap_err();
    insta::assert_snapshot!("full", page(&yusufs, Sheet::wrong(form, errors)));
}

#[test]
fn a_record_number_is_enough_and_a_name_needs_its_date_of_birth() {
    let form = |record: &str, family_name: &str, born| FindForm {
        record: record.into(),
        family_name: family_name.into(),
        born,
    };
    let born = || WrittenDay::new("27", "3", "2007");
    assert_eq!(form(" 313752 ", "", born()).read().unwrap(), Exactly::Child("313752".into()));
    let both = Exactly::Born { family_name: "Linton".into(), born: "2007-03-27".parse().unwrap() };
    assert_eq!(form("", "Linton ", born()).read().unwrap(), both);
    let nothing = form("", " ", WrittenDay::default()).read().unwrap_err();
    assert!(nothing.has("record") && nothing.has("born"));
    assert!(form("", "", born()).read().unwrap_err().has("record"));
    assert!(form("", "Linton", WrittenDay::new("31", "4", "2007")).read().unwrap_err().has("born"));
}
