//! The forms of a plan: a part, a step, the support that was agreed, the way to a signature.

use chrono::NaiveDate;
use onward_domain::{
    pathway::{Support, SupportBy},
    plan::{PartText, PlanArea, StepStatus, StepText},
};
use serde::{Deserialize, Serialize};
use validator::Validate;

use crate::{
    usecases::adviser::plan::MatterSaid,
    web::{
        error::Situation,
        form::{FormErrors, Reader, WrittenDay},
        words::says::adviser::plan as told,
    },
};

/// A part, as written.
#[derive(Debug, Clone, Default, Serialize, Deserialize, Validate)]
#[serde(default, deny_unknown_fields)]
pub struct PartForm {
    /// The version that it was read in; 0 for a part that is not there yet.
    pub version: String,
    #[validate(length(max = 3000))]
    pub agreed: String,
    #[validate(length(max = 1000))]
    pub otherwise: String,
}

impl PartForm {
    /// The version, and what it says.
    ///
    /// # Errors
    /// What to put right.
    pub fn read(&self, area: PlanArea) -> Result<(i64, PartText), FormErrors> {
        let mut read = Reader::of(self);
        let agreed = read.text("agreed", &self.agreed).missing(told::Agreed).required();
        let otherwise = read.text("otherwise", &self.otherwise).optional();
        let version = self.version.parse().unwrap_or(0);
        read.done(|| Some((version, PartText { area, agreed: agreed?, otherwise })))
    }
}

/// A step, as written. Only what it is about is needed; the rest is asked, and never stops it.
#[derive(Debug, Clone, Default, Serialize, Deserialize, Validate)]
#[serde(default, deny_unknown_fields, rename_all(deserialize = "kebab-case"))]
pub struct StepForm {
    pub version: String,
    #[validate(length(max = 300))]
    pub what: String,
    #[validate(length(max = 120))]
    pub who: String,
    pub by: WrittenDay,
    #[validate(length(max = 300))]
    pub if_not: String,
    pub status: String,
}

impl StepForm {
    /// The version, and what it says.
    ///
    /// # Errors
    /// What to put right.
    pub fn read(&self, area: PlanArea) -> Result<(i64, StepText), FormErrors> {
        let mut read = Reader::of(self);
        let what = read.text("what", &self.what).missing(told::What).required();
        let who = read.text("who", &self.who).or(String::new());
        let due_on = read.day("by", &self.by, told::By).optional();
        let otherwise = read.text("if-not", &self.if_not).optional();
        let status = read.choice("status", &self.status, |word| word.parse().ok()).or(StepStatus::ToDo);
        let version = self.version.parse().unwrap_or(0);
        read.done(|| {
            let text = StepText { area, what: what?, who: who?, due_on, status: status?, otherwise };
            Some((version, text))
        })
    }
}

impl StepForm {
    /// Filled from a step.
    pub fn of(version: i64, text: &StepText) -> Self {
        Self {
            version: version.to_string(),
            what: text.what.clone(),
            who: text.who.clone(),
            by: text.due_on.into(),
            if_not: text.otherwise.clone().unwrap_or_default(),
            status: text.status.to_string(),
        }
    }
}

/// One matter, as written: its words, and the step that is open beside them. One form, so that neither is lost when the other is
/// saved.
#[derive(Debug, Clone, Default, Serialize, Deserialize, Validate)]
#[serde(default, deny_unknown_fields, rename_all(deserialize = "kebab-case"))]
pub struct MatterForm {
    pub version: String,
    pub agreed: String,
    pub otherwise: String,
    /// The step whose fields stand here: its id, `new`, or nothing.
    pub step: String,
    pub step_version: String,
    pub what: String,
    pub who: String,
    pub by: WrittenDay,
    pub if_not: String,
    pub status: String,
    /// The step whose fields are asked for next: its id, or `new`.
    pub then: String,
}

impl MatterForm {
    /// Filled from what stands.
    pub fn of(part: PartForm, step: StepForm, open: &str) -> Self {
        Self {
            version: part.version,
            agreed: part.agreed,
            otherwise: part.otherwise,
            step: open.to_owned(),
            step_version: step.version,
            what: step.what,
            who: step.who,
            by: step.by,
            if_not: step.if_not,
            status: step.status,
            then: String::new(),
        }
    }

    fn part(&self) -> PartForm {
        let (version, agreed, otherwise) =
            (self.version.clone(), self.agreed.clone(), self.otherwise.clone());
        PartForm { version, agreed, otherwise }
    }

    fn of_step(&self) -> StepForm {
        StepForm {
            version: self.step_version.clone(),
            what: self.what.clone(),
            who: self.who.clone(),
            by: self.by.clone(),
            if_not: self.if_not.clone(),
            status: self.status.clone(),
        }
    }

    /// Whether anything is written of the step.
    fn has_step(&self) -> bool {
        let words = [&self.what, &self.who, &self.if_not];
        !self.step.is_empty()
            && (self.step != NEW || !self.by.is_empty() || words.iter().any(|words| !words.trim().is_empty()))
    }

    /// Whether anything is written of the matter itself, or nothing else was to be saved.
    fn has_part(&self) -> bool {
        let written = [&self.agreed, &self.otherwise].iter().any(|words| !words.trim().is_empty());
        written || self.version.parse::<i64>().unwrap_or(0) > 0 || !self.has_step() && self.then.is_empty()
    }

    /// What it says.
    ///
    /// # Errors
    /// What to put right of both; `NotFound` for a step that is none.
    pub fn read(&self, area: PlanArea) -> Result<Result<MatterSaid, FormErrors>, Situation> {
        let id = match self.step.as_str() {
            "" | NEW => None,
            id => Some(id.parse().map_err(|_| Situation::NotFound)?),
        };
        let part = self.has_part().then(|| self.part().read(area)).transpose();
        let step = self.has_step().then(|| self.of_step().read(area)).transpose();
        Ok(match (part, step) {
            (Ok(part), Ok(step)) => {
                let step = step.map(|(version, text)| (id.map(|id| (id, version)), text));
                Ok(MatterSaid { part, step })
            }
            (Err(part), Err(step)) => Err(part.and(step)),
            (Err(errors), Ok(_)) | (Ok(_), Err(errors)) => Err(errors),
        })
    }
}

/// The word of a step that is not there yet.
pub const NEW: &str = "new";

/// The support that was agreed, as written.
#[derive(Debug, Clone, Default, Serialize, Deserialize, Validate)]
#[serde(default, deny_unknown_fields)]
pub struct SupportForm {
    pub version: String,
    pub support: String,
    pub weeks: String,
    #[validate(length(max = 300))]
    pub why: String,
}

impl SupportForm {
    /// The version of the plan, and what was agreed.
    ///
    /// # Errors
    /// What to put right.
    pub fn read(&self) -> Result<(i64, Support), FormErrors> {
        let mut read = Reader::of(self);
        let by = read.choice("support", &self.support, |word| word.parse::<SupportBy>().ok());
        let by = by.missing(told::SupportBy).required();
        let weeks = read.number("weeks", &self.weeks).between(1..=52).missing(told::Weeks).required();
        let why = read.text("why", &self.why).missing(told::Why).required();
        let version = self.version.parse().unwrap_or(0);
        read.done(|| Some((version, Support { by: by?, weeks: weeks?, why: why? })))
    }
}

/// What is said when a plan is handed in.
#[derive(Debug, Clone, Default, Serialize, Deserialize, Validate)]
#[serde(default, deny_unknown_fields)]
pub struct HandInForm {
    #[validate(length(max = 1000))]
    pub words: String,
    /// Plans are gone through in a row: `1`.
    pub reviews: String,
    /// Whose plan is next.
    pub next: String,
}

impl HandInForm {
    /// The words; needed where the young person has not answered, or does not agree.
    ///
    /// # Errors
    /// What to put right.
    pub fn read(&self, needed: bool) -> Result<Option<String>, FormErrors> {
        let mut read = Reader::of(self);
        let words = read.text("words", &self.words).missing(told::HandInWords);
        let words = if needed { words.required() } else { words.optional() };
        read.done(|| Some(words))
    }
}

/// A step out of something that is owed.
#[derive(Debug, Clone, Default, Serialize, Deserialize, Validate)]
#[serde(default, deny_unknown_fields)]
pub struct OfferForm {
    pub place: String,
}

/// The last day that a step without one is asked for.
#[must_use]
pub fn in_four_weeks(today: NaiveDate) -> NaiveDate {
    today.checked_add_days(chrono::Days::new(28)).unwrap_or(today)
}
