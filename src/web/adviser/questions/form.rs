//! How a question is answered: one of two answers, or what was found out.

use chrono::NaiveDate;
use onward_store::repo::returns::Answer;
use serde::{Deserialize, Serialize};
use validator::Validate;

use crate::{
    usecases::adviser::settle_question::Found,
    web::{
        form::{FormErrors, Reader, WrittenDay},
        words::says::adviser::{birth, questions as told},
    },
};

/// As sent: which button was pressed, or what was written.
#[derive(Debug, Clone, Default, Serialize, Deserialize, Validate)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct AnswerForm {
    answer: String,
    day: WrittenDay,
    /// What was found out.
    #[validate(length(max = 600))]
    found: String,
}

/// What it comes to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Sent {
    Chosen(Answer),
    Found(Found),
}

impl AnswerForm {
    pub fn read(&self, today: NaiveDate) -> Result<Sent, FormErrors> {
        match self.answer.as_str() {
            "keep" => return Ok(Sent::Chosen(Answer::KeptMine)),
            "take" => return Ok(Sent::Chosen(Answer::TookReturn)),
            "close" => return Ok(Sent::Chosen(Answer::DealtWith)),
            _ => {}
        }
        let mut read = Reader::of(self);
        let born = read.day("day", &self.day, birth::Day).not_after_today(today).optional();
        let words = read.text("found", &self.found).missing(told::Found).required();
        read.done(|| Some(Sent::Found(Found { words: words?, born })))
    }
}
