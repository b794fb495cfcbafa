//! The form of the assessment: every matter in one, so that nothing that is written is lost when one of them is saved.

use chrono::NaiveDate;
use onward_domain::{
    id::NeedPartId,
    pathway::{NeedNote, NeedPart},
    plan::PlanArea,
};
use onward_store::repo::versions::Sent;
use serde::{Deserialize, Serialize};
use validator::Validate;

use crate::{
    usecases::adviser::plan::SeenAssessment,
    web::{
        error::Situation,
        form::{FormErrors, Reader, Stood, WrittenDay},
        words::says::adviser::assessment as told,
    },
};

/// As written: the words of each matter, and the version that they started from.
#[derive(Debug, Clone, Default, Serialize, Deserialize, Validate)]
#[serde(default, deny_unknown_fields, rename_all(deserialize = "kebab-case"))]
pub struct NeedsForm {
    #[validate(length(max = 3000))]
    pub support: String,
    pub support_version: Stood,
    #[validate(length(max = 3000))]
    pub home: String,
    pub home_version: Stood,
    #[validate(length(max = 3000))]
    pub work: String,
    pub work_version: Stood,
    #[validate(length(max = 3000))]
    pub money: String,
    pub money_version: Stood,
    #[validate(length(max = 3000))]
    pub health: String,
    pub health_version: Stood,
    #[validate(length(max = 3000))]
    pub people: String,
    pub people_version: Stood,
    #[validate(length(max = 3000))]
    pub identity: String,
    pub identity_version: Stood,
    #[validate(length(max = 3000))]
    pub skills: String,
    pub skills_version: Stood,
    #[validate(length(max = 3000))]
    pub safety: String,
    pub safety_version: Stood,
    #[validate(length(max = 3000))]
    pub immigration: String,
    pub immigration_version: Stood,
}

impl NeedsForm {
    /// What is written of a matter, and the version that it started from.
    pub const fn of(&self, area: PlanArea) -> (&String, &Stood) {
        match area {
            PlanArea::Support => (&self.support, &self.support_version),
            PlanArea::Home => (&self.home, &self.home_version),
            PlanArea::Work => (&self.work, &self.work_version),
            PlanArea::Money => (&self.money, &self.money_version),
            PlanArea::Health => (&self.health, &self.health_version),
            PlanArea::People => (&self.people, &self.people_version),
            PlanArea::Identity => (&self.identity, &self.identity_version),
            PlanArea::Skills => (&self.skills, &self.skills_version),
            PlanArea::Safety => (&self.safety, &self.safety_version),
            PlanArea::Immigration => (&self.immigration, &self.immigration_version),
        }
    }

    pub const fn of_mut(&mut self, area: PlanArea) -> (&mut String, &mut Stood) {
        match area {
            PlanArea::Support => (&mut self.support, &mut self.support_version),
            PlanArea::Home => (&mut self.home, &mut self.home_version),
            PlanArea::Work => (&mut self.work, &mut self.work_version),
            PlanArea::Money => (&mut self.money, &mut self.money_version),
            PlanArea::Health => (&mut self.health, &mut self.health_version),
            PlanArea::People => (&mut self.people, &mut self.people_version),
            PlanArea::Identity => (&mut self.identity, &mut self.identity_version),
            PlanArea::Skills => (&mut self.skills, &mut self.skills_version),
            PlanArea::Safety => (&mut self.safety, &mut self.safety_version),
            PlanArea::Immigration => (&mut self.immigration, &mut self.immigration_version),
        }
    }

    /// Filled from what stands.
    pub fn from_record(seen: &SeenAssessment) -> Self {
        let mut form = Self::default();
        for need in &seen.needs {
            let (says, version) = form.of_mut(need.note.area);
            (*says, *version) = (need.note.says.clone(), Stood::of(&need.id));
        }
        form
    }

    /// Every matter that something is written of. One that was written and is empty now is told: words are changed, not cleared.
    ///
    /// # Errors
    /// What to put right; `Unreadable` for a version that is none.
    pub fn read(&self, key: &str) -> Result<Result<Vec<Sent<NeedPart>>, FormErrors>, Situation> {
        let mut read = Reader::of(self);
        let mut sent = Vec::new();
        for area in PlanArea::ALL.iter().copied() {
            let (says, version) = self.of(area);
            let version: Option<NeedPartId> = version.parse()?;
            let says = read.text(area.word(), says).missing(told::Says);
            let says = if version.is_some() { says.required() } else { says.optional() };
            if let Some(says) = says {
                sent.push(Sent { version, says: NeedNote { area, says }, key: format!("{key}-{area}") });
            }
        }
        Ok(read.done(|| Some(sent)))
    }
}

/// When it was finished, as written.
#[derive(Debug, Clone, Default, Serialize, Deserialize, Validate)]
#[serde(default, deny_unknown_fields)]
pub struct FinishForm {
    pub on: WrittenDay,
}

impl FinishForm {
    /// The day.
    ///
    /// # Errors
    /// What to put right.
    pub fn read(&self, today: NaiveDate) -> Result<NaiveDate, FormErrors> {
        let mut read = Reader::of(self);
        let on = read.day("on", &self.on, told::On).not_after_today(today).or(today);
        read.done(|| on)
    }
}
