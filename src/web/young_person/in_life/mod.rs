//! `/mine/people`: people in my life, and what each may be told.

#[cfg(test)]
mod tests;

use actix_web::web::Path;
use onward_domain::{
    id::LifePersonId,
    life_people::{LifePersonNote, MayKnow},
};
use onward_store::repo::versions::{Kept, Sent};
use serde::Serialize;

use crate::{
    usecases::in_life::{OwnLife, end_own_person, keep_own_person, see_own_life},
    web::{
        desk::{Desk, YoungPerson},
        form::{Clash, Form, FormErrors, Sheet},
        in_life::{Before, EndForm, PersonForm, PersonShown, before, clash},
        reply::{PageResult, see_other},
        routes::{Audience, Route, get, post},
        view::{FormState, Page},
        words::says::mine::in_life as said,
    },
};

const AT: &str = "/mine/people";

/// The addresses of this room.
pub fn routes() -> Vec<Route> {
    let me = Audience::YoungPerson;
    vec![
        get(AT, me, list),
        get("/mine/people/new", me, new),
        post("/mine/people/new", me, keep_new),
        get("/mine/people/{somebody}", me, one),
        post("/mine/people/{somebody}", me, keep_one),
        post("/mine/people/{somebody}/end", me, end),
    ]
}

/// The list.
#[derive(Debug, Clone, Serialize)]
struct LifePage {
    people: Vec<PersonShown>,
}

impl Page for LifePage {
    const TEMPLATE: &'static str = "young_person/in_life.html";
}

/// One of them, or a new one.
#[derive(Debug, Clone, Serialize)]
struct PersonPage {
    action: String,
    new: bool,
    /// They must not be told anything.
    never: bool,
    before: Vec<Before>,
    sheet: Sheet<PersonForm>,
}

impl Page for PersonPage {
    const TEMPLATE: &'static str = "young_person/in_life_person.html";

    fn state(&self) -> FormState {
        self.sheet.state()
    }
}

impl LifePage {
    fn of(seen: &OwnLife) -> Self {
        Self { people: seen.people.iter().map(|one| PersonShown::of(one, AT, None)).collect() }
    }
}

impl PersonPage {
    fn of(seen: &OwnLife, sheet: Option<Sheet<PersonForm>>) -> Self {
        let newest = seen.versions.first().map(|version| &version.row);
        Self {
            action: newest.map_or_else(|| format!("{AT}/new"), |one| format!("{AT}/{}", one.id)),
            sheet: sheet.unwrap_or_else(|| Sheet::new(newest.map(PersonForm::from).unwrap_or_default())),
            new: newest.is_none(),
            never: newest.is_some_and(|one| one.note.may == MayKnow::Never),
            before: before(&seen.versions),
        }
    }
}

async fn list(desk: Desk<YoungPerson>) -> PageResult {
    let seen = desk.read(|ask| see_own_life(ask, None)).await?;
    desk.show_beside(seen.adviser.as_ref(), &LifePage::of(&seen))
}

async fn new(desk: Desk<YoungPerson>) -> PageResult {
    show(&desk, None, None).await
}

async fn one(desk: Desk<YoungPerson>, at: Path<LifePersonId>) -> PageResult {
    show(&desk, Some(*at), None).await
}

async fn keep_new(desk: Desk<YoungPerson>, form: Form<PersonForm>) -> PageResult {
    keep(&desk, None, form).await
}

async fn keep_one(desk: Desk<YoungPerson>, at: Path<LifePersonId>, form: Form<PersonForm>) -> PageResult {
    keep(&desk, Some(*at), form).await
}

async fn end(desk: Desk<YoungPerson>, at: Path<LifePersonId>, form: Form<EndForm>) -> PageResult {
    let one = *at;
    let how = form.into_inner().read();
    desk.write(move |ask| end_own_person(ask, one, how)).await?;
    Ok(see_other(AT))
}

async fn show(
    desk: &Desk<YoungPerson>,
    one: Option<LifePersonId>,
    sheet: Option<Sheet<PersonForm>>,
) -> PageResult {
    let seen = desk.read(move |ask| see_own_life(ask, one)).await?;
    desk.show_beside(seen.adviser.as_ref(), &PersonPage::of(&seen, sheet))
}

async fn keep(desk: &Desk<YoungPerson>, one: Option<LifePersonId>, form: Form<PersonForm>) -> PageResult {
    let key = form.once.clone();
    let form = PersonForm { why: String::new(), ..form.into_inner() };
    let version = if one.is_some() { form.version.parse()?.or(one) } else { None };
    let says: LifePersonNote = match form.read(desk.now().today, false) {
        Ok(says) => says,
        Err(errors) => return show(desk, one, Some(Sheet::wrong(form, errors))).await,
    };
    let sent = Sent { version, says: says.clone(), key };
    match desk.write(move |ask| keep_own_person(ask, sent.clone())).await? {
        Kept::Clash(theirs) => {
            let rows = clash(theirs.as_deref().map(|version| &version.row.note), &says);
            let form = PersonForm { version: theirs.as_deref().into(), ..form };
            show(desk, one, Some(Sheet::clashing(form, Clash::of(theirs.as_deref(), rows)))).await
        }
        Kept::Doubt(_) => {
            let errors = FormErrors::one("may", said::MarkStays);
            show(desk, one, Some(Sheet::wrong(form, errors))).await
        }
        _ => Ok(see_other(AT)),
    }
}
