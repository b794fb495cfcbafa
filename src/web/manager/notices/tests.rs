//! The page of notices.

use super::NoticesPage;
use crate::web::{
    form::Sheet,
    page_check::shown,
    testing::{NOW, reads},
};
use onward_domain::role::Role;

#[test]
fn nothing_is_announced_and_the_page_says_so() {
    let read = reads(&shown(Role::Manager, "notices", &NoticesPage::of(&[], NOW.today, Sheet::default())));
    assert!(read.contains("Nothing is announced."), "{read}");
}
