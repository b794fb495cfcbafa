//! The form for a course, training or apprenticeship, or for having none, and how it is read.

use chrono::{Days, Months, NaiveDate};
use leaving_care_rules::person::EducationKind;
use onward_domain::care::{Course, CourseNote};
use serde::{Deserialize, Serialize};
use validator::Validate;

use crate::web::{
    adviser::said,
    form::{FormErrors, Reader, Stood, WrittenDay, yes_or_no},
    words::says::adviser::course as told,
};

/// How many years ahead a course may begin or end.
const YEARS_AHEAD: u32 = 15;

/// The kinds, by the word in the form.
pub(super) const KINDS: [(&str, EducationKind); 8] = [
    ("none", EducationKind::None),
    ("sixth-form", EducationKind::SixthForm),
    ("college", EducationKind::FeFullTime),
    ("college-part-time", EducationKind::FePartTime),
    ("university", EducationKind::He),
    ("apprenticeship", EducationKind::Apprenticeship),
    ("traineeship", EducationKind::Traineeship),
    ("supported-internship", EducationKind::SupportedInternship),
];

/// As entered. `yes`, `no` or anything else for not known.
#[derive(Debug, Clone, Default, Serialize, Deserialize, Validate)]
#[serde(default, deny_unknown_fields, rename_all(deserialize = "kebab-case"))]
pub struct CourseForm {
    /// The version it started from; empty when a course is added.
    pub version: Stood,
    /// Which kind.
    pub kind: String,
    #[validate(length(max = 120))]
    pub title: String,
    /// First day.
    pub start: WrittenDay,
    /// Last day.
    pub last: WrittenDay,
    /// How many months.
    pub months: String,
    /// The pathway plan names it.
    pub in_pathway_plan: String,
    pub full_time: String,
    /// They live there in term time.
    pub residential: String,
    /// It continues a programme begun before 19.
    pub continuing: String,
}

impl From<&Course> for CourseForm {
    fn from(course: &Course) -> Self {
        let note = &course.note;
        let said = |answer: Option<bool>| match answer {
            Some(true) => "yes".to_owned(),
            Some(false) => "no".to_owned(),
            None => String::new(),
        };
        let kind = KINDS.iter().find(|kind| kind.1 == note.kind);
        Self {
            version: Stood::of(&course.id),
            kind: kind.map(|kind| kind.0.to_owned()).unwrap_or_default(),
            title: note.name.clone().unwrap_or_default(),
            start: note.start.into(),
            last: said::last_day(note).into(),
            months: note.months.map(|months| months.to_string()).unwrap_or_default(),
            in_pathway_plan: said(note.in_pathway_plan),
            full_time: said(note.full_time),
            residential: said(note.residential),
            continuing: said(note.continuing),
        }
    }
}

impl CourseForm {
    /// What it says.
    ///
    /// # Errors
    /// What to correct, in the order of the page.
    pub fn read(&self, today: NaiveDate) -> Result<CourseNote, FormErrors> {
        let mut read = Reader::of(self);
        let known = |word: &str| KINDS.iter().find(|kind| kind.0 == word).map(|kind| kind.1);
        let kind = read.choice("kind", &self.kind, known).missing(told::ChooseKind).required();
        let name = read.text("title", &self.title).optional();
        let start = read.day("start", &self.start, told::FirstDay).not_after(furthest(today)).optional();
        let in_order = |last: &NaiveDate| start.is_none_or(|start| *last >= start);
        let last = read.day("last", &self.last, told::LastDay).not_after(furthest(today));
        let last = last.only(in_order, told::EndsBeforeItBegins).optional();
        let months = read.number("months", &self.months).between(1..=120).optional();
        let end = last.and_then(|last| last.checked_add_days(Days::new(1)));
        read.done(|| {
            // Without a course, there is no name, length or plan either.
            let some = kind? != EducationKind::None;
            let said = |written: &str| yes_or_no(written).filter(|_| some);
            Some(CourseNote {
                kind: kind?,
                name: name.filter(|_| some),
                start,
                end,
                in_pathway_plan: said(&self.in_pathway_plan),
                months: months.filter(|_| some),
                full_time: said(&self.full_time),
                residential: said(&self.residential),
                continuing: said(&self.continuing),
            })
        })
    }
}

/// No course is planned further ahead: a later year is a slip of the pen.
fn furthest(today: NaiveDate) -> NaiveDate {
    today.checked_add_months(Months::new(12 * YEARS_AHEAD)).unwrap_or(today)
}
