//! What the page of what is said to be wrong shows.

use chrono::NaiveDate;
use onward_domain::{
    id::RectificationId,
    rectification::{Outcome, Rectification},
};
use serde::Serialize;

use super::AnswerForm;
use crate::{
    clock::london_day,
    usecases::adviser::answer_rectification::SeenSaidWrong,
    web::{
        adviser::who::Who,
        form::Sheet,
        view::{FormState, Page},
    },
};

/// What waits for an answer, then what has one.
#[derive(Debug, Clone, Serialize)]
pub struct SaidWrongPage {
    who: Who,
    open: Vec<Said>,
    answered: Vec<Said>,
    /// The one whose form was sent.
    which: Option<String>,
    /// A colleague answered it meanwhile: what was written here stands beside that.
    beaten: bool,
    #[serde(flatten)]
    sheet: Sheet<AnswerForm>,
}

impl Page for SaidWrongPage {
    const TEMPLATE: &str = "adviser/said_wrong.html";

    fn state(&self) -> FormState {
        if self.beaten { FormState::Clash } else { self.sheet.state() }
    }
}

/// One thing.
#[derive(Debug, Clone, Serialize)]
struct Said {
    id: String,
    /// Where it is corrected, where there is one place.
    place: Option<String>,
    shown: String,
    words: String,
    on: NaiveDate,
    by: NaiveDate,
    late: bool,
    answer: Option<Answer>,
}

#[derive(Debug, Clone, Serialize)]
struct Answer {
    corrected: bool,
    words: String,
    on: NaiveDate,
    who: Option<String>,
}

impl SaidWrongPage {
    /// The page; `which`: whose form was sent and could not be taken.
    pub fn of(
        seen: &SeenSaidWrong,
        today: NaiveDate,
        which: Option<RectificationId>,
        sheet: Sheet<AnswerForm>,
        beaten: bool,
    ) -> Self {
        let who = Who::in_record(&seen.person, seen.may_change, today);
        let said = |each: &Rectification| Said {
            id: each.id.to_string(),
            place: place(&each.said.about, &who.base),
            shown: each.said.shown.clone(),
            words: each.said.words.clone(),
            on: london_day(each.said_at),
            by: each.answer_by,
            late: each.answer_by < today,
            answer: each.answer.as_ref().map(|answer| Answer {
                corrected: answer.outcome == Outcome::Corrected,
                words: answer.words.clone(),
                on: london_day(answer.at),
                who: answer.by.and_then(|user| seen.names.get(&user).cloned()),
            }),
        };
        let (answered, open) = seen.said.iter().map(said).partition(|each: &Said| each.answer.is_some());
        Self { open, answered, which: which.map(|which| which.to_string()), beaten, sheet, who }
    }
}

fn place(about: &str, base: &str) -> Option<String> {
    match about {
        "care" => Some(format!("{base}/care-history")),
        "birth" => Some(format!("{base}/birth")),
        "other" => None,
        _ => Some(format!("{base}/facts")),
    }
}
