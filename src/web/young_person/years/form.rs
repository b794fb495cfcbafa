//! A change to try out.

use chrono::NaiveDate;
use leaving_care_rules::{
    person::{Circumstances, Education, EducationKind, LivesWith},
    what_if::Change,
};
use serde::{Deserialize, Serialize};
use validator::Validate;

use crate::web::{
    form::{FormErrors, Reader, WrittenDay},
    words::says::young_person::what_if as told,
};

/// As written.
#[derive(Debug, Clone, Default, Serialize, Deserialize, Validate)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct WhatIfForm {
    /// Which change.
    pub change: String,
    /// From which day; today where none is written.
    pub on: WrittenDay,
}

/// The changes that can be tried, by the word that the form sends.
pub const CHANGES: [&str; 7] =
    ["care_ends", "apprenticeship", "university", "college", "parent", "baby", "support"];

impl WhatIfForm {
    /// The change.
    ///
    /// # Errors
    /// What to put right, in the order of the page.
    pub fn read(&self, today: NaiveDate) -> Result<Change, FormErrors> {
        let mut read = Reader::of(self);
        let known = |word: &str| CHANGES.into_iter().find(|known| *known == word);
        let change = read.choice("change", &self.change, known).missing(told::Choose).required();
        let on = read.day("on", &self.on, told::Day).not_before(today).or(today);
        read.done(|| Some(changed(change?, on?)))
    }
}

fn changed(word: &str, on: NaiveDate) -> Change {
    let course = |kind: EducationKind| Change::Course {
        education: Education {
            kind: Some(kind),
            start: Some(on),
            in_pathway_plan: Some(true),
            ..Education::default()
        },
    };
    match word {
        "care_ends" => Change::CareEnds { on },
        "apprenticeship" => course(EducationKind::Apprenticeship),
        "university" => course(EducationKind::He),
        "college" => course(EducationKind::FeFullTime),
        "parent" => Change::MovesIn { with: LivesWith::Parent, on },
        "baby" => Change::Baby { on },
        _ => {
            let set = Circumstances { support_request_date: Some(on), ..Circumstances::default() };
            Change::Circumstances { set: Box::new(set) }
        }
    }
}
