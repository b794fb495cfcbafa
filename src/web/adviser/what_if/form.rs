//! What the address asks, and how it is read.

use chrono::NaiveDate;
use leaving_care_rules::person::EducationKind;
use serde::Deserialize;

use crate::{
    usecases::adviser::consider::Consider,
    web::{
        form::{FormErrors, Reader, WrittenDay},
        words::says::adviser::what_if as told,
    },
};

/// As entered.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, rename_all = "kebab-case")]
pub struct Asked {
    pub change: String,
    /// As entered.
    pub on_day: String,
    /// As entered.
    pub on_month: String,
    /// As entered.
    pub on_year: String,
    /// Which course.
    pub course: String,
}

/// The kinds of course that can be tried, by the word in the address.
pub const COURSES: [(&str, EducationKind); 5] = [
    ("apprenticeship", EducationKind::Apprenticeship),
    ("university", EducationKind::He),
    ("college", EducationKind::FeFullTime),
    ("college-part-time", EducationKind::FePartTime),
    ("sixth-form", EducationKind::SixthForm),
];

/// Ages that change something.
pub(super) const AGES: [u8; 4] = [16, 18, 21, 25];

/// A change by its word in the address, without a day even if it needs one.
#[derive(Clone, Copy)]
enum Kind {
    Course,
    Baby,
    Pregnant,
    CareEnded,
    Study,
    Asks,
    Declines,
    Turns(u8),
}

fn known_kind(word: &str) -> Option<Kind> {
    match word {
        "course" => Some(Kind::Course),
        "baby" => Some(Kind::Baby),
        "pregnant" => Some(Kind::Pregnant),
        "care-ended" => Some(Kind::CareEnded),
        "study" => Some(Kind::Study),
        "asks" => Some(Kind::Asks),
        "declines" => Some(Kind::Declines),
        other => {
            let age = other.strip_prefix("turns-").and_then(|age| age.parse().ok());
            age.filter(|age| AGES.contains(age)).map(Kind::Turns)
        }
    }
}

impl Asked {
    /// The day as entered.
    pub fn on(&self) -> WrittenDay {
        WrittenDay::new(&self.on_day, &self.on_month, &self.on_year)
    }

    /// The change; `None` if nothing is asked yet.
    ///
    /// # Errors
    /// What to correct, in the order of the page.
    pub fn read(&self, today: NaiveDate) -> Result<Option<Consider>, FormErrors> {
        if self.change.is_empty() {
            return Ok(None);
        }
        let written = self.on();
        let mut read = Reader::default();
        let kind = read.choice("change", &self.change, known_kind).missing(told::ChooseChange).required();
        let day = read.day("on", &written, told::TheDay);
        let on = match kind {
            Some(Kind::CareEnded) => day.missing(told::EnterDayOfEnd).required(),
            _ => day.or(today),
        };
        let known = |word: &str| COURSES.iter().find(|course| course.0 == word).map(|course| course.1);
        let course = read.choice("course", &self.course, known).missing(told::ChooseCourse);
        let course = match kind {
            Some(Kind::Course) => course.required(),
            _ => course.optional(),
        };
        read.done(|| {
            Some(match kind? {
                Kind::Course => Consider::Course(course?, on?),
                Kind::Baby => Consider::Baby,
                Kind::Pregnant => Consider::Pregnant,
                Kind::CareEnded => Consider::CareEnded(on?),
                Kind::Study => Consider::ToldOfStudy(on?),
                Kind::Asks => Consider::Asks(on?),
                Kind::Declines => Consider::Declines(on?),
                Kind::Turns(age) => Consider::Birthday(age),
            })
        })
        .map(Some)
    }
}
