//! `/hub/call`: somebody rang or came, and somebody at the hub writes it down. The questions are those of `/worried`, in its words;
//! it lands in the same queue, already screened.

mod form;
#[cfg(test)]
mod tests;

use onward_domain::hub::{TakenDown, decide_by};
use serde::Serialize;
use std::collections::BTreeMap;

use self::form::{CallForm, field};
use super::contact::address;
use crate::{
    clock::from_london,
    settings::Settings,
    usecases::hub::take_in::{Coming, write_down},
    web::{
        clock_words,
        desk::{Desk, Hub},
        form::{Form, Sheet},
        public::worried::{
            page::{OptionShown, options, reasons, words},
            sealed::{Answers, Question},
        },
        reply::{PageResult, see_other},
        routes::{Audience, Route, get, post},
        view::{FormState, Page},
        words::Say,
    },
};

const AT: &str = "/hub/call";

/// The addresses of this room.
pub fn routes() -> Vec<Route> {
    vec![get(AT, Audience::Hub, ask), post(AT, Audience::Hub, keep)]
}

/// The questions, and what was entered.
#[derive(Debug, Clone, Serialize)]
struct CallPage {
    /// By the name of the field.
    asks: BTreeMap<&'static str, AskShown>,
    /// The reasons not to talk to a family.
    reasons: Vec<ChoiceShown>,
    #[serde(flatten)]
    sheet: Sheet<CallForm>,
}

/// One question of the public form.
#[derive(Debug, Clone, Serialize)]
struct AskShown {
    legend: Say,
    hint: Say,
    choices: Vec<ChoiceShown>,
}

#[derive(Debug, Clone, Serialize)]
struct ChoiceShown {
    value: &'static str,
    words: Say,
    hint: Option<Say>,
}

impl Page for CallPage {
    const TEMPLATE: &'static str = "hub/call.html";

    fn state(&self) -> FormState {
        self.sheet.state()
    }
}

impl CallPage {
    fn of(sheet: Sheet<CallForm>, settings: &Settings) -> Self {
        let choice = |each: OptionShown| ChoiceShown { value: each.value, words: each.text, hint: each.hint };
        let shown = |question: Question| {
            let (legend, hint) = words(question, &Answers::default());
            let choices = options(question, settings).into_iter().map(choice).collect();
            (field(question), AskShown { legend, hint, choices })
        };
        Self {
            asks: Question::ALL.into_iter().filter(|each| *each != Question::Check).map(shown).collect(),
            reasons: reasons().into_iter().map(choice).collect(),
            sheet,
        }
    }
}

async fn ask(desk: Desk<Hub>) -> PageResult {
    desk.show(&CallPage::of(Sheet::default(), &desk.app.settings))
}

async fn keep(desk: Desk<Hub>, form: Form<CallForm>) -> PageResult {
    let (key, form) = (form.once.clone(), form.into_inner());
    let (told, how, screened) = match form.read(desk.now().today) {
        Ok(said) => said,
        Err(errors) => return desk.show(&CallPage::of(Sheet::wrong(form, errors), &desk.app.settings)),
    };
    let coming = Coming {
        told,
        taken: Some(TakenDown { how, by: desk.me.user.id }),
        flood: false,
        alert: false,
        decide_by: from_london(decide_by(clock_words::london(desk.now()))),
        key,
    };
    let keys = desk.app.keys.clone();
    let contact = desk.write(move |ask| write_down(ask, &keys, &coming, screened)).await?;
    Ok(see_other(&address(contact.id)))
}
