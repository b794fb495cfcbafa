//! What the pages of appointments show.

use onward_domain::{appointment::Appointment, moment::Moment};
use serde::Serialize;

use crate::{
    usecases::young_person::appointments::SeenAppointments,
    web::{
        appointments::{AppointmentForm, Shown, shown},
        form::Sheet,
        view::{FormState, Page},
    },
};

/// The next one first.
#[derive(Debug, Clone, Serialize)]
pub struct AppointmentsPage {
    next: Option<Shown>,
    ahead: Vec<Shown>,
    over: Vec<Shown>,
    /// How many wait for their answer.
    to_answer: usize,
    /// The other side said something meanwhile.
    beaten: bool,
}

impl Page for AppointmentsPage {
    const TEMPLATE: &'static str = "young_person/appointments.html";

    fn state(&self) -> FormState {
        if self.beaten { FormState::Clash } else { FormState::Fresh }
    }
}

impl AppointmentsPage {
    /// The page.
    pub fn of(seen: &SeenAppointments, now: Moment, beaten: bool) -> Self {
        let (ahead, over) = shown(&seen.appointments, true, now);
        Self {
            next: ahead.iter().find(|each| each.state == "agreed").cloned(),
            to_answer: ahead.iter().filter(|each| each.state == "theirs").count(),
            ahead,
            over,
            beaten,
        }
    }
}

/// A new one, or another time.
#[derive(Debug, Clone, Serialize)]
pub struct AskPage {
    action: String,
    /// Another time for one that there is.
    moves: bool,
    sheet: Sheet<AppointmentForm>,
}

impl Page for AskPage {
    const TEMPLATE: &'static str = "young_person/appointment_ask.html";

    fn state(&self) -> FormState {
        self.sheet.state()
    }
}

impl AskPage {
    /// The form, filled from what stands where nothing was sent.
    pub fn of(one: Option<&Appointment>, sheet: Sheet<AppointmentForm>) -> Self {
        let Some(one) = one else {
            return Self { action: "/appointments/new".to_owned(), moves: false, sheet };
        };
        let blank = sheet.state() == FormState::Fresh;
        let sheet = if blank { Sheet::new(AppointmentForm::of(one)) } else { sheet };
        Self { action: format!("/appointments/{}/move", one.made.id), moves: true, sheet }
    }
}
