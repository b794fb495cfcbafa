//! What somebody said on the phone or in the office: the questions of the public form, read by the public form's own rules.

use chrono::NaiveDate;
use onward_domain::hub::{CameBy, Harm, Told};
use serde::{Deserialize, Serialize};
use validator::Validate;

use crate::web::{
    form::{FormErrors, Reader, WrittenDay},
    public::worried::{
        form::WorriedForm,
        sealed::{Answers, Question},
    },
    words::says::hub::call as told,
};

/// As entered.
#[derive(Debug, Clone, Default, Serialize, Deserialize, Validate)]
#[serde(default, deny_unknown_fields)]
pub struct CallForm {
    how: String,
    door: String,
    who: String,
    harm: String,
    /// Where the child lives: empty where they did not say.
    lives: String,
    talked: String,
    on: WrittenDay,
    why: String,
    more: String,
    about: String,
    words: String,
    reach: String,
    /// What whoever writes it down thinks about harm.
    screened: String,
}

/// What was said, how it came, and what whoever wrote it down thinks about harm.
pub type Said = (Told, CameBy, Harm);

impl CallForm {
    /// All of it.
    ///
    /// # Errors
    /// What to correct.
    pub fn read(&self, today: NaiveDate) -> Result<Said, FormErrors> {
        let mut read = Reader::of(self);
        let how = read.choice("how", &self.how, |word| word.parse::<CameBy>().ok());
        let how = how.missing(told::How).required();
        let known = |word: &str| word.parse::<Harm>().ok().filter(|harm| *harm != Harm::NotScreened);
        let screened = read.choice("screened", &self.screened, known).missing(told::Screened).required();
        let own = read.done(|| how.zip(screened));
        let asked = self.asked(today);
        match (own, asked) {
            (Ok((how, screened)), Ok(answers)) => {
                answers.whole().map(|said| (said, how, screened)).ok_or_else(FormErrors::none)
            }
            (own, asked) => {
                let errors = asked.err().unwrap_or_default();
                Err(errors.and(own.err().unwrap_or_default()))
            }
        }
    }

    /// Every question of whoever it is, by the rules of the public form.
    fn asked(&self, today: NaiveDate) -> Result<Answers, FormErrors> {
        let (mut answers, mut errors) = (Answers::default(), FormErrors::none());
        for question in Question::ALL {
            if !answers.questions().contains(&question) {
                continue;
            }
            match self.only(question).read(question, answers.clone(), today) {
                Ok(more) => answers = more,
                Err(wrong) => errors = errors.and(wrong.called("pick", field(question))),
            }
        }
        if errors.is_empty() { Ok(answers) } else { Err(errors) }
    }

    /// What the public form holds at this question.
    fn only(&self, question: Question) -> WorriedForm {
        let form = WorriedForm::default();
        match question {
            Question::Door => WorriedForm { pick: self.door.clone(), ..form },
            Question::Who => WorriedForm { pick: self.who.clone(), ..form },
            Question::Harm => WorriedForm { pick: self.harm.clone(), ..form },
            Question::Talked => WorriedForm {
                pick: self.talked.clone(),
                on: self.on.clone(),
                why: self.why.clone(),
                more: self.more.clone(),
                ..form
            },
            Question::About => WorriedForm { about: self.about.clone(), ..form },
            Question::Lives => WorriedForm { pick: self.lives.clone(), ..form },
            Question::Words => WorriedForm { words: self.words.clone(), ..form },
            Question::Reach => WorriedForm { reach: self.reach.clone(), ..form },
            Question::Check => form,
        }
    }
}

/// The field of this page with the choice of a question.
pub const fn field(question: Question) -> &'static str {
    match question {
        Question::Door => "door",
        Question::Who => "who",
        Question::Harm => "harm",
        Question::Talked => "talked",
        Question::About => "about",
        Question::Lives => "lives",
        Question::Words => "words",
        Question::Reach => "reach",
        Question::Check => "check",
    }
}
