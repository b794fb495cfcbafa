//! The forms of a contact's acts.

use std::str::FromStr;

use chrono::NaiveDate;
use onward_domain::{
    hub::{
        Addressee, Agency, Deed, Harm, LOOK_AGAIN_WITHIN, NextStep, NotToldBecause, Outcome, ShareGround,
        Stands, View,
    },
    id::HubStepId,
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
    /// Say that what the decision asks for was done.
    Done,
    /// Say that a message about the decision was sent, or why it is not.
    Sent,
    /// Withdraw the decision.
    Withdraw,
}

impl Act {
    /// Every act, in the order of the page.
    pub const ALL: [Self; 8] = [
        Self::Screen,
        Self::Agreement,
        Self::Share,
        Self::Telling,
        Self::Decision,
        Self::Done,
        Self::Sent,
        Self::Withdraw,
    ];

    /// Whether there is anything to do by it now.
    pub const fn is_open(self, stands: &Stands) -> bool {
        match self {
            Self::Screen | Self::Share | Self::Telling | Self::Agreement => true,
            Self::Decision => stands.decision.is_none(),
            Self::Done | Self::Withdraw => stands.decision.is_some(),
            Self::Sent => stands.decision.is_some() || stands.withdrawn.is_some(),
        }
    }

    /// The last part of its address.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Screen => "screen",
            Self::Share => "share",
            Self::Telling => "telling",
            Self::Agreement => "agreement",
            Self::Decision => "decision",
            Self::Done => "done",
            Self::Sent => "sent",
            Self::Withdraw => "withdraw",
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
#[serde(default, deny_unknown_fields, rename_all(deserialize = "kebab-case"))]
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
    /// How each agency saw the decision: `agrees`, `differs`, or nothing where it was not asked; and why.
    council: String,
    #[validate(length(max = 300))]
    council_why: String,
    other_council: String,
    #[validate(length(max = 300))]
    other_council_why: String,
    police: String,
    #[validate(length(max = 300))]
    police_why: String,
    health: String,
    #[validate(length(max = 300))]
    health_why: String,
    education: String,
    #[validate(length(max = 300))]
    education_why: String,
    /// The decision that the page showed: somebody may have withdrawn it meanwhile.
    decision: String,
    /// What was done of what the decision asks for.
    next: String,
    /// To whom a message goes.
    to: String,
    /// `yes` or `no`.
    sent: String,
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
                let views = self.views(&mut read);
                outcome.zip(with).zip(why.zip(views)).map(|((outcome, with), (why, views))| {
                    let rests_on = stands.lets_go_on().filter(|_| outcome != Outcome::NoFurtherAction);
                    Deed::Decided { outcome, rests_on, with, why, views }
                })
            }
            Act::Done => self.done(&mut read, today),
            Act::Sent => self.sent(&mut read, today),
            Act::Withdraw => {
                let why = read.text("words", &self.words).missing(told::WithdrawnWhy).required();
                let agreed_with = read.text("name", &self.name).optional();
                let decision = self.about(&mut read, "words");
                why.zip(decision).map(|(why, decision)| Deed::Withdrawn { decision, why, agreed_with })
            }
        };
        read.done(|| deed)
    }

    /// How each agency saw it. Whoever saw it differently says why; whoever was not asked is left out.
    fn views(&self, read: &mut Reader) -> Option<Vec<View>> {
        let said = |word: &str| match word {
            "agrees" => Some(true),
            "differs" => Some(false),
            _ => None,
        };
        let rows: [(Agency, &'static str, &str, &'static str, &str); 5] = [
            (Agency::Council, "council", &self.council, "council-why", &self.council_why),
            (
                Agency::OtherCouncil,
                "other-council",
                &self.other_council,
                "other-council-why",
                &self.other_council_why,
            ),
            (Agency::Police, "police", &self.police, "police-why", &self.police_why),
            (Agency::Health, "health", &self.health, "health-why", &self.health_why),
            (Agency::Education, "education", &self.education, "education-why", &self.education_why),
        ];
        let mut views = Vec::new();
        for (agency, field, saw, why_field, why) in rows {
            let saw = read.choice(field, saw, said).optional();
            let why = read.text(why_field, why).missing(told::DiffersWhy);
            let why = if saw == Some(false) { why.required() } else { why.optional() };
            if let Some(agrees) = saw {
                views.push(View { agency, agrees, why: why.unwrap_or_default() });
            }
        }
        Some(views)
    }

    /// The decision that the page showed.
    fn about(&self, read: &mut Reader, at: &'static str) -> Option<HubStepId> {
        let decision = self.decision.parse().ok();
        if decision.is_none() {
            read.wrong(at, told::MovedOn);
        }
        decision
    }

    fn done(&self, read: &mut Reader, today: NaiveDate) -> Option<Deed> {
        let what = read.choice("next", &self.next, |word| word.parse::<NextStep>().ok());
        let what = what.missing(told::Next).required();
        let on = read.day("on", &self.on, told::DoneOn).not_after_today(today).required();
        let by = read.text("name", &self.name).missing(told::DoneBy).required();
        let decision = self.about(read, "name");
        Some(Deed::Done { decision: decision?, what: what?, on: on?, by: by? })
    }

    fn sent(&self, read: &mut Reader, today: NaiveDate) -> Option<Deed> {
        let to = read.choice("to", &self.to, |word| word.parse::<Addressee>().ok());
        let to = to.missing(told::To).required();
        let yes = |word: &str| match word {
            "yes" => Some(true),
            "no" => Some(false),
            _ => None,
        };
        let was_sent = read.choice("sent", &self.sent, yes).missing(told::Sent).required();
        if was_sent == Some(false) {
            let why = read.text("words", &self.words).missing(told::NotSentWhy).required();
            let decision = self.about(read, "words");
            return Some(Deed::NotSent { decision: decision?, to: to?, why: why? });
        }
        let on = read.day("on", &self.on, told::SentOn).not_after_today(today).required();
        let by = read.text("name", &self.name).missing(told::SentBy).required();
        let how = read.text("words", &self.words).missing(told::SentHow).required();
        let decision = self.about(read, "words");
        Some(Deed::Sent { decision: decision?, to: to?, on: on?, by: by?, how: how? })
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
