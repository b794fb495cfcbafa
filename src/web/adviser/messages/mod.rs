//! `/adviser/people/{person}/messages`: with one of the adviser's people.

use actix_web::web::{Path, Query};
use chrono::NaiveDate;
use onward_domain::{
    id::{PersonId, UserId},
    role::Role,
};
use serde::Serialize;

use super::who::Who;
use crate::{
    usecases::adviser::talk::{SeenMessages, see_messages, send_message},
    web::{
        desk::{Adviser, Desk},
        form::{Form, Sheet},
        reply::{PageResult, see_other},
        routes::{Audience, Route, get, post},
        talk::{AskedPage, DayShown, MessageForm, OtherPages, answer_by, days},
        view::{FormState, Page},
    },
};

/// The addresses of this room.
pub fn routes() -> Vec<Route> {
    let at = "/adviser/people/{person}/messages";
    vec![get(at, Audience::Adviser, messages), post(at, Audience::Adviser, send)]
}

/// The messages by day, by when an answer is promised, and room to write.
#[derive(Debug, Clone, Serialize)]
pub struct MessagesPage {
    who: Who,
    answer_by: Option<NaiveDate>,
    days: Vec<DayShown>,
    pages: OtherPages,
    /// A manager answers while nobody has the person.
    for_nobody: bool,
    sheet: Sheet<MessageForm>,
}

impl Page for MessagesPage {
    const TEMPLATE: &'static str = "adviser/messages.html";

    fn state(&self) -> FormState {
        self.sheet.state()
    }
}

impl MessagesPage {
    /// For a manager while nobody has the person.
    pub fn for_nobody(seen: &SeenMessages, me: UserId, sheet: Sheet<MessageForm>) -> Self {
        let page = Self::of(seen, me, sheet);
        let who = Who { base: page.who.base_for(Role::Manager), ..page.who };
        Self { for_nobody: true, who, ..page }
    }

    /// The page, for the adviser.
    fn of(seen: &SeenMessages, me: UserId, sheet: Sheet<MessageForm>) -> Self {
        Self {
            for_nobody: false,
            who: Who::of(&seen.answered),
            answer_by: answer_by(&seen.talk),
            days: days(&seen.talk, me),
            pages: OtherPages::of(&seen.talk),
            sheet,
        }
    }
}

/// Opening it says that what the young person wrote is read.
async fn messages(desk: Desk<Adviser>, at: Path<PersonId>, asked: Query<AskedPage>) -> PageResult {
    let person = *at;
    let seen = desk.write(move |ask| see_messages(ask, person, asked.number(), true)).await?;
    desk.show(&MessagesPage::of(&seen, desk.me.user.id, Sheet::default()))
}

async fn send(desk: Desk<Adviser>, at: Path<PersonId>, form: Form<MessageForm>) -> PageResult {
    let (person, key) = (*at, form.once.clone());
    let form = form.into_inner();
    match form.read() {
        Ok(text) => {
            desk.write(move |ask| send_message(ask, person, &text, &key)).await?;
            Ok(see_other(&format!("/adviser/people/{person}/messages#write")))
        }
        Err(errors) => {
            let seen = desk.read(move |ask| see_messages(ask, person, 1, false)).await?;
            desk.show(&MessagesPage::of(&seen, desk.me.user.id, Sheet::wrong(form, errors)))
        }
    }
}
