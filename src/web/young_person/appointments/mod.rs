//! `/appointments`: when I meet my adviser, and where; asking, saying yes, another time, cancelling; into my calendar.

mod calendar;
mod page;
#[cfg(test)]
mod tests;

use actix_web::{HttpResponse, http::header, web::Path};
use onward_domain::{
    appointment::{Meeting, Turn},
    id::AppointmentId,
};
use onward_store::repo::{Saved, appointments::NewTurn};

use self::page::{AppointmentsPage, AskPage};
use crate::{
    usecases::young_person::appointments::{answer_to_meet, ask_to_meet, hour_taken, see_appointments},
    web::{
        appointments::{AnswerForm, AppointmentForm, doubt, turn_of},
        desk::{Desk, YoungPerson},
        error::Situation,
        form::{Form, Sheet},
        reply::{PageResult, see_other},
        routes::{Audience, Route, get, post},
        words::Say,
    },
};

/// The addresses of this room.
pub fn routes() -> Vec<Route> {
    let me = Audience::YoungPerson;
    vec![
        get("/appointments", me, look),
        get("/appointments/new", me, new),
        post("/appointments/new", me, ask),
        post("/appointments/{appointment}", me, answer),
        get("/appointments/{appointment}/move", me, other_time),
        post("/appointments/{appointment}/move", me, propose),
        get("/appointments/{appointment}/calendar.ics", me, file),
    ]
}

const HERE: &str = "/appointments";

async fn look(desk: Desk<YoungPerson>) -> PageResult {
    show(&desk, false).await
}

async fn new(desk: Desk<YoungPerson>) -> PageResult {
    ask_again(&desk, None, Sheet::default()).await
}

async fn ask(desk: Desk<YoungPerson>, form: Form<AppointmentForm>) -> PageResult {
    let (key, form) = (form.once.clone(), form.into_inner());
    let (meeting, words) = match form.read(desk.now()) {
        Ok(read) => read,
        Err(errors) => return ask_again(&desk, None, Sheet::wrong(form, errors)).await,
    };
    if let Some((doubt, seen)) = taken(&desk, &form, &meeting, None).await? {
        return ask_again(&desk, None, Sheet::doubtful(form, doubt, seen)).await;
    }
    desk.write(move |ask| ask_to_meet(ask, &meeting, words.as_deref(), &key)).await?;
    Ok(see_other(HERE))
}

/// Yes, or no.
async fn answer(desk: Desk<YoungPerson>, at: Path<AppointmentId>, form: Form<AnswerForm>) -> PageResult {
    known(&desk, *at).await?;
    let key = form.once.clone();
    say(&desk, turn_of(*at, &form)?, key).await
}

async fn other_time(desk: Desk<YoungPerson>, at: Path<AppointmentId>) -> PageResult {
    ask_again(&desk, Some(*at), Sheet::default()).await
}

async fn propose(
    desk: Desk<YoungPerson>,
    at: Path<AppointmentId>,
    form: Form<AppointmentForm>,
) -> PageResult {
    known(&desk, *at).await?;
    let (key, form) = (form.once.clone(), form.into_inner());
    let number = form.number()?;
    let (meeting, words) = match form.read(desk.now()) {
        Ok(read) => read,
        Err(errors) => return ask_again(&desk, Some(*at), Sheet::wrong(form, errors)).await,
    };
    if let Some((doubt, seen)) = taken(&desk, &form, &meeting, Some(*at)).await? {
        return ask_again(&desk, Some(*at), Sheet::doubtful(form, doubt, seen)).await;
    }
    let turn = NewTurn { appointment: *at, number, turn: Turn::Moved, meeting: Some(meeting), words };
    say(&desk, turn, key).await
}

/// What is to be said before that hour is asked for.
async fn taken(
    desk: &Desk<YoungPerson>,
    form: &AppointmentForm,
    meeting: &Meeting,
    except: Option<AppointmentId>,
) -> Result<Option<(Say, String)>, Situation> {
    let hour = meeting.clone();
    let taken = desk.read(move |ask| hour_taken(ask, &hour, except)).await?;
    Ok(doubt(form, meeting, taken, true))
}

async fn say(desk: &Desk<YoungPerson>, turn: NewTurn, key: String) -> PageResult {
    match desk.write(move |ask| answer_to_meet(ask, &turn, &key)).await? {
        Saved::Saved => Ok(see_other(HERE)),
        Saved::Stale(_) => show(desk, true).await,
    }
}

/// The file for a calendar. What it says is as neutral as what stands on a locked screen.
async fn file(desk: Desk<YoungPerson>, at: Path<AppointmentId>) -> PageResult {
    let seen = desk.read(see_appointments).await?;
    let one = seen.appointments.iter().find(|each| each.made.id == *at).ok_or(Situation::NotFound)?;
    let text = calendar::file(one, &seen).ok_or(Situation::NotFound)?;
    Ok(HttpResponse::Ok()
        .content_type("text/calendar; charset=utf-8")
        .insert_header((header::CONTENT_DISPOSITION, "attachment; filename=\"appointment.ics\""))
        .body(text))
}

/// Not theirs and not there are the same answer, whatever the form says.
async fn known(desk: &Desk<YoungPerson>, at: AppointmentId) -> Result<(), Situation> {
    let seen = desk.read(see_appointments).await?;
    seen.appointments.iter().any(|each| each.made.id == at).then_some(()).ok_or(Situation::NotFound)
}

async fn show(desk: &Desk<YoungPerson>, beaten: bool) -> PageResult {
    let seen = desk.read(see_appointments).await?;
    desk.show_beside(seen.adviser.as_ref(), &AppointmentsPage::of(&seen, desk.now(), beaten))
}

/// The form of a new one, or of another time for one that there is: filled from what stands where nothing was sent.
async fn ask_again(
    desk: &Desk<YoungPerson>,
    at: Option<AppointmentId>,
    sheet: Sheet<AppointmentForm>,
) -> PageResult {
    let seen = desk.read(see_appointments).await?;
    let one = match at {
        Some(at) => {
            Some(seen.appointments.iter().find(|each| each.made.id == at).ok_or(Situation::NotFound)?)
        }
        None => None,
    };
    desk.show_beside(seen.adviser.as_ref(), &AskPage::of(one, sheet))
}
