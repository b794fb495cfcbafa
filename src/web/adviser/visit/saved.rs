//! What a visit filled, once it is written down.

use chrono::NaiveDate;
use onward_domain::contact::{Alone, ContactKind};
use serde::Serialize;

use super::page::{AskedShown, Standing};
use crate::{
    usecases::adviser::log_visit::SeenVisit,
    web::{adviser::who::Who, view::Page},
};

/// Written once, and where it now stands.
#[derive(Debug, Clone, Serialize)]
pub struct SavedPage {
    who: Who,
    kind: ContactKind,
    is_visit: bool,
    reached: bool,
    on: NaiveDate,
    alone: Option<Alone>,
    own_words: Option<String>,
    summary: String,
    next: Option<NaiveDate>,
    /// By when the next visit is owed.
    visit_due: Option<NaiveDate>,
    home: Option<Standing>,
    why: Option<String>,
    activity: Option<Standing>,
    position: Option<PositionShown>,
}

/// What the return would say now.
#[derive(Debug, Clone, Serialize)]
struct PositionShown {
    asked: AskedShown,
    in_touch: bool,
    home: Option<String>,
    not_judged: bool,
    activity: Option<String>,
}

impl Page for SavedPage {
    const TEMPLATE: &str = "adviser/visit_saved.html";
}

impl SavedPage {
    /// The page.
    pub fn of(seen: &SeenVisit) -> Self {
        let note = &seen.contact;
        Self {
            who: Who::of(&seen.answered),
            kind: note.kind,
            is_visit: note.kind.is_visit(),
            reached: note.kind.reached(),
            on: note.happened_on,
            alone: note.alone,
            own_words: note.own_words.clone(),
            summary: note.summary.clone(),
            next: note.next_on,
            visit_due: seen.visit_due,
            home: seen.home.as_ref().map(Standing::home),
            why: seen.home.as_ref().and_then(|home| home.note.why.clone()),
            activity: seen.activity.as_ref().map(Standing::activity),
            position: seen.position.as_ref().map(|position| PositionShown {
                asked: position.asked.into(),
                in_touch: position.in_touch.is_some(),
                home: position.home.clone(),
                not_judged: position.not_judged,
                activity: position.activity.clone(),
            }),
        }
    }
}
