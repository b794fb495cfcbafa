//! `/messages`: with one's adviser.

#[cfg(test)]
mod tests;

use actix_session::SessionExt as _;
use actix_web::{HttpRequest, web::Query};
use chrono::NaiveDate;
use onward_domain::{id::UserId, talk::PROMISED_DAYS};
use serde::Serialize;

use crate::{
    usecases::{
        account::session_limits::LEFT_MINUTES,
        young_person::{
            see_my_adviser::see_my_adviser,
            talk::{SeenMessages, look_at_messages, see_messages, send_message},
        },
    },
    web::{
        account::proves,
        desk::{Desk, SignedIn, YoungPerson},
        error::Situation,
        form::{Form, FormErrors, Sheet},
        middleware::state,
        reply::{PageResult, see_other},
        routes::{Audience, Route, get, post},
        talk::{AskedPage, DayShown, MessageForm, OpenForm, OtherPages, answer_by, days},
        view::{FormState, Page},
        words::says::mine::proof,
    },
};

/// What a form says that opens papers, and where they are.
pub const PAPERS: &str = "papers";
const PAPERS_AT: &str = "/mine/documents";

/// The addresses of this room.
pub fn routes() -> Vec<Route> {
    let me = Audience::YoungPerson;
    vec![get("/messages", me, messages), post("/messages", me, send), post("/messages/open", me, open)]
}

/// Who answers and by when, the messages by day, and room to write.
#[derive(Debug, Clone, Serialize)]
pub struct MessagesPage {
    promised: usize,
    answer_by: Option<NaiveDate>,
    days: Vec<DayShown>,
    pages: OtherPages,
    sheet: Sheet<MessageForm>,
}

impl Page for MessagesPage {
    const TEMPLATE: &'static str = "young_person/messages.html";

    fn state(&self) -> FormState {
        self.sheet.state()
    }
}

impl MessagesPage {
    /// The page.
    pub fn of(seen: &SeenMessages, me: UserId, sheet: Sheet<MessageForm>) -> Self {
        Self {
            promised: PROMISED_DAYS,
            answer_by: answer_by(&seen.talk),
            days: days(&seen.talk, me),
            pages: OtherPages::of(&seen.talk),
            sheet,
        }
    }
}

/// The passphrase is asked again; what was being written is kept on the page.
#[derive(Debug, Clone, Serialize)]
pub struct LockedPage {
    minutes: i64,
    sheet: Sheet<OpenForm>,
}

impl Page for LockedPage {
    const TEMPLATE: &'static str = "young_person/messages_open.html";

    fn state(&self) -> FormState {
        self.sheet.state()
    }
}

impl LockedPage {
    /// The page.
    pub const fn of(sheet: Sheet<OpenForm>) -> Self {
        Self { minutes: LEFT_MINUTES, sheet }
    }
}

/// The passphrase is asked before anything of this kind is shown.
pub async fn locked(desk: &Desk<YoungPerson>, sheet: Sheet<OpenForm>) -> PageResult {
    let adviser = desk.read(see_my_adviser).await?;
    desk.show_beside(adviser.as_ref(), &LockedPage::of(sheet))
}

/// The passphrase opens them or the papers, and sends what was being written.
async fn open(request: HttpRequest, desk: Desk<YoungPerson>, form: Form<OpenForm>) -> PageResult {
    let (key, form) = (form.once.clone(), form.into_inner());
    let Some(account) = desk.desk::<SignedIn>() else { return Err(Situation::NotFound) };
    let errors = if form.passphrase.is_empty() {
        FormErrors::one("passphrase", proof::Missing)
    } else if proves(&account, form.passphrase.clone()).await? {
        FormErrors::none()
    } else {
        FormErrors::one("passphrase", proof::Wrong)
    };
    if !errors.is_empty() {
        return locked(&desk, Sheet::wrong(form, errors)).await;
    }
    request.get_session().remove(state::LEFT);
    let papers = form.to == PAPERS;
    let written = MessageForm { text: form.text };
    if let Ok(text) = written.read() {
        desk.write(move |ask| send_message(ask, &text, &key)).await?;
        return Ok(see_other("/messages#write"));
    }
    Ok(see_other(if papers { PAPERS_AT } else { "/messages" }))
}

/// Opening it says that what the adviser wrote is read.
async fn messages(desk: Desk<YoungPerson>, asked: Query<AskedPage>) -> PageResult {
    if desk.me.left {
        return locked(&desk, Sheet::default()).await;
    }
    let seen = desk.write(move |ask| see_messages(ask, asked.number())).await?;
    desk.show_beside(seen.adviser.as_ref(), &MessagesPage::of(&seen, desk.me.user.id, Sheet::default()))
}

async fn send(desk: Desk<YoungPerson>, form: Form<MessageForm>) -> PageResult {
    let key = form.once.clone();
    let form = form.into_inner();
    if desk.me.left {
        return locked(&desk, Sheet::new(OpenForm { text: form.text, ..OpenForm::default() })).await;
    }
    match form.read() {
        Ok(text) => {
            desk.write(move |ask| send_message(ask, &text, &key)).await?;
            Ok(see_other("/messages#write"))
        }
        Err(errors) => {
            let seen = desk.read(look_at_messages).await?;
            desk.show_beside(
                seen.adviser.as_ref(),
                &MessagesPage::of(&seen, desk.me.user.id, Sheet::wrong(form, errors)),
            )
        }
    }
}
