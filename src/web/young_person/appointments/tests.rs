//! Appointments, for people of the demonstration on Monday 23 November 2026.

use super::page::{AppointmentsPage, AskPage};
use onward_domain::moment::Moment;

use crate::{
    usecases::young_person::appointments::{SeenAppointments, see_appointments},
    web::{
        appointments::AppointmentForm,
        desk::YoungPerson,
        form::Sheet,
        testing::{BOROUGH, reads},
        young_person::testing::page,
    },
};

fn now() -> Moment {
    Moment { at: "2026-11-23T09:00:00Z".parse().unwrap_or_default(), today: crate::demo::TODAY }
}

fn seen(name: &str) -> SeenAppointments {
    BOROUGH.read::<YoungPerson, _>(BOROUGH.user(name), see_appointments)
}

fn of(name: &str, beaten: bool) -> String {
    reads(&page("/appointments", &AppointmentsPage::of(&seen(name), now(), beaten)))
}

#[test]
fn jay_sees_when_priya_comes_what_she_asks_and_what_he_asked() {
    insta::assert_snapshot!("jay", of("Jay", false));
}

#[test]
fn without_one_there_is_something_to_do_and_a_change_meanwhile_is_said() {
    assert!(of("Amira", false).contains("No appointments yet"));
    assert!(of("Jay", true).contains("This changed while you had it open"));
}

#[test]
fn a_new_one_and_another_time_are_the_same_form_with_what_stands() {
    let new = reads(&page("/x", &AskPage::of(None, Sheet::default())));
    assert!(new.contains("Ask for an appointment"), "{new}");
    let jay = seen("Jay");
    let html = page("/x", &AskPage::of(jay.appointments.first(), Sheet::default()));
    assert!(html.contains("value=\"2pm\""), "{html}");
    let form = AppointmentForm { time: "25 o'clock".into(), ..AppointmentForm::default() };
    let errors = form.read(now()).err().unwrap_or_default();
    let words = reads(&page("/x", &AskPage::of(None, Sheet::wrong(form, errors))));
    assert!(words.contains("Enter a time, for example 2:30pm or 14:30"), "{words}");
}
