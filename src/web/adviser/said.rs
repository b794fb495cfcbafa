//! How answers and courses are said, wherever they stand.

use chrono::NaiveDate;
use leaving_care_rules::facts::FactId;
use leaving_care_rules::person::{EducationKind, Homeless};
use onward_domain::care::{CircumstanceNote, CircumstanceValue as Value, CourseNote};
use onward_store::repo::versions::{Rows, Version};
use serde::Serialize;

use crate::web::{
    adviser::fact_words,
    parts::HandShown,
    words::{Say, says},
};

/// "Yes, since 3 March 2025", "£1,200", "We do not know".
#[must_use]
pub fn answer(note: &CircumstanceNote) -> Say {
    use says::adviser::answer as said;
    match (note.value, note.since) {
        (Value::NotKnown, _) => said::Unknown.into(),
        (Value::Yes(true), None) => said::Yes.into(),
        (Value::Yes(false), None) => said::No.into(),
        (Value::Yes(true), Some(since)) => said::YesSince { since: since.into() }.into(),
        (Value::Yes(false), Some(since)) => said::NoSince { since: since.into() }.into(),
        (Value::Home(home), _) => {
            let key = match home {
                Homeless::Yes => "staff.yes",
                Homeless::AtRisk => "staff.at_risk",
                Homeless::No => "staff.no",
            };
            Say::words(fact_words::of(FactId::Homeless, key))
        }
        (Value::Day(day), _) => Say::day(day),
        (Value::Money(sum), _) if sum.0 == 0 => said::Nothing.into(),
        (Value::Money(sum), _) => Say::words(sum.to_string()),
    }
}

/// What a course is: "University or other higher education: Nursing, first degree".
#[must_use]
pub fn course(note: &CourseNote) -> Say {
    let kind = kind(note.kind);
    match &note.name {
        Some(name) => says::adviser::course::Named { kind, name }.into(),
        None => kind,
    }
}

/// A kind of education in words.
#[must_use]
pub fn kind(kind: EducationKind) -> Say {
    use says::adviser::course::kind as said;
    match kind {
        EducationKind::None => said::None.into(),
        EducationKind::SixthForm => said::SixthForm.into(),
        EducationKind::FeFullTime => said::College.into(),
        EducationKind::FePartTime => said::CollegePartTime.into(),
        EducationKind::He => said::University.into(),
        EducationKind::Apprenticeship => said::Apprenticeship.into(),
        EducationKind::Traineeship => said::Traineeship.into(),
        EducationKind::SupportedInternship => said::SupportedInternship.into(),
    }
}

/// "From 7 September 2026 to 27 August 2028, 24 months, full time, in the pathway plan".
#[must_use]
pub fn course_when(note: &CourseNote, today: NaiveDate) -> Say {
    use says::adviser::course::when as said;
    let begun = note.start.is_none_or(|start| start <= today);
    let mut parts: Vec<Say> = vec![match (note.start, last_day(note)) {
        (Some(start), Some(last)) => said::FromTo { start: start.into(), last: last.into() }.into(),
        (Some(start), None) if begun => said::Since { start: start.into() }.into(),
        (Some(start), None) => said::From { start: start.into() }.into(),
        (None, Some(last)) => said::Until { last: last.into() }.into(),
        (None, None) => said::Unknown.into(),
    }];
    parts.extend(note.months.map(|months| said::Months { months }.into()));
    match note.full_time {
        Some(true) => parts.push(said::FullTime.into()),
        Some(false) => parts.push(said::PartTime.into()),
        None => {}
    }
    match note.in_pathway_plan {
        Some(true) => parts.push(said::InPlan.into()),
        Some(false) => parts.push(said::NotInPlan.into()),
        None => {}
    }
    parts.extend((note.residential == Some(true)).then(|| said::Residential.into()));
    parts.extend((note.continuing == Some(true)).then(|| said::Continuing.into()));
    Say::Parts(parts)
}

/// The record keeps the first day after a course; people say its last.
#[must_use]
pub fn last_day(note: &CourseNote) -> Option<NaiveDate> {
    note.end?.pred_opt()
}

/// A version that no longer stands.
#[derive(Debug, Clone, Serialize)]
pub struct Earlier {
    said: Say,
    hand: HandShown,
}

/// What no longer stands, newest first.
#[must_use]
pub fn earlier<V: Rows>(history: &[Version<V>], says: impl Fn(&V) -> Say) -> Vec<Earlier> {
    history
        .iter()
        .filter(|version| !version.row.recorded().stands())
        .map(|version| Earlier { said: says(&version.row), hand: version.into() })
        .collect()
}
