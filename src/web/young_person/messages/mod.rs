//! `/messages`: with one's adviser.

#[cfg(test)]
mod tests;

use chrono::NaiveDate;
use onward_domain::talk::PROMISED_DAYS;
use serde::Serialize;

use crate::{
    usecases::young_person::talk::{SeenMessages, look_at_messages, see_messages, send_message},
    web::{
        desk::{Desk, YoungPerson},
        form::{Form, Sheet},
        reply::{PageResult, see_other},
        routes::{Audience, Route, get, post},
        talk::{DayShown, MessageForm, answer_by, days},
        view::{FormState, Page},
    },
};

/// The addresses of this room.
pub fn routes() -> Vec<Route> {
    vec![get("/messages", Audience::YoungPerson, messages), post("/messages", Audience::YoungPerson, send)]
}

/// Who answers and by when, the messages by day, and room to write.
#[derive(Debug, Clone, Serialize)]
pub struct MessagesPage {
    promised: usize,
    answer_by: Option<NaiveDate>,
    days: Vec<DayShown>,
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
    pub fn of(seen: &SeenMessages, sheet: Sheet<MessageForm>) -> Self {
        Self {
            promised: PROMISED_DAYS,
            answer_by: answer_by(&seen.messages),
            days: days(&seen.messages),
            sheet,
        }
    }
}

/// Opening it says that what the adviser wrote is read.
async fn messages(desk: Desk<YoungPerson>) -> PageResult {
    let seen = desk.write(see_messages).await?;
    desk.show_beside(seen.adviser.as_ref(), &MessagesPage::of(&seen, Sheet::default()))
}

async fn send(desk: Desk<YoungPerson>, form: Form<MessageForm>) -> PageResult {
    let key = form.once.clone();
    let form = form.into_inner();
    match form.read() {
        Ok(text) => {
            desk.write(move |ask| send_message(ask, &text, &key)).await?;
            Ok(see_other("/messages#write"))
        }
        Err(errors) => {
            let seen = desk.read(look_at_messages).await?;
            desk.show_beside(seen.adviser.as_ref(), &MessagesPage::of(&seen, Sheet::wrong(form, errors)))
        }
    }
}
