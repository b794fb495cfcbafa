//! Who reviews whom.

use super::OfficersPage;
use crate::{
    usecases::manager::reviewing::see_officers,
    web::{
        desk::Manager,
        form::Sheet,
        page_check::shown,
        testing::{BOROUGH, NOW, reads},
    },
};
use onward_domain::role::Role;

#[test]
fn whoever_has_no_reviewing_officer_stands_first_and_an_empty_service_says_so() {
    let (officers, people) = BOROUGH.read::<Manager, _>(BOROUGH.user("Dawn"), see_officers);
    let page = OfficersPage::of(&officers, &people, NOW.today, Sheet::default());
    let words = reads(&shown(Role::Manager, "officers", &page));
    assert!(
        words.find("Without one").is_some_and(|without| Some(without) < words.find("With one")),
        "{words}"
    );
    let none = OfficersPage::of(&[], &[], NOW.today, Sheet::default());
    assert!(reads(&shown(Role::Manager, "officers-none", &none)).contains("Nobody is in care"));
}
