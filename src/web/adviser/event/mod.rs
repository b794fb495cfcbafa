//! `/adviser/people/{person}/care-history/events/…`: something that happened to somebody is recorded, corrected or ended: custody,
//! hospital, a return home. What saving would do is shown before anything is stored.

mod form;
mod page;
#[cfg(test)]
mod tests;

use actix_web::web::{Path, Query};
use onward_domain::{
    care::LifeEventKind,
    id::{EventId, PersonId},
};
use onward_store::repo::versions::Kept;
use serde::Deserialize;

pub(super) use self::form::with_words;
use self::{form::EventForm, page::EventPage};
use super::episode::EffectShown;
use crate::{
    usecases::adviser::correct_event::{SeenEvent, SentEvent, correct_event, see_event, token},
    web::{
        desk::{Adviser, Desk},
        error::Situation,
        form::{Form, Sheet, WrittenDay},
        reply::{PageResult, see_other},
        routes::{Audience, Route, get, post},
        words::says::adviser::episode as told,
    },
};

/// The addresses of this room.
pub fn routes() -> Vec<Route> {
    let (new, one) = (
        "/adviser/people/{person}/care-history/events/new",
        "/adviser/people/{person}/care-history/events/{event}",
    );
    vec![
        get(new, Audience::Adviser, add),
        post(new, Audience::Adviser, keep_new),
        get(one, Audience::Adviser, correct),
        post(one, Audience::Adviser, keep_corrected),
    ]
}

/// What happened, and since when, where another page knows. Without a kind, the page asks for it.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct New {
    kind: String,
    from: String,
}

async fn add(desk: Desk<Adviser>, at: Path<PersonId>, new: Query<New>) -> PageResult {
    let seen = look(&desk, *at, None).await?;
    let kind = form::kind(&new.kind).map(LifeEventKind::word).unwrap_or_default().to_owned();
    let start: WrittenDay = new.from.parse::<chrono::NaiveDate>().ok().into();
    let form = EventForm { kind, start, ..EventForm::default() };
    desk.show(&EventPage::of(&seen, desk.now().today, Sheet::new(form), None))
}

async fn correct(desk: Desk<Adviser>, at: Path<(PersonId, EventId)>) -> PageResult {
    let (person, event) = at.into_inner();
    let seen = look(&desk, person, Some(event)).await?;
    let form = seen.event.as_ref().map(EventForm::from).unwrap_or_default();
    desk.show(&EventPage::of(&seen, desk.now().today, Sheet::new(form), None))
}

async fn keep_new(desk: Desk<Adviser>, at: Path<PersonId>, form: Form<EventForm>) -> PageResult {
    keep(&desk, *at, None, form).await
}

async fn keep_corrected(
    desk: Desk<Adviser>,
    at: Path<(PersonId, EventId)>,
    form: Form<EventForm>,
) -> PageResult {
    let (person, event) = at.into_inner();
    keep(&desk, person, Some(event), form).await
}

async fn keep(
    desk: &Desk<Adviser>,
    person: PersonId,
    event: Option<EventId>,
    form: Form<EventForm>,
) -> PageResult {
    let today = desk.now().today;
    let key = form.once.clone();
    let form = form.into_inner();
    // A form that lost its version is about the event in its address.
    let version = if event.is_some() { form.version.parse()?.or(event) } else { None };
    let seen = look(desk, person, event).await?;
    let (says, reason) = match form.read(today, seen.person.identity.born) {
        Ok(read) => read,
        Err(errors) => return desk.show(&EventPage::of(&seen, today, Sheet::wrong(form, errors), None)),
    };
    let sent = SentEvent { version, says: says.clone(), key, reason, seen: form.seen.clone() };
    let kept = desk.write(move |ask| correct_event(ask, person, &sent)).await?;
    let (sheet, effect) = match kept {
        Kept::Now(_) | Kept::Before(_) | Kept::Same => {
            return Ok(see_other(&format!("/adviser/people/{person}/care-history?saved=event#events")));
        }
        Kept::Doubt(effect) => (Sheet::doubtful(form, told::IsItRight, token(&effect, &says)), Some(effect)),
        Kept::Clash(theirs) => (form.beside(theirs.as_deref(), &says), None),
    };
    let seen = look(desk, person, event).await?;
    let name = &seen.person.identity.known_as;
    let effect = effect.map(|effect| EffectShown::of(&effect, name));
    desk.show(&EventPage::of(&seen, today, sheet, effect))
}

async fn look(
    desk: &Desk<Adviser>,
    person: PersonId,
    event: Option<EventId>,
) -> Result<SeenEvent, Situation> {
    desk.read(move |ask| see_event(ask, person, event)).await
}
