//! `/reviewing/advice`: the reviewing officers' library of practice advice, in versions.

use actix_web::web::Path;
use chrono::{DateTime, Utc};
use onward_domain::{
    id::{AdviceId, AdviceVersionId},
    reviewing::{Advice, AdviceNote, ChallengeMatter},
};
use serde::{Deserialize, Serialize};
use validator::Validate;

use crate::{
    usecases::reviewing::work::{keep_advice, see_advice},
    web::{
        desk::{Desk, Reviewing},
        error::Situation,
        form::{Clash, ClashRow, Form, FormErrors, Reader, Sheet, Stood},
        reply::{PageResult, see_other},
        routes::{Audience, Route, get, post},
        view::{FormState, Page},
        words::{Say, says::reviewing::advice as told},
    },
};

const AT: &str = "/reviewing/advice";
const NEW: &str = "/reviewing/advice/new";
const ONE: &str = "/reviewing/advice/{advice}";

/// The addresses of this room.
pub fn routes() -> Vec<Route> {
    vec![
        get(AT, Audience::Reviewing, list),
        get(NEW, Audience::Reviewing, new),
        post(NEW, Audience::Reviewing, add),
        get(ONE, Audience::Reviewing, one),
        post(ONE, Audience::Reviewing, change),
    ]
}

/// A page of advice.
pub fn address(id: AdviceId) -> String {
    format!("{AT}/{id}")
}

/// All of it.
#[derive(Debug, Clone, Serialize)]
pub struct AdvicesPage {
    rows: Vec<Row>,
}

#[derive(Debug, Clone, Serialize)]
struct Row {
    href: String,
    title: String,
    matter: ChallengeMatter,
    at: DateTime<Utc>,
}

impl Page for AdvicesPage {
    const TEMPLATE: &'static str = "reviewing/advices.html";
}

impl AdvicesPage {
    pub fn of(all: &[Advice]) -> Self {
        let row = |one: &Advice| Row {
            href: address(one.id),
            title: one.note.title.clone(),
            matter: one.note.matter,
            at: one.recorded_at,
        };
        Self { rows: all.iter().map(row).collect() }
    }
}

/// As entered.
#[derive(Debug, Clone, Default, Serialize, Deserialize, Validate)]
#[serde(default, deny_unknown_fields)]
pub struct AdviceForm {
    version: Stood,
    #[validate(length(max = 120))]
    title: String,
    matter: String,
    #[validate(length(max = 6000))]
    words: String,
}

impl From<&Advice> for AdviceForm {
    fn from(one: &Advice) -> Self {
        Self {
            version: Stood::of(&one.version),
            title: one.note.title.clone(),
            matter: one.note.matter.to_string(),
            words: one.note.words.clone(),
        }
    }
}

impl AdviceForm {
    fn read(&self) -> Result<AdviceNote, FormErrors> {
        let mut read = Reader::of(self);
        let title = read.text("title", &self.title).missing(told::Title).required();
        let matter = read.choice("matter", &self.matter, |word| word.parse::<ChallengeMatter>().ok());
        let matter = matter.missing(told::Matter).required();
        let words = read.text("words", &self.words).missing(told::Words).required();
        read.done(|| Some(AdviceNote { title: title?, matter: matter?, words: words? }))
    }
}

/// One page of it, to read and to change.
#[derive(Debug, Clone, Serialize)]
pub struct AdvicePage {
    action: String,
    new: bool,
    /// What it says now, a paragraph each.
    lines: Vec<String>,
    title: String,
    #[serde(flatten)]
    sheet: Sheet<AdviceForm>,
}

impl Page for AdvicePage {
    const TEMPLATE: &'static str = "reviewing/advice.html";

    fn state(&self) -> FormState {
        self.sheet.state()
    }
}

impl AdvicePage {
    pub fn of(one: Option<&Advice>, sheet: Option<Sheet<AdviceForm>>) -> Self {
        let lines = one.map(|one| one.note.words.lines().map(str::trim).filter(|line| !line.is_empty()));
        Self {
            action: one.map_or_else(|| NEW.to_owned(), |one| address(one.id)),
            new: one.is_none(),
            lines: lines.map(|lines| lines.map(str::to_owned).collect()).unwrap_or_default(),
            title: one.map(|one| one.note.title.clone()).unwrap_or_default(),
            sheet: sheet.unwrap_or_else(|| Sheet::new(one.map(AdviceForm::from).unwrap_or_default())),
        }
    }
}

async fn list(desk: Desk<Reviewing>) -> PageResult {
    let all = desk.read(see_advice).await?;
    desk.show(&AdvicesPage::of(&all))
}

async fn new(desk: Desk<Reviewing>) -> PageResult {
    desk.show(&AdvicePage::of(None, None))
}

async fn add(desk: Desk<Reviewing>, form: Form<AdviceForm>) -> PageResult {
    let (key, form) = (form.once.clone(), form.into_inner());
    let note = match form.read() {
        Ok(note) => note,
        Err(errors) => return desk.show(&AdvicePage::of(None, Some(Sheet::wrong(form, errors)))),
    };
    desk.write(move |ask| keep_advice(ask, None, &note, &key)).await?;
    Ok(see_other(AT))
}

async fn find(desk: &Desk<Reviewing>, id: AdviceId) -> Result<Advice, Situation> {
    let all = desk.read(see_advice).await?;
    all.into_iter().find(|one| one.id == id).ok_or(Situation::NotFound)
}

async fn one(desk: Desk<Reviewing>, at: Path<AdviceId>) -> PageResult {
    let one = find(&desk, *at).await?;
    desk.show(&AdvicePage::of(Some(&one), None))
}

async fn change(desk: Desk<Reviewing>, at: Path<AdviceId>, form: Form<AdviceForm>) -> PageResult {
    let (id, key, form) = (*at, form.once.clone(), form.into_inner());
    let current = find(&desk, id).await?;
    let note = match form.read() {
        Ok(note) => note,
        Err(errors) => return desk.show(&AdvicePage::of(Some(&current), Some(Sheet::wrong(form, errors)))),
    };
    let version: AdviceVersionId = form.version.parse()?.ok_or(Situation::NotFound)?;
    match desk.write(move |ask| keep_advice(ask, Some((id, version)), &note, &key)).await? {
        None => Ok(see_other(&address(id))),
        Some(theirs) => {
            let rows = vec![
                ClashRow::new(
                    told::PartTitle,
                    Say::words(theirs.note.title.clone()),
                    Say::words(form.title.trim()),
                ),
                ClashRow::new(
                    told::PartWords,
                    Say::words(theirs.note.words.clone()),
                    Say::words(form.words.trim()),
                ),
            ];
            let form = AdviceForm { version: Stood::of(&theirs.version), ..form };
            let sheet = Sheet::clashing(form, Clash::somebody(rows));
            desk.show(&AdvicePage::of(Some(&theirs), Some(sheet)))
        }
    }
}
