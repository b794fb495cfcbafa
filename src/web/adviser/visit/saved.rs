//! What a visit filled, once it is written down.

use chrono::NaiveDate;
use onward_domain::{
    care::LifeEventKind,
    contact::{Alone, ContactKind},
};
use serde::Serialize;

use super::{
    correct::CorrectForm,
    page::{AskedShown, Standing},
};
use crate::{
    usecases::adviser::log_visit::SeenVisit,
    web::{
        adviser::who::Who,
        form::Sheet,
        parts::HandShown,
        view::{FormState, Page},
        words::Say,
    },
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
    /// They are in custody by their home, and no custody is recorded on that day: where it is written down.
    custody: Option<String>,
    /// It was withdrawn: nothing reads it any more.
    withdrawn: bool,
    /// What it said before.
    before: Vec<Before>,
    action: String,
    /// The form that puts it right was sent and not accepted.
    open: bool,
    kinds: Vec<(&'static str, Say)>,
    #[serde(flatten)]
    sheet: Sheet<CorrectForm>,
}

/// What it said before it was corrected or withdrawn.
#[derive(Debug, Clone, Serialize)]
struct Before {
    kind: ContactKind,
    on: NaiveDate,
    summary: String,
    hand: HandShown,
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

    fn state(&self) -> FormState {
        self.sheet.state()
    }
}

impl SavedPage {
    /// The page, with a form that was sent and not accepted.
    pub fn of(seen: &SeenVisit, sheet: Option<Sheet<CorrectForm>>) -> Self {
        let note = &seen.contact;
        let who = Who::of(&seen.answered);
        let stands = seen.version.map(|version| CorrectForm::of(&version, note)).unwrap_or_default();
        let last = seen.version.or_else(|| seen.earlier.first().map(|version| version.row.id));
        Self {
            withdrawn: seen.version.is_none(),
            before: seen
                .earlier
                .iter()
                .map(|version| Before {
                    kind: version.row.note.kind,
                    on: version.row.note.happened_on,
                    summary: version.row.note.summary.clone(),
                    hand: version.into(),
                })
                .collect(),
            action: last.map(|last| format!("{}/visit/{last}", who.base)).unwrap_or_default(),
            open: sheet.is_some(),
            kinds: ContactKind::ALL
                .iter()
                .filter_map(|kind| Some((kind.word(), kind_words(*kind)?)))
                .collect(),
            sheet: sheet.unwrap_or_else(|| Sheet::new(stands)),
            custody: custody(seen, &who.base).filter(|_| who.may_change),
            who,
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

fn kind_words(kind: ContactKind) -> Option<Say> {
    Say::of_word("adviser.visit.kind", kind.word())
}

/// The letter of the return for custody as a home.
const CUSTODY: &str = "X";

fn custody(seen: &SeenVisit, base: &str) -> Option<String> {
    let (home, on) = (seen.home.as_ref()?, seen.contact.happened_on);
    let detained = |event: &&onward_domain::care::LifeEvent| {
        event.recorded.stands() && event.note.kind == LifeEventKind::Detained && event.note.runs(on)
    };
    let events = &seen.answered.listed.facts.events;
    let missing = home.note.kind == CUSTODY && !events.iter().any(|event| detained(&event));
    let from = home.note.from.unwrap_or(on);
    missing.then(|| format!("{base}/care-history/events/new?kind=detained&from={from}"))
}
