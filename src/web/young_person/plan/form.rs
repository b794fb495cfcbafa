//! What they say of their plan, and how far a step is.

use onward_domain::plan::{NewSaying, PlanArea, SayingKind, StepStatus};
use serde::{Deserialize, Serialize};
use validator::Validate;

use crate::web::{
    error::Situation,
    form::{FormErrors, Reader},
    words::says::young_person::plan as told,
};

/// Why a form is not one of ours.
pub const NO_BUTTON: &str = "not a button of this form";
pub const NO_FIELDS: &str = "not the fields of this form";

/// As written.
#[derive(Debug, Clone, Default, Serialize, Deserialize, Validate)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct SayForm {
    /// What they say.
    pub kind: String,
    /// Of which part; empty for the whole plan.
    pub area: String,
    /// In their words.
    #[validate(length(max = 2000))]
    pub words: String,
}

impl SayForm {
    /// What is said; the plan is added by whoever knows it.
    ///
    /// # Errors
    /// What to put right, in the order of the page.
    pub fn read(&self) -> Result<NewSaying, FormErrors> {
        let mut read = Reader::of(self);
        let kind = read.choice("kind", &self.kind, |word| word.parse::<SayingKind>().ok());
        let kind = kind.missing(told::Choose).required();
        let area = read.choice("area", &self.area, |word| word.parse::<PlanArea>().ok()).optional();
        let words = read.text("words", &self.words);
        // Agreeing and asking for a review need no reason; the rest is its words.
        let words = match kind {
            Some(SayingKind::Words | SayingKind::NotWhatISaid) => words.missing(told::Write).required(),
            _ => words.optional(),
        };
        read.done(|| Some(NewSaying { plan: None, area, kind: kind?, words }))
    }
}

/// A button under a step, with the version of the step that stood there.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct StepForm {
    /// Which button.
    pub say: String,
    /// The version of the step.
    pub version: String,
}

impl StepForm {
    /// The version that stood there, and how far the step is now.
    ///
    /// # Errors
    /// `Unreadable` for what no page of ours sends.
    pub fn read(&self) -> Result<(i64, StepStatus), Situation> {
        let read = self.read_own()?;
        // What was agreed is not theirs alone to drop.
        if read.1 == StepStatus::Dropped {
            return Err(Situation::Unreadable(NO_BUTTON));
        }
        Ok(read)
    }

    /// The same under a step of their own, which they may drop.
    ///
    /// # Errors
    /// As [`Self::read`].
    pub fn read_own(&self) -> Result<(i64, StepStatus), Situation> {
        let said = |status: &StepStatus| said_by(*status) == self.say;
        let status = StepStatus::ALL.iter().copied().find(said).ok_or(Situation::Unreadable(NO_BUTTON))?;
        let version = self.version.parse().map_err(|_| Situation::Unreadable(NO_FIELDS))?;
        Ok((version, status))
    }
}

/// The word of the button that says this of a step.
pub const fn said_by(status: StepStatus) -> &'static str {
    match status {
        StepStatus::ToDo => "to-do",
        StepStatus::Done => "done",
        StepStatus::Stuck => "stuck",
        StepStatus::Dropped => "drop",
    }
}
