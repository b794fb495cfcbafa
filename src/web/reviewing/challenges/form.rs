//! Raising a challenge, and what came of it.

use onward_domain::{
    id::UserId,
    moment::Moment,
    reviewing::{ChallengeAct, ChallengeMatter, ChallengeMove, ChallengeResult, HowKnown},
};
use onward_store::repo::reviewing::NewChallenge;
use serde::{Deserialize, Serialize};
use validator::Validate;

use crate::web::{
    form::{FormErrors, Reader},
    words::says::reviewing::challenge as told,
};

/// A new challenge.
#[derive(Debug, Clone, Default, Serialize, Deserialize, Validate)]
#[serde(default, deny_unknown_fields, rename_all(deserialize = "kebab-case"))]
pub struct RaiseForm {
    matter: String,
    #[validate(length(max = 120))]
    title: String,
    #[validate(length(max = 2000))]
    words: String,
    #[validate(length(max = 600))]
    childs_words: String,
}

impl RaiseForm {
    /// What it says.
    ///
    /// # Errors
    /// What to correct.
    pub fn read(&self) -> Result<NewChallenge, FormErrors> {
        let mut read = Reader::of(self);
        let matter = read.choice("matter", &self.matter, |word| word.parse::<ChallengeMatter>().ok());
        let matter = matter.missing(told::Matter).required();
        let title = read.text("title", &self.title).missing(told::Title).required();
        let words = read.text("words", &self.words).missing(told::What).required();
        let childs_words = read.text("childs-words", &self.childs_words).optional();
        read.done(|| Some(NewChallenge { matter: matter?, title: title?, words: words?, childs_words }))
    }
}

/// What changed for the child, or one level up.
#[derive(Debug, Clone, Default, Serialize, Deserialize, Validate)]
#[serde(default, deny_unknown_fields, rename_all(deserialize = "kebab-case"))]
pub struct ResultForm {
    /// `up`, or anything else for a result.
    pub go: String,
    result: String,
    #[validate(length(max = 2000))]
    words: String,
    how: String,
    #[validate(length(max = 600))]
    childs_words: String,
}

impl ResultForm {
    /// The move.
    ///
    /// # Errors
    /// What to correct: a result says what changed, and how the reviewing officer knows.
    pub fn read(&self, by: UserId, now: Moment) -> Result<ChallengeMove, FormErrors> {
        let mut read = Reader::of(self);
        let up = self.go == "up";
        let (mut result, mut how_known) = (None, None);
        if !up {
            let field = read.choice("result", &self.result, |word| word.parse::<ChallengeResult>().ok());
            result = field.missing(told::Result).required();
        }
        let words = read.text("words", &self.words);
        let words = words
            .missing(if up { crate::web::words::Say::from(told::WhyUp) } else { told::Words.into() })
            .required();
        if !up {
            let field = read.choice("how", &self.how, |word| word.parse::<HowKnown>().ok());
            how_known = field.missing(told::How).required();
        }
        let childs_words = read.text("childs-words", &self.childs_words).optional();
        let act = if up { ChallengeAct::Up } else { ChallengeAct::Result };
        read.done(|| {
            Some(ChallengeMove {
                act,
                words: words?,
                result,
                how_known,
                childs_words,
                on: now.today,
                at: now.at,
                by,
            })
        })
    }
}
