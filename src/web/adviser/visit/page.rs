//! What the page of a visit shows: five questions, and what else they fill.

use chrono::NaiveDate;
use onward_domain::{
    due::What,
    living::{Activity, Home},
    position::Asked,
    returns::ssda903::code,
    shown::visits_owed,
};
use serde::Serialize;

use super::form::{VisitForm, activities, homes, offered};
use crate::{
    usecases::adviser::log_visit::SeenForVisit,
    web::{
        adviser::{languages::LanguagesShown, who::Who},
        form::Sheet,
        view::{FormState, Page},
    },
};

/// The form around a visit that has been.
#[derive(Debug, Clone, Serialize)]
pub struct VisitPage {
    who: Who,
    action: String,
    today: NaiveDate,
    /// By when a visit is owed.
    due: Option<NaiveDate>,
    late: bool,
    /// A visit is owed at least every two months.
    owed: bool,
    home: Option<Standing>,
    activity: Option<Standing>,
    homes: Vec<(&'static str, String)>,
    activities: Vec<(&'static str, String)>,
    offered: NaiveDate,
    asked: Option<AskedShown>,
    languages: Option<LanguagesShown>,
    #[serde(flatten)]
    sheet: Sheet<VisitForm>,
}

/// What is recorded of a home or an activity.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Standing {
    pub words: String,
    pub code: Option<String>,
    pub since: Option<NaiveDate>,
}

impl Standing {
    pub(super) fn home(home: &Home) -> Self {
        let kind = home.note.kind.as_str();
        let words = code::ACCOMMODATION.words(&format!("{kind}1"));
        let words = words.or_else(|| code::ACCOMMODATION.words(&format!("{kind}2")));
        Self { words: words.unwrap_or(kind).to_owned(), code: home.note.code(), since: home.note.from }
    }

    pub(super) fn activity(one: &Activity) -> Self {
        let kind = one.note.kind.as_str();
        let words = code::ACTIVITY.words(kind).unwrap_or(kind).to_owned();
        Self { words, code: Some(kind.to_owned()), since: one.note.from }
    }
}

/// The birthday of the return for which contact now counts.
#[derive(Debug, Clone, Serialize)]
pub(super) struct AskedShown {
    age: u8,
    on: NaiveDate,
    from: NaiveDate,
    until: NaiveDate,
}

impl From<Asked> for AskedShown {
    fn from(asked: Asked) -> Self {
        Self { age: asked.age, on: asked.on, from: asked.from, until: asked.until }
    }
}

impl Page for VisitPage {
    const TEMPLATE: &str = "adviser/visit.html";

    fn state(&self) -> FormState {
        self.sheet.state()
    }
}

impl VisitPage {
    /// The page around a form.
    pub fn of(seen: &SeenForVisit, sheet: Sheet<VisitForm>) -> Self {
        let one = &seen.answered;
        let (who, today) = (Who::of(one), one.today);
        let due = one.due.iter().find(|due| due.what == What::Visit);
        let coded = |(code, words): (&'static str, &'static str)| (code, format!("{words} ({code})"));
        Self {
            action: format!("{}/visit", who.base),
            due: due.map(|due| due.day),
            late: due.is_some_and(|due| due.late(today)),
            owed: visits_owed(one.assessment.status, one.assessment.duty_stage),
            home: seen.home.as_ref().map(Standing::home),
            activity: seen.activity.as_ref().map(Standing::activity),
            homes: homes().map(coded).collect(),
            activities: activities().map(coded).collect(),
            offered: offered(today),
            asked: seen.asked.map(AskedShown::from),
            languages: seen.languages.as_ref().map(LanguagesShown::of),
            who,
            today,
            sheet,
        }
    }
}
