//! `/manager/waiting`: what young people sent while nobody has them, by the day that they were promised; their messages, read and
//! answered by a manager until somebody has them.

#[cfg(test)]
mod tests;

use actix_web::web::{Path, Query};
use chrono::NaiveDate;
use onward_domain::id::PersonId;
use serde::Serialize;

use crate::{
    usecases::{
        adviser::today::{Kind, Row},
        manager::waiting::{SeenWaiting, WaitsForNobody, answer_them, see_their_messages, see_waiting},
    },
    web::{
        adviser::MessagesPage,
        desk::{Desk, Manager},
        form::{Form, Sheet, WrittenDay},
        reply::{PageResult, see_other},
        routes::{Audience, Route, get, post},
        talk::{AskedPage, MessageForm},
        view::Page,
    },
};

const HERE: &str = "/manager/waiting";
const MESSAGES: &str = "/manager/people/{person}/messages";

/// The addresses of this room.
pub fn routes() -> Vec<Route> {
    let who = Audience::Manager;
    vec![get(HERE, who, look), get(MESSAGES, who, messages), post(MESSAGES, who, send)]
}

/// What waits, and who could be their adviser.
#[derive(Debug, Clone, Serialize)]
pub struct WaitingPage {
    people: Vec<PersonShown>,
    many: usize,
    advisers: Vec<(String, String)>,
    today: NaiveDate,
    from: WrittenDay,
}

#[derive(Debug, Clone, Serialize)]
struct PersonShown {
    name: String,
    href: String,
    /// What the form that gives them an adviser sends.
    pick: String,
    rows: Vec<RowShown>,
}

#[derive(Debug, Clone, Serialize)]
struct RowShown {
    kind: Kind,
    on: NaiveDate,
    of_day: NaiveDate,
    late: bool,
    /// Where it is read and answered, where that is a manager's to do.
    act: Option<String>,
}

impl Page for WaitingPage {
    const TEMPLATE: &'static str = "manager/waiting.html";
}

impl WaitingPage {
    /// The page.
    pub fn of(seen: &SeenWaiting, today: NaiveDate) -> Self {
        Self {
            people: seen.people.iter().map(person).collect(),
            many: seen.people.iter().map(|one| one.rows.len()).sum(),
            advisers: seen.advisers.iter().map(|(id, name)| (id.to_string(), name.clone())).collect(),
            today,
            from: today.into(),
        }
    }
}

/// A manager can answer it with a message.
const fn is_answered_in_words(kind: &Kind) -> bool {
    matches!(
        kind,
        Kind::Message { .. } | Kind::NotRight { .. } | Kind::WantsHelp { .. } | Kind::CheckIn { .. }
    )
}

fn person(one: &WaitsForNobody) -> PersonShown {
    let id = one.listed.person.id;
    let href = format!("/manager/people/{id}");
    let row = |row: &Row| RowShown {
        act: is_answered_in_words(&row.kind).then(|| format!("{href}/messages#write")),
        kind: row.kind.clone(),
        on: row.day,
        of_day: row.of,
        late: row.late,
    };
    PersonShown {
        name: one.listed.person.identity.listed_name(),
        pick: format!("{id}~{}", one.mark),
        rows: one.rows.iter().map(row).collect(),
        href,
    }
}

async fn look(desk: Desk<Manager>) -> PageResult {
    let seen = desk.read(see_waiting).await?;
    desk.show(&WaitingPage::of(&seen, desk.now().today))
}

/// Where a manager goes who may not read them: somebody has the person.
fn theirs(person: PersonId) -> PageResult {
    Ok(see_other(&format!("/manager/people/{person}")))
}

/// Opening it says that what the young person wrote is read.
async fn messages(desk: Desk<Manager>, at: Path<PersonId>, asked: Query<AskedPage>) -> PageResult {
    let person = *at;
    match desk.write(move |ask| see_their_messages(ask, person, asked.number(), true)).await? {
        Some(seen) => desk.show(&MessagesPage::for_nobody(&seen, desk.me.user.id, Sheet::default())),
        None => theirs(person),
    }
}

async fn send(desk: Desk<Manager>, at: Path<PersonId>, form: Form<MessageForm>) -> PageResult {
    let (person, key) = (*at, form.once.clone());
    let form = form.into_inner();
    match form.read() {
        Ok(text) => match desk.write(move |ask| answer_them(ask, person, &text, &key)).await? {
            Some(_) => Ok(see_other(&format!("/manager/people/{person}/messages#write"))),
            None => theirs(person),
        },
        Err(errors) => match desk.read(move |ask| see_their_messages(ask, person, 1, false)).await? {
            Some(seen) => {
                desk.show(&MessagesPage::for_nobody(&seen, desk.me.user.id, Sheet::wrong(form, errors)))
            }
            None => theirs(person),
        },
    }
}
