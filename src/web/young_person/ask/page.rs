//! What the page that asks shows.

use chrono::NaiveDate;
use leaving_care_rules::{Law, entitlement::outcome::Kind};
use onward_domain::{money::Pence, request::answer_by};
use serde::Serialize;

use super::form::AskForm;
use crate::{
    usecases::young_person::{ask_for::can_be_asked_for, see_own_pages::Own},
    web::{
        form::Sheet,
        public::help::Answering,
        view::{FormState, Page},
        words::Say,
        young_person::thing::{State, questions, thing},
    },
};

/// What it is, the form, what happens next and by when.
#[derive(Debug, Clone, Serialize)]
pub struct AskPage<'a> {
    href: String,
    name: &'a str,
    decider: &'a str,
    by_council: bool,
    evidence: Option<&'a str>,
    left: Option<Pence>,
    is_money: bool,
    /// It is not for the leaving care team to decide: the adviser helps to ask it.
    elsewhere: bool,
    /// It was refused before.
    again: bool,
    /// What is missing, so that it can be said with the asking.
    asks: Vec<Say>,
    /// Nobody can wait for this: who answers at this hour.
    emergency: Option<Emergency>,
    answer_by: NaiveDate,
    #[serde(skip)]
    on_its_way: bool,
    #[serde(skip)]
    can_ask: bool,
    #[serde(flatten)]
    sheet: Sheet<AskForm>,
}

/// Who answers at this hour; nobody where the council has given no number.
#[derive(Debug, Clone, Serialize)]
pub struct Emergency {
    answering: Option<Answering>,
}

impl Emergency {
    /// For a thing that can't wait.
    pub fn of(is_one: bool, answering: Option<Answering>) -> Option<Self> {
        is_one.then_some(Self { answering })
    }
}

impl Page for AskPage<'_> {
    const TEMPLATE: &'static str = "young_person/ask.html";

    fn state(&self) -> FormState {
        self.sheet.state()
    }
}

impl<'a> AskPage<'a> {
    /// The page, where the address names something that is law.
    pub fn of(
        law: &'a Law,
        own: &'a Own,
        address: &str,
        now: Option<Answering>,
        sheet: Sheet<AskForm>,
    ) -> Option<Self> {
        let thing = thing(law, own, address)?;
        let entry = thing.entry;
        Some(Self {
            href: thing.href(),
            name: &entry.name,
            decider: &entry.decider,
            by_council: entry.is_decided_by_a_council(),
            evidence: Some(entry.evidence.as_str())
                .filter(|it| !matches!(it.trim_end_matches('.'), "" | "None")),
            left: thing.standing.left.filter(|left| left.0 > 0),
            is_money: entry.money.is_some(),
            elsewhere: entry.kind == Kind::OtherBody,
            again: thing.state == State::Refused,
            asks: questions(&thing.open).into_iter().take(2).collect(),
            emergency: Emergency::of(entry.emergency, now),
            answer_by: answer_by(own.today, entry.emergency),
            on_its_way: thing.request.as_ref().is_some_and(|request| request.stage.is_open()),
            can_ask: can_be_asked_for(thing.standing.stands),
            sheet,
        })
    }

    /// It was asked for already, and is on its way.
    pub const fn is_on_its_way(&self) -> bool {
        self.on_its_way
    }

    /// Asking for it makes sense.
    pub const fn can_ask(&self) -> bool {
        self.can_ask
    }
}
