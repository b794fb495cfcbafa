//! `/adviser/people/{person}/in-life`: people in their life, and what each may be told.

#[cfg(test)]
mod tests;

use actix_web::web::Path;
use onward_domain::{
    id::{LifePersonId, PersonId},
    life_people::LifePersonNote,
};
use onward_store::repo::versions::{Kept, Sent};
use serde::Serialize;

use crate::{
    usecases::in_life::{SeenLife, end_person_in_life, keep_person_in_life, see_life},
    web::{
        adviser::who::Who,
        desk::{Adviser, Desk},
        form::{Clash, Form, Sheet},
        in_life::{Before, EndForm, PersonForm, PersonShown, before, clash},
        reply::{PageResult, see_other},
        routes::{Audience, Route, get, post},
        view::{FormState, Page},
    },
};

/// The addresses of this room.
pub fn routes() -> Vec<Route> {
    let to = Audience::Adviser;
    vec![
        get("/adviser/people/{person}/in-life", to, list),
        get("/adviser/people/{person}/in-life/new", to, new),
        post("/adviser/people/{person}/in-life/new", to, keep_new),
        get("/adviser/people/{person}/in-life/{somebody}", to, one),
        post("/adviser/people/{person}/in-life/{somebody}", to, keep_one),
        post("/adviser/people/{person}/in-life/{somebody}/end", to, end),
    ]
}

/// The list.
#[derive(Debug, Clone, Serialize)]
struct LifePage {
    who: Who,
    at: String,
    people: Vec<PersonShown>,
}

impl Page for LifePage {
    const TEMPLATE: &'static str = "adviser/in_life.html";
}

/// One of them, or a new one.
#[derive(Debug, Clone, Serialize)]
struct PersonPage {
    who: Who,
    at: String,
    action: String,
    new: bool,
    before: Vec<Before>,
    #[serde(flatten)]
    sheet: Sheet<PersonForm>,
}

impl Page for PersonPage {
    const TEMPLATE: &'static str = "adviser/in_life_person.html";

    fn state(&self) -> FormState {
        self.sheet.state()
    }
}

/// Where the list of this person is.
fn at(who: &Who) -> String {
    format!("{}/in-life", who.base)
}

impl LifePage {
    fn of(seen: &SeenLife) -> Self {
        let who = Who::of(&seen.answered);
        let at = at(&who);
        let shown = seen.people.iter().zip(&seen.by);
        let people = shown.map(|(one, by)| PersonShown::of(one, &at, by.as_deref())).collect();
        Self { who, at, people }
    }
}

impl PersonPage {
    fn of(seen: &SeenLife, sheet: Option<Sheet<PersonForm>>) -> Self {
        let newest = seen.versions.first().map(|version| &version.row);
        let who = Who::of(&seen.answered);
        let at = at(&who);
        Self {
            action: newest.map_or_else(|| format!("{at}/new"), |one| format!("{at}/{}", one.id)),
            sheet: sheet.unwrap_or_else(|| Sheet::new(newest.map(PersonForm::from).unwrap_or_default())),
            new: newest.is_none(),
            before: before(&seen.versions),
            at,
            who,
        }
    }
}

async fn list(desk: Desk<Adviser>, at: Path<PersonId>) -> PageResult {
    let person = *at;
    let seen = desk.read(move |ask| see_life(ask, person, None)).await?;
    desk.show(&LifePage::of(&seen))
}

async fn new(desk: Desk<Adviser>, at: Path<PersonId>) -> PageResult {
    show(&desk, *at, None, None).await
}

async fn one(desk: Desk<Adviser>, at: Path<(PersonId, LifePersonId)>) -> PageResult {
    let (person, one) = at.into_inner();
    show(&desk, person, Some(one), None).await
}

async fn keep_new(desk: Desk<Adviser>, at: Path<PersonId>, form: Form<PersonForm>) -> PageResult {
    keep(&desk, *at, None, form).await
}

async fn keep_one(
    desk: Desk<Adviser>,
    at: Path<(PersonId, LifePersonId)>,
    form: Form<PersonForm>,
) -> PageResult {
    let (person, one) = at.into_inner();
    keep(&desk, person, Some(one), form).await
}

async fn end(desk: Desk<Adviser>, at: Path<(PersonId, LifePersonId)>, form: Form<EndForm>) -> PageResult {
    let (person, one) = at.into_inner();
    let how = form.into_inner().read();
    desk.write(move |ask| end_person_in_life(ask, person, one, how)).await?;
    Ok(see_other(&format!("/adviser/people/{person}/in-life")))
}

async fn show(
    desk: &Desk<Adviser>,
    person: PersonId,
    one: Option<LifePersonId>,
    sheet: Option<Sheet<PersonForm>>,
) -> PageResult {
    let seen = desk.read(move |ask| see_life(ask, person, one)).await?;
    desk.show(&PersonPage::of(&seen, sheet))
}

async fn keep(
    desk: &Desk<Adviser>,
    person: PersonId,
    one: Option<LifePersonId>,
    form: Form<PersonForm>,
) -> PageResult {
    let key = form.once.clone();
    let form = form.into_inner();
    let version = if one.is_some() { form.version.parse()?.or(one) } else { None };
    let says: LifePersonNote = match form.read(desk.now().today, true) {
        Ok(says) => says,
        Err(errors) => return show(desk, person, one, Some(Sheet::wrong(form, errors))).await,
    };
    let sent = Sent { version, says: says.clone(), key };
    match desk.write(move |ask| keep_person_in_life(ask, person, &sent)).await? {
        Kept::Clash(theirs) => {
            let rows = clash(theirs.as_deref().map(|version| &version.row.note), &says);
            let form = PersonForm { version: theirs.as_deref().into(), ..form };
            let sheet = Sheet::clashing(form, Clash::of(theirs.as_deref(), rows));
            show(desk, person, one, Some(sheet)).await
        }
        _ => Ok(see_other(&format!("/adviser/people/{person}/in-life"))),
    }
}
