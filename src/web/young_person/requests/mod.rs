//! `/my-requests`: what I ask of the council as a body, each with its stages, what comes next and by which day.

#[cfg(test)]
mod tests;

use actix_web::web::Path;
use chrono::NaiveDate;
use onward_domain::{
    id::MatterId,
    matter::{Matter, MatterAct, MatterKind, MatterRefused},
};
use serde::{Deserialize, Serialize};
use validator::Validate;

use crate::{
    usecases::young_person::matters::{SeenMatters, ask_matter, follow_matter, see_matter, see_matters},
    web::{
        desk::{Desk, YoungPerson},
        form::{Form, FormErrors, Reader, Sheet},
        matter::MatterShown,
        reply::{PageResult, see_other},
        routes::{Audience, Route, get, post},
        view::{FormState, Page},
        words::{Say, says::mine::matter as said},
    },
};

const HERE: &str = "/my-requests";
const ONE: &str = "/my-requests/{matter}";

/// The addresses of this room.
pub fn routes() -> Vec<Route> {
    let me = Audience::YoungPerson;
    vec![get(HERE, me, list), post(HERE, me, ask), get(ONE, me, one), post(ONE, me, follow)]
}

/// What is asked of the council.
#[derive(Debug, Clone, Default, Serialize, Deserialize, Validate)]
#[serde(default, deny_unknown_fields)]
pub struct AskForm {
    pub kind: String,
    #[validate(length(max = 2000))]
    pub words: String,
}

impl AskForm {
    /// What, and in which words; a file is asked for without a reason.
    ///
    /// # Errors
    /// What to put right.
    pub fn read(&self) -> Result<(MatterKind, Option<String>), FormErrors> {
        let mut read = Reader::of(self);
        let kind = read.choice("kind", &self.kind, |word| word.parse::<MatterKind>().ok());
        let kind = kind.missing(said::Kind).required();
        let words = read.text("words", &self.words);
        let words = match kind {
            Some(MatterKind::Complaint) => words.missing(said::Words).required(),
            _ => words.optional(),
        };
        read.done(|| Some((kind?, words)))
    }
}

/// What they do about one: ask where it is, take it on, take it back.
#[derive(Debug, Clone, Default, Serialize, Deserialize, Validate)]
#[serde(default, deny_unknown_fields)]
pub struct FollowForm {
    pub act: String,
    #[validate(length(max = 2000))]
    pub words: String,
}

impl FollowForm {
    fn read(&self) -> Result<(MatterAct, Option<String>), FormErrors> {
        let mut read = Reader::of(self);
        let act = |word: &str| word.parse::<MatterAct>().ok().filter(|act| act.is_theirs());
        let act = read.choice("act", &self.act, act).missing(said::Act).required();
        let words = read.text("words", &self.words).optional();
        read.done(|| Some((act?, words)))
    }
}

/// Everything that they asked.
#[derive(Debug, Clone, Serialize)]
pub struct RequestsPage {
    asked: Vec<Listed>,
    complaint_by: NaiveDate,
    advocate_by: NaiveDate,
    file_by: NaiveDate,
    sheet: Sheet<AskForm>,
}

#[derive(Debug, Clone, Serialize)]
struct Listed {
    href: String,
    one: MatterShown,
}

impl Page for RequestsPage {
    const TEMPLATE: &'static str = "young_person/my_requests.html";

    fn state(&self) -> FormState {
        self.sheet.state()
    }
}

impl RequestsPage {
    /// The page.
    pub fn of(seen: &SeenMatters, today: NaiveDate, sheet: Sheet<AskForm>) -> Self {
        let shown = |each: &Matter| Listed { href: address(each.id), one: MatterShown::of(each, &[], today) };
        Self {
            asked: seen.matters.iter().map(shown).collect(),
            complaint_by: MatterKind::Complaint.answer_by(today),
            advocate_by: MatterKind::Advocate.answer_by(today),
            file_by: MatterKind::File.answer_by(today),
            sheet,
        }
    }
}

/// One of them.
#[derive(Debug, Clone, Serialize)]
pub struct RequestPage {
    one: MatterShown,
    action: String,
    sheet: Sheet<FollowForm>,
}

impl Page for RequestPage {
    const TEMPLATE: &'static str = "young_person/my_request.html";

    fn state(&self) -> FormState {
        self.sheet.state()
    }
}

impl RequestPage {
    /// The page.
    pub fn of(one: &Matter, today: NaiveDate, sheet: Sheet<FollowForm>) -> Self {
        Self { one: MatterShown::of(one, &[], today), action: address(one.id), sheet }
    }
}

fn address(id: MatterId) -> String {
    format!("{HERE}/{id}")
}

async fn list(desk: Desk<YoungPerson>) -> PageResult {
    show(&desk, Sheet::default()).await
}

async fn ask(desk: Desk<YoungPerson>, form: Form<AskForm>) -> PageResult {
    let (key, form) = (form.once.clone(), form.into_inner());
    let (kind, words) = match form.read() {
        Ok(read) => read,
        Err(errors) => return show(&desk, Sheet::wrong(form, errors)).await,
    };
    let id = desk.write(move |ask| ask_matter(ask, kind, words.as_deref(), &key)).await?;
    Ok(see_other(&address(id)))
}

async fn show(desk: &Desk<YoungPerson>, sheet: Sheet<AskForm>) -> PageResult {
    let seen = desk.read(see_matters).await?;
    desk.show_beside(seen.adviser.as_ref(), &RequestsPage::of(&seen, desk.now().today, sheet))
}

async fn one(desk: Desk<YoungPerson>, at: Path<MatterId>) -> PageResult {
    show_one(&desk, *at, Sheet::default()).await
}

async fn follow(desk: Desk<YoungPerson>, at: Path<MatterId>, form: Form<FollowForm>) -> PageResult {
    let (id, key, form) = (*at, form.once.clone(), form.into_inner());
    let (act, words) = match form.read() {
        Ok(read) => read,
        Err(errors) => return show_one(&desk, id, Sheet::wrong(form, errors)).await,
    };
    match desk.write(move |ask| follow_matter(ask, id, act, words.as_deref(), &key)).await? {
        Ok(()) => Ok(see_other(&address(id))),
        Err(why) => show_one(&desk, id, Sheet::wrong(form, FormErrors::one("words", refused(why)))).await,
    }
}

fn refused(why: MatterRefused) -> Say {
    match why {
        MatterRefused::ChasedToday => said::ChasedToday.into(),
        MatterRefused::NotDue => said::NotDue.into(),
        _ => said::Over.into(),
    }
}

async fn show_one(desk: &Desk<YoungPerson>, id: MatterId, sheet: Sheet<FollowForm>) -> PageResult {
    let (seen, one) = desk.read(move |ask| see_matter(ask, id)).await?;
    desk.show_beside(seen.adviser.as_ref(), &RequestPage::of(&one, desk.now().today, sheet))
}
