//! What a manager sees of reviews and challenges.

use super::FiguresPage;
use crate::{
    usecases::manager::reviewing::see_reviewing,
    web::{
        desk::Manager,
        page_check::shown,
        testing::{BOROUGH, NOW, reads},
    },
};
use onward_domain::role::Role;
use onward_store::repo::reviewing::Reviewed;

#[test]
fn dawn_sees_in_figures_what_is_late_and_what_changed_for_children() {
    let (people, reviewed) = BOROUGH.read::<Manager, _>(BOROUGH.user("Dawn"), see_reviewing);
    let page = FiguresPage::of(&people, &reviewed, NOW.today);
    insta::assert_snapshot!("figures", reads(&shown(Role::Manager, "manager-challenges", &page)));
    let none = FiguresPage::of(&[], &Reviewed::default(), NOW.today);
    assert!(reads(&shown(Role::Manager, "manager-challenges-none", &none)).contains("No answer is late."));
}
