#![allow(clippy::unwrap_used, reason = "tests")]

use super::*;
use crate::web::{
    form::WrittenDay,
    page_check::shown,
    testing::{BOROUGH, NOW},
};
use onward_domain::{contact::ContactKind, role::Role};

fn page(sheet: Sheet<ContactForm>) -> String {
    let (me, jay) = (BOROUGH.user("Priya"), BOROUGH.person("Jay"));
    let one = BOROUGH.read::<Adviser, _>(me, |ask| see_for_contact(ask, jay));
    shown(Role::Adviser, "contact", &ContactPage::of(&one, sheet))
}

fn written() -> ContactForm {
    ContactForm { kind: "visit_at_home".into(), summary: "Moved in well.".into(), ..ContactForm::default() }
}

#[test]
fn a_visit_needs_how_and_what_was_said_and_is_today_unless_a_day_is_written() {
    let says = written().read(NOW.today).unwrap();
    assert_eq!((says.kind, says.happened_on, says.next_on), (ContactKind::VisitAtHome, NOW.today, None));
    let errors = ContactForm::default().read(NOW.today).unwrap_err();
    let html = page(Sheet::wrong(ContactForm::default(), errors));
    assert!(html.contains("Choose how you met") && html.contains("Write in short what was said"));
    let ahead = ContactForm { day: WrittenDay::new("1", "1", "2030"), ..written() };
    assert!(ahead.read(NOW.today).is_err(), "a visit that has not been is none");
    let back = ContactForm { next: WrittenDay::new("1", "1", "2020"), ..written() };
    assert!(back.read(NOW.today).is_err(), "the next time lies ahead");
}

#[test]
fn the_page_says_who_reads_it() {
    let html = page(Sheet::default());
    assert!(html.contains("When was it?") && html.contains("name=\"summary\""));
}
