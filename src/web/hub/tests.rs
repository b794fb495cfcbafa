//! Whose a contact is, and of which agency partners are.

#![allow(clippy::unwrap_used, reason = "tests")]

use super::{adviser::AdviserPage, answer::AnswerPage, partners::PartnersPage, route::RoutePage};
use crate::{
    settings::Settings,
    usecases::hub::{contacts::see_queue, partners::see_partners},
    web::{
        desk::Hub,
        form::Sheet,
        page_check::shown,
        testing::{BOROUGH, reads},
    },
};
use onward_domain::role::Role;

#[test]
fn a_place_in_a_contact_says_whose_it_may_be_and_partners_have_their_agency() {
    let sam = BOROUGH.user("Sam");
    let seen = BOROUGH.read::<Hub, _>(sam, see_queue);
    let school = seen.contacts.iter().find(|one| one.contact.told.about.contains("Northfield")).unwrap();
    let settings = Settings { areas: vec!["Northfield".into()], ..Settings::default() };
    let page = |settings: &Settings| {
        reads(&shown(Role::HubWorker, "route", &RoutePage::of(&school.contact, settings, Sheet::default())))
    };
    assert!(page(&settings).contains("The message mentions a place in our area"));
    assert!(page(&Settings::default()).contains("No place in it says which"));
    let told = reads(&shown(Role::HubWorker, "adviser", &AdviserPage::of(&school.contact, Sheet::default())));
    assert!(told.contains("reads the line that you write below, and nothing else"), "{told}");
    let answer = reads(&shown(Role::HubWorker, "answer", &AnswerPage::of(school, Sheet::default())));
    assert!(
        answer.contains("Who said it") && answer.contains("On which ground do they share it?"),
        "{answer}"
    );
    let partners = BOROUGH.read::<Hub, _>(sam, see_partners);
    let page = reads(&shown(Role::HubWorker, "partners", &PartnersPage::of(partners)));
    assert!(page.contains("Owen Clarke") && page.contains("Education"), "{page}");
}
