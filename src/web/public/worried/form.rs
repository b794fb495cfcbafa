//! The form of one question.

use chrono::NaiveDate;
use onward_domain::hub::{Door, Harm, Lives, NotToldBecause, Sender};
use serde::{Deserialize, Serialize};
use validator::Validate;

use super::sealed::{Answers, Question, Talked};
use crate::web::{
    form::{FormErrors, Reader, WrittenDay},
    words::says::worried::field as said,
};

/// Fields that are not those of the question on the page stay empty.
#[derive(Debug, Clone, Default, Serialize, Deserialize, Validate)]
#[serde(default, deny_unknown_fields)]
pub struct WorriedForm {
    /// Everything that was said before.
    #[serde(skip_serializing)]
    pub sealed: String,
    /// `back`, `send` or nothing.
    pub go: String,
    pub pick: String,
    pub on: WrittenDay,
    pub why: String,
    #[validate(length(max = 600))]
    pub more: String,
    #[validate(length(max = 300))]
    pub about: String,
    #[validate(length(max = 6000))]
    pub words: String,
    #[validate(length(max = 300))]
    pub reach: String,
}

impl WorriedForm {
    /// The form with what was answered before.
    pub fn filled(question: Question, answers: &Answers) -> Self {
        let form = Self::default();
        let text = |text: &Option<String>| text.clone().unwrap_or_default();
        let pick = |word: Option<&'static str>| word.unwrap_or_default().to_owned();
        match question {
            Question::Door => Self { pick: pick(answers.door.map(Door::word)), ..form },
            Question::Who => Self { pick: pick(answers.who.map(Sender::word)), ..form },
            Question::Harm => Self { pick: pick(answers.harm.map(Harm::word)), ..form },
            Question::Talked => match answers.talked.clone() {
                Some(Talked::On(day)) => Self { pick: "yes".into(), on: day.into(), ..form },
                Some(Talked::No(because, more)) => {
                    Self { pick: "no".into(), why: because.word().into(), more, ..form }
                }
                None => form,
            },
            Question::About => Self { about: text(&answers.about), ..form },
            Question::Lives => Self { pick: pick(answers.lives.map(Lives::word)), ..form },
            Question::Words => Self { words: text(&answers.words), ..form },
            Question::Reach => Self { reach: text(&answers.reach), ..form },
            Question::Check => form,
        }
    }

    /// The answers with this one.
    ///
    /// # Errors
    /// What to put right.
    pub fn read(
        &self,
        question: Question,
        answers: Answers,
        today: NaiveDate,
    ) -> Result<Answers, FormErrors> {
        let mut read = Reader::of(self);
        match question {
            Question::Door => {
                let door = read.choice("pick", &self.pick, |word| word.parse::<Door>().ok()).required();
                read.done(|| Some(Answers { door: Some(door?), ..answers }))
            }
            Question::Who => {
                let who = read.choice("pick", &self.pick, |word| word.parse::<Sender>().ok()).required();
                read.done(|| Some(Answers { who: Some(who?), ..answers }))
            }
            Question::Harm => {
                let harm = read.choice("pick", &self.pick, |word| word.parse::<Harm>().ok()).required();
                read.done(|| Some(Answers { harm: Some(harm?), ..answers }))
            }
            Question::Talked => {
                let talked = self.talked(&mut read, today);
                read.done(|| Some(Answers { talked: Some(talked?), ..answers }))
            }
            Question::About => {
                let about = read.text("about", &self.about).missing(said::About).required();
                read.done(|| Some(Answers { about: Some(about?), ..answers }))
            }
            // Whoever goes on without an answer does not know: nobody is stopped here.
            Question::Lives => {
                let lives = read.choice("pick", &self.pick, |word| word.parse::<Lives>().ok());
                let lives = lives.or(Lives::Unknown);
                read.done(|| Some(Answers { lives: Some(lives?), ..answers }))
            }
            Question::Words => {
                let words = read.text("words", &self.words).missing(said::Words).required();
                read.done(|| Some(Answers { words: Some(words?), ..answers }))
            }
            Question::Reach => {
                let reach = read.text("reach", &self.reach).optional().unwrap_or_default();
                read.done(|| Some(Answers { reach: Some(reach), ..answers }))
            }
            Question::Check => read.done(|| Some(answers)),
        }
    }

    /// Yes on a day, or no on one of three grounds: nothing else goes on.
    fn talked(&self, read: &mut Reader, today: NaiveDate) -> Option<Talked> {
        let yes = |word: &str| match word {
            "yes" => Some(true),
            "no" => Some(false),
            _ => None,
        };
        if read.choice("pick", &self.pick, yes).required()? {
            let on = read.day("on", &self.on, said::On);
            return on.only(|day| *day <= today, said::Ahead).required().map(Talked::On);
        }
        let because = read.choice("why", &self.why, |word| word.parse::<NotToldBecause>().ok());
        let because = because.missing(said::Why).required();
        let more = read.text("more", &self.more).missing(said::More).required();
        Some(Talked::No(because?, more?))
    }
}
