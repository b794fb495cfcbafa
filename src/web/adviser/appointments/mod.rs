//! `/adviser/people/{person}/appointments`: when the two meet; asking, saying yes, another time, cancelling.

#[cfg(test)]
mod tests;

use actix_web::web::Path;
use onward_domain::{
    appointment::{Appointment, Meeting, Turn},
    id::{AppointmentId, PersonId},
    moment::Moment,
};
use onward_store::repo::{Saved, appointments::NewTurn};
use serde::Serialize;

use super::who::Who;
use crate::{
    usecases::adviser::appointments::{
        SeenAppointments, answer_to_meet, ask_to_meet, hour_taken, see_appointments,
    },
    web::{
        appointments::{AnswerForm, AppointmentForm, Shown, doubt, shown, turn_of},
        desk::{Adviser, Desk},
        error::Situation,
        form::{Form, Sheet},
        reply::{PageResult, see_other},
        routes::{Audience, Route, get, post},
        view::{FormState, Page},
        words::Say,
    },
};

const AT: &str = "/adviser/people/{person}/appointments";

/// The addresses of this room.
pub fn routes() -> Vec<Route> {
    let me = Audience::Adviser;
    vec![
        get(AT, me, look),
        post(AT, me, ask),
        post("/adviser/people/{person}/appointments/{appointment}", me, answer),
        get("/adviser/people/{person}/appointments/{appointment}/move", me, other_time),
        post("/adviser/people/{person}/appointments/{appointment}/move", me, propose),
    ]
}

/// What lies ahead, what is over, and the form of a new one or of another time.
#[derive(Debug, Clone, Serialize)]
pub struct AppointmentsPage {
    who: Who,
    ahead: Vec<Shown>,
    over: Vec<Shown>,
    action: String,
    /// Another time for one that there is.
    moves: bool,
    /// The young person said something meanwhile.
    beaten: bool,
    sheet: Sheet<AppointmentForm>,
}

impl Page for AppointmentsPage {
    const TEMPLATE: &'static str = "adviser/appointments.html";

    fn state(&self) -> FormState {
        if self.beaten { FormState::Clash } else { self.sheet.state() }
    }
}

impl AppointmentsPage {
    fn of(seen: &SeenAppointments, now: Moment, sheet: Sheet<AppointmentForm>) -> Self {
        let (ahead, over) = shown(&seen.appointments, false, now);
        let who = Who::of(&seen.answered);
        let action = format!("{}/appointments", who.base);
        Self { who, ahead, over, action, moves: false, beaten: false, sheet }
    }

    /// With the form of another time for one of them.
    fn moving(self, one: &Appointment) -> Self {
        let fresh = self.sheet.state() == FormState::Fresh;
        let sheet = if fresh { Sheet::new(AppointmentForm::of(one)) } else { self.sheet };
        Self { action: format!("{}/{}/move", self.action, one.made.id), moves: true, sheet, ..self }
    }
}

async fn look(desk: Desk<Adviser>, at: Path<PersonId>) -> PageResult {
    show(&desk, *at, None, Sheet::default()).await
}

async fn ask(desk: Desk<Adviser>, at: Path<PersonId>, form: Form<AppointmentForm>) -> PageResult {
    let (person, key) = (*at, form.once.clone());
    let form = form.into_inner();
    let (meeting, words) = match form.read(desk.now()) {
        Ok(read) => read,
        Err(errors) => return show(&desk, person, None, Sheet::wrong(form, errors)).await,
    };
    if let Some((doubt, seen)) = taken(&desk, person, &form, &meeting, None).await? {
        return show(&desk, person, None, Sheet::doubtful(form, doubt, seen)).await;
    }
    desk.write(move |ask| ask_to_meet(ask, person, &meeting, words.as_deref(), &key)).await?;
    Ok(see_other(&here(person)))
}

type Which = Path<(PersonId, AppointmentId)>;

async fn answer(desk: Desk<Adviser>, at: Which, form: Form<AnswerForm>) -> PageResult {
    let (person, appointment) = *at;
    known(&desk, person, appointment).await?;
    let key = form.once.clone();
    say(&desk, person, turn_of(appointment, &form)?, key).await
}

async fn other_time(desk: Desk<Adviser>, at: Which) -> PageResult {
    show(&desk, at.0, Some(at.1), Sheet::default()).await
}

async fn propose(desk: Desk<Adviser>, at: Which, form: Form<AppointmentForm>) -> PageResult {
    let (person, appointment) = *at;
    known(&desk, person, appointment).await?;
    let (key, form) = (form.once.clone(), form.into_inner());
    let number = form.number()?;
    let (meeting, words) = match form.read(desk.now()) {
        Ok(read) => read,
        Err(errors) => return show(&desk, person, Some(appointment), Sheet::wrong(form, errors)).await,
    };
    if let Some((doubt, seen)) = taken(&desk, person, &form, &meeting, Some(appointment)).await? {
        return show(&desk, person, Some(appointment), Sheet::doubtful(form, doubt, seen)).await;
    }
    let turn = NewTurn { appointment, number, turn: Turn::Moved, meeting: Some(meeting), words };
    say(&desk, person, turn, key).await
}

/// What is to be said before that hour is asked for.
async fn taken(
    desk: &Desk<Adviser>,
    person: PersonId,
    form: &AppointmentForm,
    meeting: &Meeting,
    except: Option<AppointmentId>,
) -> Result<Option<(Say, String)>, Situation> {
    let hour = meeting.clone();
    let taken = desk.read(move |ask| hour_taken(ask, person, &hour, except)).await?;
    Ok(doubt(form, meeting, taken, false))
}

fn here(person: PersonId) -> String {
    format!("/adviser/people/{person}/appointments")
}

async fn say(desk: &Desk<Adviser>, person: PersonId, turn: NewTurn, key: String) -> PageResult {
    match desk.write(move |ask| answer_to_meet(ask, person, &turn, &key)).await? {
        Saved::Saved => Ok(see_other(&here(person))),
        Saved::Stale(_) => {
            let seen = desk.read(move |ask| see_appointments(ask, person)).await?;
            let page = AppointmentsPage::of(&seen, desk.now(), Sheet::default());
            desk.show(&AppointmentsPage { beaten: true, ..page })
        }
    }
}

async fn known(desk: &Desk<Adviser>, person: PersonId, at: AppointmentId) -> Result<(), Situation> {
    let seen = desk.read(move |ask| see_appointments(ask, person)).await?;
    seen.appointments.iter().any(|each| each.made.id == at).then_some(()).ok_or(Situation::NotFound)
}

async fn show(
    desk: &Desk<Adviser>,
    person: PersonId,
    moves: Option<AppointmentId>,
    sheet: Sheet<AppointmentForm>,
) -> PageResult {
    let seen = desk.read(move |ask| see_appointments(ask, person)).await?;
    let page = AppointmentsPage::of(&seen, desk.now(), sheet);
    let page = match moves {
        Some(at) => {
            let one = seen.appointments.iter().find(|each| each.made.id == at);
            page.moving(one.ok_or(Situation::NotFound)?)
        }
        None => page,
    };
    desk.show(&page)
}
