//! How things are for the people of the borough, as far as somebody has asked: some answers are missing, as in life.

use super::{
    borough::Child,
    life::{after, before, pick},
};
use chrono::NaiveDate;
use leaving_care_rules::person::EducationKind;
use onward_domain::{
    care::{CircumstanceFact as Fact, CircumstanceNote, CircumstanceValue as Value, CourseNote},
    money::Pence,
};

/// Whole years of age, by the day of the year; unknown counts as 18.
fn age(born: Option<NaiveDate>, today: NaiveDate) -> u32 {
    born.and_then(|born| today.years_since(born)).unwrap_or(18)
}

/// What was asked and answered. The people who stand in pictures and tests have said all.
#[must_use]
pub fn answers(child: &Child, born: Option<NaiveDate>, today: NaiveDate) -> Vec<CircumstanceNote> {
    let about = |what: &str, of: u64| pick(&format!("{what} {}", child.child), of);
    let adult = age(born, today) >= 18;
    let came_alone = child.team == "unaccompanied";
    let persona = matches!(child.account, Some("jay" | "amara" | "amira"));
    let zabi = child.account == Some("zabi");
    let mut answers = vec![
        (Fact::HeBursaryPaid, Value::Yes(false)),
        (Fact::ApprenticeshipBursaryPaid, Value::Yes(false)),
        (Fact::Pregnant, Value::Yes(false)),
        (Fact::Parent, Value::Yes(child.account == Some("shannon") || about("parent", 14) == 0)),
        (Fact::LimitedCapability, Value::Yes(about("capability", 15) == 0)),
        (Fact::Ehcp, Value::Yes(child.team == "disability" || about("ehcp", 10) == 0)),
        (Fact::LivesInResponsibleArea, Value::Yes(persona || about("area", 7) != 0)),
        (Fact::StayingPut, Value::Yes(zabi || adult && about("staying put", 6) == 0 && !persona)),
        (Fact::PrivatelyRenting, Value::Yes(adult && about("renting", 4) == 0)),
    ];
    if persona || about("first home asked", 8) != 0 {
        answers.push((Fact::SettingUpHomePaid, Value::Money(Pence(0))));
    }
    if adult && (persona || about("council tax asked", 7) != 0) {
        answers.push((Fact::CouncilTaxLiable, Value::Yes(persona || about("council tax", 2) == 0)));
    }
    // Zabi, 17, came alone: he stays with his carers at 18, and may stay here for some years.
    if zabi {
        answers.push((Fact::NeedsLeaveToStay, Value::Yes(true)));
        answers.extend(
            NaiveDate::from_ymd_opt(2031, 3, 11).map(|day| (Fact::LeaveToRemainEnds, Value::Day(day))),
        );
    }
    if !came_alone {
        answers.push((Fact::RecourseToPublicFunds, Value::Yes(true)));
    }
    let since = Some(before(today, 150));
    answers.into_iter().map(|(fact, value)| CircumstanceNote { fact, value, since }).collect()
}

/// What they study, or that they do not.
#[must_use]
pub fn course(child: &str, born: Option<NaiveDate>, today: NaiveDate) -> CourseNote {
    let (kind, name, months) = match (child, age(born, today), pick(&format!("course {child}"), 10)) {
        ("313752", ..) => (EducationKind::FeFullTime, "Electrical installation, level 3", 24),
        ("008242", ..) => (EducationKind::He, "Nursing, first degree", 36),
        (_, ..18, 0..=4) => (EducationKind::SixthForm, "A levels", 24),
        (_, ..18, 5..=8) => (EducationKind::FeFullTime, "Catering, level 2", 12),
        (_, 18.., 0 | 1) => (EducationKind::He, "First degree", 36),
        (_, 18.., 2 | 3) => (EducationKind::FeFullTime, "Health and social care, level 3", 24),
        (_, 18.., 4) => (EducationKind::Apprenticeship, "Joinery", 24),
        _ => (EducationKind::None, "", 0),
    };
    let studies = kind != EducationKind::None;
    let start =
        NaiveDate::from_ymd_opt(2026, 9, 7).filter(|start| *start <= today).unwrap_or(before(today, 70));
    CourseNote {
        kind,
        name: studies.then(|| name.to_owned()),
        start: studies.then_some(start),
        end: studies.then(|| after(start, 30 * u64::try_from(months).unwrap_or_default())),
        in_pathway_plan: studies
            .then(|| child == "313752" || child == "008242" || pick(&format!("in plan {child}"), 5) != 0),
        months: studies.then_some(months),
        full_time: studies.then_some(true),
        residential: None,
        continuing: None,
    }
}
