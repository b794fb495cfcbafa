//! The form of a step of one's own.

use chrono::NaiveDate;
use onward_domain::plan::{OwnStepVersion, PlanArea, StepStatus, StepText};
use serde::{Deserialize, Serialize};
use validator::Validate;

use crate::web::{
    form::{FormErrors, Reader, Stood, WrittenDay},
    words::{Say, says::plan::step as said},
};

/// As written.
#[derive(Debug, Clone, Default, Serialize, Deserialize, Validate)]
#[serde(default, deny_unknown_fields)]
pub struct OwnStepForm {
    /// The number of the version that it was filled from.
    pub version: Stood,
    pub area: String,
    #[validate(length(max = 300))]
    pub what: String,
    #[validate(length(max = 100))]
    pub who: String,
    pub by: WrittenDay,
    #[validate(length(max = 600))]
    pub otherwise: String,
}

/// A step may lie so many days ahead or back.
const FAR: i64 = 5 * 366;

impl OwnStepForm {
    /// For a new step of this part.
    pub fn blank(area: PlanArea) -> Self {
        Self { area: area.word().to_owned(), ..Self::default() }
    }

    /// Filled from what stands.
    pub fn of(version: &OwnStepVersion) -> Self {
        let text = &version.text;
        Self {
            version: Stood::of(&version.number),
            area: text.area.word().to_owned(),
            what: text.what.clone(),
            who: text.who.clone(),
            by: text.due_on.into(),
            otherwise: text.otherwise.clone().unwrap_or_default(),
        }
    }

    /// The same words, upon the version that stands now.
    pub fn upon(self, version: &OwnStepVersion) -> Self {
        Self { version: Stood::of(&version.number), ..self }
    }

    /// What it says. Whose it is to do is theirs where they don't say otherwise.
    ///
    /// # Errors
    /// What to put right.
    pub fn read(&self, today: NaiveDate) -> Result<StepText, FormErrors> {
        let mut read = Reader::of(self);
        let what = read.text("what", &self.what).missing(said::What).required();
        let who = read.text("who", &self.who).or(Say::from(said::Me).to_string());
        let near = |day: &NaiveDate| (*day - today).num_days().abs() <= FAR;
        let due_on = read.day("by", &self.by, said::By).only(near, said::Far).optional();
        let otherwise = read.text("otherwise", &self.otherwise).optional();
        let area = read.choice("area", &self.area, |word| word.parse::<PlanArea>().ok());
        let area = area.missing(said::Area).required();
        read.done(|| {
            Some(StepText {
                area: area?,
                what: what?,
                who: who?,
                due_on,
                status: StepStatus::ToDo,
                otherwise,
            })
        })
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    #[test]
    fn a_step_needs_what_it_is_and_the_rest_can_wait() {
        let today = "2026-11-23".parse().unwrap();
        let form = OwnStepForm { what: " Buy a lamp ".into(), ..OwnStepForm::blank(PlanArea::Home) };
        let text = form.read(today).unwrap();
        assert_eq!((text.what.as_str(), text.who.as_str(), text.due_on), ("Buy a lamp", "Me", None));
        assert!(OwnStepForm::blank(PlanArea::Home).read(today).unwrap_err().has("what"));
        assert!(OwnStepForm { area: "x".into(), ..form.clone() }.read(today).unwrap_err().has("area"));
        let wrong = OwnStepForm { by: WrittenDay::new("31", "11", "2026"), ..form.clone() };
        assert!(wrong.read(today).unwrap_err().has("by"));
        assert!(OwnStepForm { what: "🙂".repeat(301), ..form.clone() }.read(today).unwrap_err().has("what"));
        let names = OwnStepForm { who: "مها".into(), what: "=1+1 <b>".into(), ..form };
        assert_eq!(names.read(today).unwrap().who, "مها");
    }
}
