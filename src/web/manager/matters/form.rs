//! What happened to it, as written.

use chrono::NaiveDate;
use onward_domain::matter::{MatterAct, MatterTurnNote};
use serde::{Deserialize, Serialize};
use validator::Validate;

use crate::web::{
    form::{FormErrors, Reader, WrittenDay},
    words::says::manager::matters as told,
};

/// The form.
#[derive(Debug, Clone, Default, Serialize, Deserialize, Validate)]
#[serde(default, deny_unknown_fields, rename_all(deserialize = "kebab-case"))]
pub struct TurnForm {
    pub act: String,
    pub on: WrittenDay,
    /// By when what follows is promised.
    pub until: WrittenDay,
    #[validate(length(max = 200))]
    pub who: String,
    #[validate(length(max = 6000))]
    pub words: String,
}

impl TurnForm {
    /// What it says.
    ///
    /// # Errors
    /// What to put right, in the order of the page.
    pub fn read(&self, advocate: bool, today: NaiveDate) -> Result<MatterTurnNote, FormErrors> {
        let mut read = Reader::of(self);
        let theirs = |act: &MatterAct| match act {
            MatterAct::Named | MatterAct::InTouch => advocate,
            MatterAct::Longer => !advocate,
            act => !act.is_theirs(),
        };
        let act = read.choice("act", &self.act, |word| word.parse::<MatterAct>().ok().filter(theirs));
        let act = act.missing(told::Act).required();
        let who = read.text("who", &self.who);
        let who = if act == Some(MatterAct::Named) {
            who.missing(told::Who).required()
        } else {
            who.optional().filter(|_| false)
        };
        let until = read.day("until", &self.until, told::Until).not_before(today);
        let until = match act {
            Some(MatterAct::Longer) => until.required(),
            Some(MatterAct::Named) => until.optional(),
            _ => until.optional().filter(|_| false),
        };
        let words = read.text("words", &self.words);
        let words = match act {
            Some(MatterAct::Longer | MatterAct::Answered) => words.missing(told::Words).required(),
            _ => words.optional(),
        };
        let on = read.day("on", &self.on, told::On).not_after_today(today).or(today);
        read.done(|| Some(MatterTurnNote { act: act?, on: on?, by: until, who, words }))
    }
}
