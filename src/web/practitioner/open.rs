//! `/adviser/open/{person}`: why a record is locked, and opening it with a reason for a limited time.

use actix_web::{HttpRequest, web::Path};
use onward_domain::{
    access::{BreakGlass, Purpose},
    allocation::Part,
    id::{BreakGlassId, PersonId, UserId},
    moment::Moment,
    role::Role,
};
use onward_store::{
    StoreError, StoreResult, Tx,
    scope::{Record, Scope},
};
use serde::Deserialize;

use super::pages::{LockedPage, OpenedPage};
use crate::{
    App, clock,
    usecases::account::open_with_reason::{
        Ground, LEAST_WORDS, MOST_WORDS, close, ends_at, open_now, open_with_reason,
    },
    web::{
        account::session::start_of,
        error::Situation,
        extract::Practitioner,
        form::Form,
        parts::{Choice, Item},
        reply::{PageResult, see_other, show, show_again},
        view::{FormErrors, Phone},
        words,
    },
};

/// `GET`: the locked page; or the record, where this user has it open.
pub async fn page(app: App, request: HttpRequest, me: Practitioner, at: Path<PersonId>) -> PageResult {
    let (person, user, now) = (*at, me.user.id, app.clock.moment());
    let open = app.read(move |tx| open_now(tx, user, now)).await?;
    match open.iter().find(|opening| opening.person == person) {
        Some(opening) if me.role() != Role::Adviser => opened(&app, &request, &me, opening).await,
        Some(_) => Ok(see_other(&format!("/adviser/people/{person}"))),
        None => show(
            &app,
            &request,
            Some(&me),
            &locked(&app, &me, person, &open, &OpenForm::default(), FormErrors::none()),
        ),
    }
}

/// What the form sends.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct OpenForm {
    ground: String,
    words: String,
}

/// `POST`: opens it, if a ground is chosen and a sentence is there.
pub async fn take(
    app: App,
    request: HttpRequest,
    me: Practitioner,
    at: Path<PersonId>,
    form: Form<OpenForm>,
) -> PageResult {
    let (person, user, now, key) = (*at, me.user.id, app.clock.moment(), form.once.clone());
    let form = form.into_inner();
    let mut errors = FormErrors::none();
    let ground = form.ground.parse::<Ground>().ok();
    if ground.is_none() {
        errors.add("ground", "Choose why you need it now");
    }
    match form.words.trim().chars().count() {
        0 => errors.add("words", "Say what has happened and what you need to see"),
        few if few < LEAST_WORDS => {
            errors.add("words", "Write at least one sentence. The young person reads it")
        }
        many if many > MOST_WORDS => errors.add("words", "Use 1,000 letters or fewer"),
        _ => {}
    }
    let Some(ground) = ground.filter(|_| errors.is_empty()) else {
        let open = app.read(move |tx| open_now(tx, user, now)).await?;
        return show_again(&app, &request, Some(&me), &locked(&app, &me, person, &open, &form, errors));
    };
    let words = form.words;
    app.write(move |tx| {
        tx.once(user, &key, "record.open", now.at, || {
            open_with_reason(tx, user, person, ground, &words, now).map(|opened| opened.id.to_string())
        })
    })
    .await?;
    Ok(see_other(&format!("/adviser/open/{person}")))
}

/// Which opening.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct CloseForm {
    opening: String,
}

/// `POST …/close`: ends one's own opening early. What follows is the page that says that the record is locked.
pub async fn close_now(
    app: App,
    me: Practitioner,
    person: Path<PersonId>,
    form: Form<CloseForm>,
) -> PageResult {
    let (user, now) = (me.user.id, app.clock.moment());
    let opening: BreakGlassId =
        form.opening.parse().map_err(|_| Situation::Unreadable("not one of our numbers"))?;
    let key = form.once.clone();
    app.write(move |tx| {
        tx.once(user, &key, "record.close", now.at, || close(tx, user, opening, now).map(|()| String::new()))
    })
    .await?;
    Ok(see_other(&format!("/adviser/open/{person}")))
}

fn locked(
    app: &App,
    me: &Practitioner,
    person: PersonId,
    open: &[BreakGlass],
    form: &OpenForm,
    errors: FormErrors,
) -> LockedPage {
    let chosen = (!form.ground.is_empty()).then_some(form.ground.as_str());
    let grounds = Ground::ALL
        .iter()
        .map(|ground| Choice::new(ground.word(), ground.words(), chosen).with_hint(ground.hint()));
    LockedPage {
        action: format!("/adviser/open/{person}"),
        back: if me.role() == Role::Adviser { "/adviser/search" } else { start_of(me.role()) },
        grounds: grounds.collect(),
        words: form.words.clone(),
        errors,
        ends: clock::time_of_day(ends_at(app.clock.now())),
        most: MOST_WORDS,
        team_phone: app.settings.team_phone.as_deref().map(Phone::new),
        team_hours: app.settings.team_hours.clone(),
        own: match open.len() {
            0 => "You have no record open this way now.".to_owned(),
            number => format!(
                "You have {} open this way now.",
                words::count(u64::try_from(number).unwrap_or(u64::MAX), "record", "records")
            ),
        },
    }
}

/// What somebody sees who has no page of their own for a record.
async fn opened(app: &App, request: &HttpRequest, me: &Practitioner, opening: &BreakGlass) -> PageResult {
    let (person, user, now) = (opening.person, me.user.id, app.clock.moment());
    let (name, facts) = app.read(move |tx| seen(tx, user, person, now)).await?;
    let page = OpenedPage {
        name,
        facts,
        ends: clock::time_of_day(opening.ends_at),
        close: format!("/adviser/open/{person}/close"),
        opening: opening.id.to_string(),
    };
    show(app, request, Some(me), &page)
}

fn seen(tx: &Tx, user: UserId, person: PersonId, now: Moment) -> StoreResult<(String, Vec<Item>)> {
    let record = open_record(tx, user, person, now)?;
    let identity = record.person()?.identity;
    let mut facts = Vec::new();
    if let Some(born) = identity.born {
        facts.push(Item { words: format!("Born {}", words::full_day(born)), ..Item::default() });
    }
    for (part, called) in
        [(Part::Adviser, "Their adviser"), (Part::ReviewingOfficer, "Their reviewing officer")]
    {
        let item = match record.worker(part)? {
            Some(worker) => {
                Item { words: format!("{called}: {}", worker.name), meta: worker.phone, ..Item::default() }
            }
            None => Item {
                words: format!("{called}: nobody yet"),
                meta: Some("Call the team".into()),
                ..Item::default()
            },
        };
        facts.push(item);
    }
    Ok((identity.listed_name(), facts))
}

fn open_record(tx: &Tx, user: UserId, person: PersonId, now: Moment) -> StoreResult<Record<'_>> {
    match tx.viewer(user)?.ok_or(StoreError::NotFound)?.scope() {
        Scope::Review(desk) => desk.open(tx, person, Purpose::Enquiry, now),
        Scope::Hub(desk) => desk.open(tx, person, Purpose::Enquiry, now),
        Scope::Caseload(caseload) => caseload.open(tx, person, Purpose::Enquiry, now),
        Scope::Own(_) | Scope::Service(_) | Scope::Administration => Err(StoreError::NotFound),
    }
}
