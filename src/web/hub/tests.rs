//! Whose a contact is, and of which agency partners are.

#![allow(clippy::unwrap_used, reason = "tests")]

use super::{
    adviser::AdviserPage, answer::AnswerPage, elsewhere::ElsewherePage, partners::PartnersPage,
    route::RoutePage,
};
use crate::{
    settings::Settings,
    usecases::hub::{
        contacts::see_queue,
        partners::{Beside, see_partners},
    },
    web::{
        desk::Hub,
        form::Sheet,
        page_check::shown,
        testing::{BOROUGH, NOW, reads},
    },
};
use onward_domain::{
    hub::{Lives, PartSaid, Passed, ShareGround},
    id::HubPassId,
    role::Role,
};

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

#[test]
fn a_child_whom_neither_council_has_stays_ours_until_one_has_taken_it_and_the_page_says_what_to_do() {
    let sam = BOROUGH.user("Sam");
    let seen = BOROUGH.read::<Hub, _>(sam, see_queue);
    let boy = seen.contacts.iter().find(|one| one.contact.told.lives == Some(Lives::Unknown)).unwrap();
    let page = |beside: &Beside| {
        reads(&shown(Role::HubWorker, "elsewhere", &ElsewherePage::of(boy, beside, Sheet::default())))
    };
    let words = page(&Beside::default());
    for said in
        ["Until a council has taken it, it is ours", "lives or is found", "section 47", "There is no other"]
    {
        assert!(words.contains(said), "{said}: {words}");
    }
    let pass = |taken_by: Option<&str>| Passed {
        id: HubPassId::new(),
        to: "Leeds City Council".into(),
        said: PartSaid {
            words: "He is with an aunt".into(),
            ground: Some(ShareGround::HarmLater),
            law: None,
        },
        taken_by: taken_by.map(str::to_owned),
        at: NOW.at,
        by: sam,
    };
    let asked = Beside { passed: vec![pass(None)], ..Beside::default() };
    let words = page(&asked);
    assert!(words.contains("Nobody there has taken it yet") && words.contains("it is ours"), "{words}");
    let taken = Beside { passed: vec![pass(None), pass(Some("Ms Webb, duty team"))], ..Beside::default() };
    let words = page(&taken);
    assert!(words.contains("Taken by Ms Webb, duty team") && words.contains("Now decide it here"), "{words}");
}
