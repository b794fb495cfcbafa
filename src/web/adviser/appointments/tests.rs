//! Appointments with Jay of the demonstration, as Priya sees them on Monday 23 November 2026.

use super::*;
use crate::web::{page_check::shown as checked, testing::BOROUGH};
use onward_domain::role::Role;

fn now() -> Moment {
    Moment { at: "2026-11-23T09:00:00Z".parse().unwrap_or_default(), today: crate::demo::TODAY }
}

fn seen() -> SeenAppointments {
    let (me, jay) = (BOROUGH.user("Priya"), BOROUGH.person("Jay"));
    BOROUGH.read::<Adviser, _>(me, |ask| see_appointments(ask, jay))
}

fn html(page: &AppointmentsPage) -> String {
    checked(Role::Adviser, "appointments", page)
}

#[test]
fn she_sees_what_is_agreed_what_he_asks_and_by_when_she_answers() {
    let words = html(&AppointmentsPage::of(&seen(), now(), Sheet::default()));
    assert!(words.contains("Thursday 26 November, 2pm") && words.contains("Jay asks."), "{words}");
    assert!(words.contains("An answer is promised by"), "{words}");
}

#[test]
fn another_time_starts_from_what_stands_and_a_change_meanwhile_is_said() {
    let seen = seen();
    let page = AppointmentsPage::of(&seen, now(), Sheet::default());
    let moving = seen.appointments.first().map(|one| page.clone().moving(one));
    assert!(moving.is_some_and(|page| html(&page).contains("value=\"2pm\"")));
    assert!(html(&AppointmentsPage { beaten: true, ..page }).contains("Jay said something meanwhile"));
    let form = AppointmentForm::default();
    let errors = form.read(now()).err().unwrap_or_default();
    assert!(html(&AppointmentsPage::of(&seen, now(), Sheet::wrong(form, errors))).contains("Enter the day"));
}
