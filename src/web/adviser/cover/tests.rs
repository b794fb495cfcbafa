#![allow(clippy::unwrap_used, reason = "tests")]

use super::*;
use crate::web::{
    page_check::shown,
    testing::{BOROUGH, NOW},
};
use onward_domain::role::Role;

fn page(sheet: Sheet<CoverForm>) -> String {
    let seen = BOROUGH.read::<Adviser, _>(BOROUGH.user("Priya"), see_cover);
    shown(Role::Adviser, "cover", &CoverPage::of(seen, NOW.today, sheet))
}

#[test]
fn a_colleague_is_asked_for_days_that_lie_ahead() {
    assert!(page(Sheet::default()).contains("Who stands in while you are away?"));
    let bare = CoverForm::default();
    let html = page(Sheet::wrong(bare.clone(), bare.read(NOW.today).unwrap_err()));
    assert!(html.contains("Choose a colleague") && html.contains("Enter the last day"));
    let back = CoverForm { last: WrittenDay::new("1", "1", "2020"), ..CoverForm::default() };
    assert!(back.read(NOW.today).is_err());
}
