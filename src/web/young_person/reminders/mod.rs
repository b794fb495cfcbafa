//! `/mine/reminders`: reminded by text, with no name and no topic, at one's own hours; the number is confirmed by a code.

#[cfg(test)]
mod tests;

use onward_domain::texting::{CONFIRMED_FOR, HOURS};
use serde::{Deserialize, Serialize};
use validator::Validate;

use crate::{
    App,
    usecases::young_person::reminders::{
        SeenReminders, SetNumber, Standing, confirm_number, see_reminders, set_number, stop_reminders,
    },
    web::{
        desk::{Desk, YoungPerson},
        form::{Form, FormErrors, Nothing, Reader, Sheet},
        reply::{PageResult, see_other},
        routes::{Audience, Route, get, post},
        view::{FormState, Page},
        words::says::mine::{proof, texts as told},
        young_person::mine::refused,
    },
};

const AT: &str = "/mine/reminders";

/// The addresses of this room.
pub fn routes() -> Vec<Route> {
    let me = Audience::YoungPerson;
    vec![
        get(AT, me, look),
        post(AT, me, set),
        post("/mine/reminders/confirm", me, confirm),
        post("/mine/reminders/stop", me, stop),
    ]
}

/// Whether texts are sent here; the demonstration shows them instead.
fn offered(app: &App) -> bool {
    app.settings.texts.is_some() || app.demonstration.is_some()
}

/// The number and the hours.
#[derive(Debug, Clone, Default, Serialize, Deserialize, Validate)]
#[serde(default, deny_unknown_fields)]
pub struct NumberForm {
    #[serde(skip_serializing)]
    pub passphrase: String,
    #[validate(length(max = 30))]
    pub number: String,
    pub from: String,
    pub until: String,
    /// The code, in the form that confirms.
    #[validate(length(max = 20))]
    pub code: String,
}

impl NumberForm {
    fn read(&self) -> Result<(String, i64, i64), FormErrors> {
        let mut read = Reader::of(self);
        let number = read.text("number", &self.number).missing(told::Number).required();
        let hour = |word: &str| word.parse::<i64>().ok().filter(|hour| (HOURS.0..=HOURS.1).contains(hour));
        let from = read.choice("from", &self.from, hour).missing(told::From).required();
        let until = read.choice("until", &self.until, hour).missing(told::Until);
        let until = until.only(|until| from.is_none_or(|from| from < *until), told::Order).required();
        if self.passphrase.is_empty() {
            read.wrong("passphrase", proof::Missing);
        }
        read.done(|| Some((number?, from?, until?)))
    }
}

/// The page.
#[derive(Debug, Clone, Serialize)]
pub struct RemindersPage {
    offered: bool,
    standing: &'static str,
    ends: Option<String>,
    from: Option<String>,
    until: Option<String>,
    /// In the demonstration: the code that would have come.
    code: Option<String>,
    days: i64,
    hours: Vec<(String, String)>,
    sheet: Sheet<NumberForm>,
}

impl Page for RemindersPage {
    const TEMPLATE: &'static str = "young_person/reminders.html";

    fn state(&self) -> FormState {
        self.sheet.state()
    }
}

/// `9am`, `midday`, `8pm`.
fn spoken(hour: i64) -> String {
    match hour {
        12 => "midday".to_owned(),
        hour if hour < 12 => format!("{hour}am"),
        hour => format!("{}pm", hour - 12),
    }
}

impl RemindersPage {
    pub fn of(seen: &SeenReminders, offered: bool, sheet: Sheet<NumberForm>) -> Self {
        Self {
            offered,
            standing: match seen.standing {
                Standing::MayNot => "may_not",
                Standing::Off => "off",
                Standing::Waits => "waits",
                Standing::CodeOver => "code_over",
                Standing::On => "on",
                Standing::Old => "old",
            },
            ends: seen.ends.clone(),
            from: seen.hours.map(|(from, _)| spoken(from)),
            until: seen.hours.map(|(_, until)| spoken(until)),
            code: seen.code.clone(),
            days: CONFIRMED_FOR,
            hours: (HOURS.0..=HOURS.1).map(|hour| (hour.to_string(), spoken(hour))).collect(),
            sheet,
        }
    }
}

async fn look(desk: Desk<YoungPerson>) -> PageResult {
    show(&desk, Sheet::default()).await
}

async fn show(desk: &Desk<YoungPerson>, sheet: Sheet<NumberForm>) -> PageResult {
    let (keys, demonstration) = (desk.app.keys.clone(), desk.app.demonstration.is_some());
    let seen = desk.read(move |ask| see_reminders(ask, &keys, demonstration)).await?;
    desk.show_beside(seen.adviser.as_ref(), &RemindersPage::of(&seen, offered(&desk.app), sheet))
}

async fn set(desk: Desk<YoungPerson>, form: Form<NumberForm>) -> PageResult {
    let (key, form) = (form.once.clone(), form.into_inner());
    if !offered(&desk.app) {
        return show(&desk, Sheet::default()).await;
    }
    let read = match form.read() {
        Ok(read) => refused(&desk, &form.passphrase).await?.map_or(Ok(read), Err),
        Err(errors) => Err(errors),
    };
    let (number, from, until) = match read {
        Ok(read) => read,
        Err(errors) => return show(&desk, Sheet::wrong(form, errors)).await,
    };
    let keys = desk.app.keys.clone();
    let set = desk.write(move |ask| set_number(ask, &keys, (&number, from, until), &key)).await?;
    let errors = match set {
        SetNumber::Sent | SetNumber::MayNot => return Ok(see_other(AT)),
        SetNumber::NotMobile => FormErrors::one("number", told::NotMobile),
        SetNumber::TooMany => FormErrors::one("number", told::TooMany),
    };
    show(&desk, Sheet::wrong(form, errors)).await
}

async fn confirm(desk: Desk<YoungPerson>, form: Form<NumberForm>) -> PageResult {
    let (keys, form) = (desk.app.keys.clone(), form.into_inner());
    let code = form.code.clone();
    if desk.write(move |ask| confirm_number(ask, &keys, &code)).await? {
        return Ok(see_other(AT));
    }
    show(&desk, Sheet::wrong(form, FormErrors::one("code", told::Code))).await
}

async fn stop(desk: Desk<YoungPerson>, _: Form<Nothing>) -> PageResult {
    desk.write(stop_reminders).await?;
    Ok(see_other(AT))
}
