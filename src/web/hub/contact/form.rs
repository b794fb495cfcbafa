//! The forms of a contact's acts.

use std::str::FromStr;

use chrono::NaiveDate;
use onward_domain::hub::{
    Agency, Deed, Harm, LOOK_AGAIN_WITHIN, NotToldBecause, Outcome, ShareGround, Stands,
};
use serde::{Deserialize, Serialize};
use validator::Validate;

use crate::web::{
    error::Situation,
    form::{FormErrors, Reader, WrittenDay},
    words::says::hub::act as told,
};

/// What is done about a contact, by the last part of its address.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Act {
    /// Say what it is about harm.
    Screen,
    /// Ask an agency, or tell it something.
    Share,
    /// Tell the family, try, or say why not.
    Telling,
    /// Whether the family agrees.
    Agreement,
    /// Decide.
    Decision,
}

impl Act {
    /// Every act, in the order of the page.
    pub const ALL: [Self; 5] = [Self::Screen, Self::Agreement, Self::Share, Self::Telling, Self::Decision];

    /// The last part of its address.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Screen => "screen",
            Self::Share => "share",
            Self::Telling => "telling",
            Self::Agreement => "agreement",
            Self::Decision => "decision",
        }
    }
}

impl FromStr for Act {
    type Err = Situation;
    fn from_str(word: &str) -> Result<Self, Situation> {
        Self::ALL.into_iter().find(|act| act.word() == word).ok_or(Situation::NotFound)
    }
}

/// Fields that are not those of the act stay empty.
#[derive(Debug, Clone, Default, Serialize, Deserialize, Validate)]
#[serde(default, deny_unknown_fields)]
pub struct StepForm {
    harm: String,
    agency: String,
    ground: String,
    #[validate(length(max = 200))]
    law: String,
    agrees: String,
    /// `told`, `will_try`, `tried` or `not_told`.
    telling: String,
    on: WrittenDay,
    because: String,
    again: WrittenDay,
    outcome: String,
    #[validate(length(max = 200))]
    name: String,
    #[validate(length(max = 1000))]
    words: String,
}

impl StepForm {
    /// The deed, with all that it needs.
    ///
    /// # Errors
    /// What is missing.
    pub fn read(&self, act: Act, stands: &Stands, today: NaiveDate) -> Result<Deed, FormErrors> {
        let mut read = Reader::of(self);
        let deed = match act {
            Act::Screen => {
                let known = |word: &str| word.parse::<Harm>().ok().filter(|harm| *harm != Harm::NotScreened);
                read.choice("harm", &self.harm, known).required().map(Deed::Screened)
            }
            Act::Share => self.shared(&mut read),
            Act::Telling => self.telling(&mut read, today),
            Act::Agreement => {
                let yes = |word: &str| match word {
                    "yes" => Some(true),
                    "no" => Some(false),
                    _ => None,
                };
                let agrees = read.choice("agrees", &self.agrees, yes).required();
                let how = read.text("words", &self.words).missing(told::How).required();
                agrees.zip(how).map(|(agrees, how)| Deed::Agreement { agrees, how })
            }
            Act::Decision => {
                let outcome = read.choice("outcome", &self.outcome, |word| word.parse::<Outcome>().ok());
                let outcome = outcome.required();
                let with = read.text("name", &self.name).missing(told::With).required();
                let why = read.text("words", &self.words).missing(told::Why).required();
                outcome.zip(with).zip(why).map(|((outcome, with), why)| {
                    let rests_on = stands.lets_go_on().filter(|_| outcome != Outcome::NoFurtherAction);
                    Deed::Decided { outcome, rests_on, with, why }
                })
            }
        };
        read.done(|| deed)
    }

    fn shared(&self, read: &mut Reader) -> Option<Deed> {
        let agency = read.choice("agency", &self.agency, |word| word.parse::<Agency>().ok()).required();
        let ground = read.choice("ground", &self.ground, |word| word.parse::<ShareGround>().ok());
        let ground = ground.missing(told::Ground).required();
        let law = read.text("law", &self.law).missing(told::Law);
        let law = if ground == Some(ShareGround::Law) { law.required() } else { law.optional() };
        let what = read.text("words", &self.words).missing(told::What).required();
        Some(Deed::Shared { agency: agency?, ground: ground?, law, what: what? })
    }

    fn telling(&self, read: &mut Reader, today: NaiveDate) -> Option<Deed> {
        let known =
            |word: &str| ["told", "will_try", "tried", "not_told"].into_iter().find(|each| *each == word);
        match read.choice("telling", &self.telling, known).required()? {
            "told" => {
                let on = read.day("on", &self.on, told::OnDay).not_after_today(today).required();
                let by = read.text("name", &self.name).missing(told::By).required();
                Some(Deed::Told { on: on?, by: by? })
            }
            "will_try" => {
                let how = read.text("words", &self.words).missing(told::HowTold).required();
                Some(Deed::WillTry { how: how? })
            }
            "tried" => {
                let on = read.day("on", &self.on, told::OnDay).not_after_today(today).required();
                let came_of_it = read.text("words", &self.words).missing(told::CameOfIt).required();
                Some(Deed::Tried { on: on?, came_of_it: came_of_it? })
            }
            _ => {
                let because =
                    read.choice("because", &self.because, |word| word.parse::<NotToldBecause>().ok());
                let because = because.missing(told::Because).required();
                let decider = read.text("name", &self.name).missing(told::Decider).required();
                let again = read.day("again", &self.again, told::Again);
                let within = |day: &NaiveDate| (0..=LOOK_AGAIN_WITHIN).contains(&(*day - today).num_days());
                let look_again = again.only(within, told::AgainWithin).required();
                let why = read.text("words", &self.words).missing(told::Why).required();
                Some(Deed::NotTold {
                    because: because?,
                    decider: decider?,
                    look_again: look_again?,
                    why: why?,
                })
            }
        }
    }
}
