//! The law's words for staff: status, stages, warnings, readings to confirm, missing facts. The words themselves
//! are in `templates/messages/en/staff.toml`.
//!
//! What a young person reads comes from the rules' own messages; this is the professional term with its provision.

use chrono::NaiveDate;
use leaving_care_rules::{
    assessment::{Assessment, Confirm, DutyStage, EntitlementAnswer, Fact, Route, Status, Warning},
    entitlement::outcome::{Entitlement, Per},
    explain::fact_words_for_staff,
    messages::Messages,
};

use super::{
    error::Situation,
    words::{Day, Say, says::staff as said},
};

/// The rules' sentences.
///
/// # Errors
/// A mistake in the built-in file; a test of the rules shows there are none.
pub fn messages() -> Result<&'static Messages, Situation> {
    Messages::english().map_err(|_| Situation::unexpected("the messages can't be loaded"))
}

/// "Former relevant, 18 to 21".
#[must_use]
pub fn status(status: Status, stage: Option<DutyStage>) -> Say {
    use said::status as words;
    match (status, stage) {
        (Status::None, _) => words::None.into(),
        (Status::Eligible, _) => words::Eligible.into(),
        (Status::Relevant, _) => words::Relevant.into(),
        (Status::FormerRelevant | Status::FormerRelevantEducation, Some(DutyStage::S23C)) => {
            words::To21.into()
        }
        (
            Status::FormerRelevant | Status::FormerRelevantEducation,
            Some(DutyStage::S23C7 | DutyStage::S23CA),
        ) => words::InEducation.into(),
        (Status::FormerRelevant | Status::FormerRelevantEducation, Some(DutyStage::S23CZB)) => {
            words::Asked.into()
        }
        (Status::FormerRelevant | Status::FormerRelevantEducation, Some(DutyStage::S23CZBOnRequest)) => {
            words::OnRequest.into()
        }
        (Status::FormerRelevant | Status::FormerRelevantEducation, None) => words::FormerRelevant.into(),
        (Status::Qualifying, _) => words::Qualifying.into(),
        (Status::NeedsInformation, _) => words::NotKnown.into(),
    }
}

/// Only the status word, for lists and filters.
#[must_use]
pub fn status_word(status: Status) -> Say {
    use said::status_word as words;
    match status {
        Status::None => words::None.into(),
        Status::Eligible => words::Eligible.into(),
        Status::Relevant => words::Relevant.into(),
        Status::FormerRelevant => words::FormerRelevant.into(),
        Status::FormerRelevantEducation => words::InEducation.into(),
        Status::Qualifying => words::Qualifying.into(),
        Status::NeedsInformation => words::NotKnown.into(),
    }
}

/// The word for a status in addresses and forms.
#[must_use]
pub const fn status_key(status: Status) -> &'static str {
    match status {
        Status::None => "none",
        Status::Eligible => "eligible",
        Status::Relevant => "relevant",
        Status::FormerRelevant => "former-relevant",
        Status::FormerRelevantEducation => "former-relevant-education",
        Status::Qualifying => "qualifying",
        Status::NeedsInformation => "not-known",
    }
}

/// Every status, in the order used in lists.
pub const STATUSES: [Status; 7] = [
    Status::Eligible,
    Status::Relevant,
    Status::FormerRelevant,
    Status::FormerRelevantEducation,
    Status::Qualifying,
    Status::NeedsInformation,
    Status::None,
];

/// The provision behind the status.
#[must_use]
pub fn status_source(status: Status, stage: Option<DutyStage>) -> Say {
    use said::status_source as words;
    match (status, stage) {
        (Status::Eligible, _) => words::Eligible.into(),
        (Status::Relevant, _) => words::Relevant.into(),
        (_, Some(DutyStage::S23C)) => words::To21.into(),
        (_, Some(DutyStage::S23C7)) => words::OnTheCourse.into(),
        (_, Some(DutyStage::S23CA)) => words::InEducation.into(),
        (_, Some(DutyStage::S23CZB | DutyStage::S23CZBOnRequest)) => words::Support.into(),
        (Status::FormerRelevant | Status::FormerRelevantEducation, None) => words::FormerRelevant.into(),
        (Status::Qualifying, _) => words::Qualifying.into(),
        (Status::None | Status::NeedsInformation, _) => words::Any.into(),
    }
}

/// How a qualifying person qualifies.
#[must_use]
pub fn route(route: Route) -> Say {
    use said::route as words;
    match route {
        Route::SpecialGuardianship => words::SpecialGuardianship.into(),
        Route::LookedAfter => words::LookedAfter.into(),
        Route::VoluntaryOrganisation => words::VoluntaryOrganisation.into(),
        Route::PrivateChildrensHome => words::PrivateChildrensHome.into(),
        Route::HealthOrEducation => words::HealthOrEducation.into(),
        Route::PrivateFostering => words::PrivateFostering.into(),
    }
}

/// Why the status is what it is, as plain sentences with the dates used. `name`: what the sentences call the person.
#[must_use]
pub fn status_why(assessment: &Assessment, name: &str) -> Vec<Say> {
    use said::status_why as words;
    let mut lines: Vec<Say> = Vec::new();
    match (assessment.status, assessment.duty_stage) {
        (Status::Eligible, _) => lines.push(words::Eligible { name }.into()),
        (Status::Relevant, _) => lines.push(words::Relevant { name }.into()),
        (Status::FormerRelevant | Status::FormerRelevantEducation, stage) => {
            lines.extend(
                assessment
                    .dates
                    .turns_18
                    .map(|day| words::FormerRelevant { name, birthday: day.into() }.into()),
            );
            lines.extend(stage.and_then(|stage| stage_why(stage, name)));
        }
        (Status::Qualifying, _) => {
            lines.extend(assessment.route.map(|way| words::Qualifying { name, route: route(way) }.into()))
        }
        (Status::NeedsInformation, _) => {
            lines.push(words::NotKnown { facts: missing(assessment) }.into());
        }
        (Status::None, _) => lines.push(none_why(assessment, name)),
    }
    lines.extend(assessment.qualifying_days.map(|days| words::Days { days: i64::from(days) }.into()));
    lines.extend(assessment.next_change.map(|next| {
        let then = status(next.standing.status, next.standing.duty_stage);
        words::Next { then, from: next.date.into() }.into()
    }));
    lines
}

fn missing(assessment: &Assessment) -> Vec<Say> {
    assessment.missing.iter().map(fact).collect()
}

fn stage_why(stage: DutyStage, name: &str) -> Option<Say> {
    use said::stage_why as words;
    match stage {
        DutyStage::S23C => None,
        DutyStage::S23C7 => Some(words::OnTheCourse { name }.into()),
        DutyStage::S23CA => Some(words::InEducation { name }.into()),
        DutyStage::S23CZB => Some(words::Asked { name }.into()),
        DutyStage::S23CZBOnRequest => Some(words::OnRequest { name }.into()),
    }
}

fn none_why(assessment: &Assessment, name: &str) -> Say {
    use said::none_why as words;
    let dates = &assessment.dates;
    let day = assessment.as_of;
    if dates.turns_16.is_some_and(|birthday| day < birthday) {
        return words::Under16 { name }.into();
    }
    if dates.turns_25.is_some_and(|birthday| birthday <= day) {
        return words::Over25 { name }.into();
    }
    match dates.reaches_13_weeks {
        Some(date) if assessment.looked_after == Some(true) => {
            words::InCare { name, complete: date.into() }.into()
        }
        _ => words::NoRoute { name }.into(),
    }
}

/// The same in a few words, for a list.
#[must_use]
pub fn status_why_short(assessment: &Assessment) -> Say {
    use said::short_why as words;
    let days = assessment.qualifying_days.map(i64::from);
    match (assessment.status, days) {
        (Status::Eligible, Some(days)) => words::Eligible { days }.into(),
        (Status::Eligible, None) => words::InCare.into(),
        (Status::Relevant, Some(days)) => words::Relevant { days }.into(),
        (Status::Relevant, None) => words::LeftCare.into(),
        (Status::FormerRelevant | Status::FormerRelevantEducation, Some(days)) => {
            words::FormerRelevantDays { days }.into()
        }
        (Status::FormerRelevant | Status::FormerRelevantEducation, None) => words::FormerRelevant.into(),
        (Status::Qualifying, _) => assessment.route.map_or_else(|| words::NoRoute.into(), route),
        (Status::NeedsInformation, _) => words::Missing { facts: missing(assessment) }.into(),
        (Status::None, _)
            if assessment.dates.turns_16.is_some_and(|birthday| assessment.as_of < birthday) =>
        {
            words::Under16.into()
        }
        (Status::None, Some(days)) => words::Days { days }.into(),
        (Status::None, None) => words::NoRoute.into(),
    }
}

/// What a warning is about, and what to do. The rules warn about a day only when they have worked it out.
#[must_use]
pub fn warning(warning: Warning, assessment: &Assessment) -> (Say, Say) {
    use said::warning::{does, heads};
    let dates = &assessment.dates;
    let day = |date: Option<NaiveDate>| Day::from(date.unwrap_or(assessment.as_of));
    match warning {
        Warning::Turning18Soon => (heads::Turns18 { on: day(dates.turns_18) }.into(), does::Turns18.into()),
        Warning::Turning21Soon => (heads::Turns21 { on: day(dates.turns_21) }.into(), does::Turns21.into()),
        Warning::Turning25Soon => (heads::Turns25 { on: day(dates.turns_25) }.into(), does::Turns25.into()),
        Warning::SettingUpHomeDeadline => {
            (heads::SettingUpHome.into(), does::SettingUpHome { until: day(dates.turns_25) }.into())
        }
        Warning::SixMonthsHomeApproaching => {
            (heads::SixMonthsHome { on: day(dates.six_month_home_date) }.into(), does::SixMonthsHome.into())
        }
        Warning::SixteenthBirthdayWhileDetained => (heads::DetainedAt16.into(), does::DetainedAt16.into()),
        Warning::DischargeBefore13Weeks => (heads::TooEarly.into(), does::TooEarly.into()),
        Warning::DischargeBefore16thBirthday => {
            (heads::EndsBefore16.into(), does::EndsBefore16 { until: day(dates.turns_16) }.into())
        }
        Warning::LeftCareJustBefore16 => (heads::LeftBefore16.into(), does::LeftBefore16.into()),
        Warning::Borderline13Weeks => (heads::Borderline.into(), does::Borderline.into()),
        Warning::ShortBreaksExcluded => (heads::ShortBreaks.into(), does::ShortBreaks.into()),
        Warning::Section17Check => (heads::Section17.into(), does::Section17.into()),
        Warning::HumanRightsAssessment => (heads::HumanRights.into(), does::HumanRights.into()),
        Warning::PrepareUniversalCredit => (heads::UniversalCredit.into(), does::UniversalCredit.into()),
        Warning::StayingPutEndsSoon => {
            (heads::StayingPut { on: day(dates.turns_21) }.into(), does::StayingPut.into())
        }
        Warning::SharedRateSoon => {
            (heads::SharedRate.into(), does::SharedRate { on: day(dates.turns_25) }.into())
        }
        Warning::AssessmentOverdue => (
            heads::AssessmentOverdue { on: day(dates.needs_assessment_due) }.into(),
            does::AssessmentOverdue.into(),
        ),
        Warning::LeaveToRemainEndsSoon => (heads::LeaveToRemain.into(), does::LeaveToRemain.into()),
        Warning::ReviewOverdue => (heads::ReviewOverdue.into(), does::ReviewOverdue.into()),
        Warning::NoAdviserContact => (heads::NoContact.into(), does::NoContact.into()),
        Warning::SharedTenancyAt18 => {
            (heads::SharedTenancy { on: day(dates.turns_18) }.into(), does::SharedTenancy.into())
        }
        Warning::EducationAfter25 => (heads::EducationAfter25.into(), does::EducationAfter25.into()),
        Warning::MaternityGrant => (heads::MaternityGrant.into(), does::MaternityGrant.into()),
        Warning::PapersBefore18 => (heads::PapersBefore18.into(), does::PapersBefore18.into()),
        Warning::BursaryAgeSoon => (heads::BursaryAge.into(), does::BursaryAge.into()),
    }
}

/// A reading of the law that an adviser must confirm.
#[must_use]
pub fn confirm(code: Confirm) -> Say {
    use said::confirm as words;
    match code {
        Confirm::EndOn16thBirthday => words::EndOn16.into(),
        Confirm::ShortBreakOverLimits => words::ShortBreakOverLimits.into(),
        Confirm::DetentionGap => words::DetentionGap.into(),
        Confirm::HomeSixMonthsBeforeCeasing => words::HomeBeforeCeasing.into(),
        Confirm::StatusFrozenAt18 => words::FrozenAt18.into(),
        Confirm::ShortBreaksAndSection24 => words::ShortBreaksAndSection24.into(),
        Confirm::HomeSixMonthsAfterDetention => words::HomeAfterDetention.into(),
        Confirm::CareOutsideEngland => words::OutsideEngland.into(),
        Confirm::DetentionRemandOrSentence => words::RemandOrSentence.into(),
        Confirm::EducationAfter25 => words::EducationAfter25.into(),
        Confirm::TemporaryMoveFromHome => words::MoveFromHome.into(),
        Confirm::PrivateFosteringAfter16 => words::PrivateFostering.into(),
    }
}

/// A missing fact, to follow "we need to know": the words come from the rules' list of facts.
#[must_use]
pub fn fact(fact: &Fact) -> Say {
    Say::words(Messages::english().map(|messages| fact_words_for_staff(messages, fact)).unwrap_or_default())
}

/// The end of an entitlement's address: its number in the specification, and which one if there are several with that
/// number; for a council's own, `o` and its index among them. Stable as long as the catalogue only grows.
#[must_use]
pub fn address(entries: &[Entitlement], place: usize) -> String {
    let number = entries.get(place).and_then(|entry| entry.number);
    let before = entries.iter().take(place).filter(|entry| entry.number == number).count();
    match (number, before) {
        (Some(number), 0) => number.to_string(),
        (Some(number), before) => format!("{number}-{}", before.saturating_add(1)),
        (None, before) => format!("o{}", before.saturating_add(1)),
    }
}

/// The entitlement with this address.
#[must_use]
pub fn place_of(entries: &[Entitlement], wanted: &str) -> Option<usize> {
    (0..entries.len()).find(|place| address(entries, *place) == wanted)
}

/// The last day of what someone is entitled to; `None` for what lasts for life, which the rules end on a birthday
/// that few people see.
#[must_use]
pub fn ends(answer: &EntitlementAnswer) -> Option<NaiveDate> {
    let until = answer.until?;
    let lasts = answer.from.and_then(|from| until.years_since(from)).unwrap_or_default();
    (lasts < LIFELONG).then_some(until)
}

/// Years after which something counts as lasting for life.
const LIFELONG: u32 = 60;

/// How often money is paid, after the amount.
#[must_use]
pub const fn per(per: Per) -> &'static str {
    match per {
        Per::Once => "once",
        Per::Week => "a week",
        Per::Month => "a month",
        Per::Year => "a year",
    }
}

/// The catalogue's short names in full, so that nobody has to know them.
pub fn expanded(cite: &str) -> String {
    cite.replace("CA 1989", "Children Act 1989")
        .replace("CPR", "Care Planning Regulations 2010")
        .replace("CLR", "Care Leavers Regulations 2010")
        .replace("CSWA", "Children and Social Work Act")
        .replace("CWSA", "Children’s Wellbeing and Schools Act")
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;
    use leaving_care_rules::{Law, Person, assess};

    fn of(person: &serde_json::Value) -> Assessment {
        let person: Person = serde_json::from_value(person.clone()).unwrap();
        assess(Law::england().unwrap(), &person, "2026-11-23".parse().unwrap())
    }

    fn text(lines: Vec<Say>) -> String {
        lines.iter().map(Say::to_string).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn jays_status_says_when_it_was_decided_and_how_many_days_count() {
        let jay = of(
            &serde_json::json!({"date_of_birth": "2008-03-02", "episodes": [{"start": "2020-01-12", "end": "2026-03-02", "legal_status": "C2", "placement": "U1"}]}),
        );
        assert_eq!(status(jay.status, jay.duty_stage).to_string(), "Former relevant, 18 to 21");
        let why = text(status_why(&jay, "Jay"));
        assert!(
            why.contains("On turning 18, on 2 March 2026") && why.contains("1,461 days in care count"),
            "{why}"
        );
        assert!(status_why_short(&jay).to_string().contains("1,461 days count"));
    }

    #[test]
    fn every_fact_that_a_rule_asks_for_has_words() {
        let law = Law::england().unwrap();
        for entitlement in law.entitlements() {
            for asked in entitlement.rule.iter().flat_map(|line| &line.needs) {
                assert!(!fact(&Fact::Asked(*asked)).to_string().is_empty(), "{asked}");
            }
        }
        let nothing_known = of(
            &serde_json::json!({"date_of_birth": "2008-03-02", "episodes": [{"start": "2020-01-12", "legal_status": "C2", "placement": "U1"}]}),
        );
        for need in nothing_known.entitlements.iter().flat_map(|answer| &answer.needs) {
            assert!(!fact(need).to_string().is_empty(), "{need}");
        }
    }

    #[test]
    fn somebody_nothing_is_known_about_is_told_which_record_would_settle_it() {
        let amara = of(&serde_json::json!({"date_of_birth": "2009-03-02"}));
        assert_eq!(amara.status, Status::NeedsInformation);
        assert!(text(status_why(&amara, "Amara")).contains("whether there was any care, and when"));
    }
}
