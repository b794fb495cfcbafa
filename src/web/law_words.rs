//! The law's words for staff: status, stages, warnings, readings to confirm, facts that are missing.
//!
//! What a young person reads comes from the rules' own messages; this is the professional word with its provision.

use chrono::NaiveDate;
use leaving_care_rules::assessment::{
    Assessment, Confirm, DutyStage, EntitlementAnswer, Fact, Route, Status, Warning,
};
use leaving_care_rules::entitlement::outcome::{Entitlement, Per};

use leaving_care_rules::explain::fact_words_for_staff;
use leaving_care_rules::messages::Messages;

use super::{
    error::Situation,
    words::{count, full_day},
};

/// The rules' sentences.
///
/// # Errors
/// A mistake in the built-in file, which a test of the rules shows not to be there.
pub fn messages() -> Result<&'static Messages, Situation> {
    Messages::english().map_err(|_| Situation::unexpected("the messages can't be loaded"))
}

/// "Former relevant, 18 to 21".
#[must_use]
pub const fn status(status: Status, stage: Option<DutyStage>) -> &'static str {
    match (status, stage) {
        (Status::None, _) => "No leaving care status",
        (Status::Eligible, _) => "Eligible, in care",
        (Status::Relevant, _) => "Relevant, 16 or 17",
        (Status::FormerRelevant | Status::FormerRelevantEducation, Some(DutyStage::S23C)) => {
            "Former relevant, 18 to 21"
        }
        (
            Status::FormerRelevant | Status::FormerRelevantEducation,
            Some(DutyStage::S23C7 | DutyStage::S23CA),
        ) => "Former relevant, 21 to 25, in education",
        (Status::FormerRelevant | Status::FormerRelevantEducation, Some(DutyStage::S23CZB)) => {
            "Former relevant, 21 to 25, asked for support"
        }
        (Status::FormerRelevant | Status::FormerRelevantEducation, Some(DutyStage::S23CZBOnRequest)) => {
            "Former relevant, 21 to 25, support on request"
        }
        (Status::FormerRelevant | Status::FormerRelevantEducation, None) => "Former relevant",
        (Status::Qualifying, _) => "Qualifying",
        (Status::NeedsInformation, _) => "Not known yet",
    }
}

/// The status word alone, for lists and filters.
#[must_use]
pub const fn status_word(status: Status) -> &'static str {
    match status {
        Status::None => "No status",
        Status::Eligible => "Eligible",
        Status::Relevant => "Relevant",
        Status::FormerRelevant => "Former relevant",
        Status::FormerRelevantEducation => "Former relevant, in education",
        Status::Qualifying => "Qualifying",
        Status::NeedsInformation => "Not known yet",
    }
}

/// The word that addresses and forms use for a status.
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

/// Every status, in the order in which lists show them.
pub const STATUSES: [Status; 7] = [
    Status::Eligible,
    Status::Relevant,
    Status::FormerRelevant,
    Status::FormerRelevantEducation,
    Status::Qualifying,
    Status::NeedsInformation,
    Status::None,
];

/// The provision that the status rests on.
#[must_use]
pub const fn status_source(status: Status, stage: Option<DutyStage>) -> &'static str {
    match (status, stage) {
        (Status::Eligible, _) => "Children Act 1989 Sch 2 para 19B; Care Planning Regulations 2010 reg 40",
        (Status::Relevant, _) => "Children Act 1989 s.23A; Care Leavers Regulations 2010 reg 3",
        (_, Some(DutyStage::S23C)) => "Children Act 1989 s.23C(1)",
        (_, Some(DutyStage::S23C7)) => "Children Act 1989 s.23C(7)",
        (_, Some(DutyStage::S23CA)) => "Children Act 1989 s.23CA",
        (_, Some(DutyStage::S23CZB | DutyStage::S23CZBOnRequest)) => "Children Act 1989 s.23CZB",
        (Status::FormerRelevant | Status::FormerRelevantEducation, None) => "Children Act 1989 s.23C",
        (Status::Qualifying, _) => "Children Act 1989 s.24",
        (Status::None | Status::NeedsInformation, _) => "Children Act 1989 ss.23A to 24",
    }
}

/// How a qualifying person qualifies.
#[must_use]
pub const fn route(route: Route) -> &'static str {
    match route {
        Route::SpecialGuardianship => "a special guardianship order was made straight from care",
        Route::LookedAfter => "was in care at 16 or 17, for less than 13 weeks or then home",
        Route::VoluntaryOrganisation => "a voluntary organisation gave a home at 16 or 17",
        Route::PrivateChildrensHome => "lived in a private children’s home at 16 or 17",
        Route::HealthOrEducation => "lived three months with a health body, at a school or in a care home",
        Route::PrivateFostering => "was privately fostered after 16",
    }
}

/// Why the status is what it is, as plain sentences with the dates used. `name`: how the sentences call the person.
#[must_use]
pub fn status_why(assessment: &Assessment, name: &str) -> Vec<String> {
    let day = |date: Option<NaiveDate>| date.map(full_day).unwrap_or_default();
    let dates = &assessment.dates;
    let mut lines = Vec::new();
    match (assessment.status, assessment.duty_stage) {
        (Status::Eligible, _) => lines.push(format!("{name} is in care, is 16 or 17, and has been in care for 13 weeks since 14.")),
        (Status::Relevant, _) => lines.push(format!("{name} is 16 or 17, is no longer in care, and was an eligible child before or was detained or in hospital at 16.")),
        (Status::FormerRelevant | Status::FormerRelevantEducation, stage) => {
            lines.push(format!("On {}, the 18th birthday, {name} was eligible or relevant. That decides it once and for all.", day(dates.turns_18)));
            lines.extend(stage.and_then(|stage| stage_why(stage, name)));
        }
        (Status::Qualifying, _) => lines.extend(assessment.route.map(|way| format!("{name} {}.", route(way)))),
        (Status::NeedsInformation, _) => {
            let missing: Vec<String> = assessment.missing.iter().map(fact).collect();
            lines.push(format!("It depends on facts that are not recorded: {}.", super::words::list(&missing)));
        }
        (Status::None, _) => lines.push(none_why(assessment, name)),
    }
    if let Some(days) = assessment.qualifying_days {
        lines.push(format!(
            "{} in care count since the 14th birthday. The law asks for 91, with one at 16 or later.",
            count(days, "day", "days")
        ));
    }
    if let Some(next) = assessment.next_change {
        let then = status(next.standing.status, next.standing.duty_stage);
        lines.push(format!("If nothing changes: ‘{then}’ from {}.", full_day(next.date)));
    }
    lines
}

fn stage_why(stage: DutyStage, name: &str) -> Option<String> {
    match stage {
        DutyStage::S23C => None,
        DutyStage::S23C7 => {
            Some(format!("{name} is still on the course that the pathway plan named before 21."))
        }
        DutyStage::S23CA => Some(format!("{name} told the council about study or training after 21.")),
        DutyStage::S23CZB => Some(format!("{name} is 21 to 24 and has asked for support.")),
        DutyStage::S23CZBOnRequest => {
            Some(format!("{name} is 21 to 24. Support is there on request; offer it at least once a year."))
        }
    }
}

fn none_why(assessment: &Assessment, name: &str) -> String {
    let dates = &assessment.dates;
    let day = assessment.as_of;
    if dates.turns_16.is_some_and(|birthday| day < birthday) {
        return format!("{name} is under 16. Leaving care status begins at 16.");
    }
    if dates.turns_25.is_some_and(|birthday| birthday <= day) {
        return format!("{name} is 25 or over. Leaving care status ends at 25.");
    }
    match dates.reaches_13_weeks {
        Some(date) if assessment.looked_after == Some(true) => {
            format!("{name} is in care. 13 weeks are complete on {}.", full_day(date))
        }
        _ => format!(
            "No route of the law is met: {name} was not in care for 13 weeks since 14 with a day at 16 or later, and no route of section 24 fits today."
        ),
    }
}

/// The same in a few words, for a list.
#[must_use]
pub fn status_why_short(assessment: &Assessment) -> String {
    let days = assessment.qualifying_days;
    let counted = days.map(|days| format!("{} count", count(days, "day", "days")));
    match assessment.status {
        Status::Eligible => format!("in care, {}", counted.unwrap_or_default()),
        Status::Relevant => format!("left care, {}", counted.unwrap_or_default()),
        Status::FormerRelevant | Status::FormerRelevantEducation => {
            format!(
                "eligible or relevant at 18{}",
                counted.map(|counted| format!(", {counted}")).unwrap_or_default()
            )
        }
        Status::Qualifying => assessment.route.map(route).unwrap_or_default().to_owned(),
        Status::NeedsInformation => {
            let missing: Vec<String> = assessment.missing.iter().map(fact).collect();
            format!("missing: {}", super::words::list(&missing))
        }
        Status::None if assessment.dates.turns_16.is_some_and(|birthday| assessment.as_of < birthday) => {
            "under 16".to_owned()
        }
        Status::None => days
            .map(|days| format!("{days} of 91 days count"))
            .unwrap_or_else(|| "no route is met".to_owned()),
    }
}

/// What a warning is about, and what to do.
#[must_use]
pub fn warning(warning: Warning, assessment: &Assessment) -> (String, String) {
    let day = |date: Option<NaiveDate>| date.map(full_day).unwrap_or_default();
    let dates = &assessment.dates;
    let (heading, line) = match warning {
        Warning::Turning18Soon => (format!("Turns 18 on {}", day(dates.turns_18)), "Check the plan, where they will live, money from 18 and who the adviser is.".to_owned()),
        Warning::Turning21Soon => (format!("Turns 21 on {}", day(dates.turns_21)), "Most duties end then. Offer support to 25 and ask about study or training before that day.".to_owned()),
        Warning::Turning25Soon => (format!("Turns 25 on {}", day(dates.turns_25)), "All leaving care support ends then. Use what is left, and agree who helps after.".to_owned()),
        Warning::SettingUpHomeDeadline => ("First home money ends at 25".to_owned(), format!("What is left of it can be used until {}.", day(dates.turns_25))),
        Warning::SixMonthsHomeApproaching => (format!("Six months at home are complete on {}", day(dates.six_month_home_date)), "From that day the person is no longer relevant. Review how the return home is going before it.".to_owned()),
        Warning::SixteenthBirthdayWhileDetained => ("In custody or hospital at 16".to_owned(), "Check care before the detention: 13 weeks immediately before it make them relevant until 18.".to_owned()),
        Warning::DischargeBefore13Weeks => ("Care is planned to end too early".to_owned(), "A few more days would complete 13 weeks. Try other dates, and tell the social worker.".to_owned()),
        Warning::DischargeBefore16thBirthday => ("Care is planned to end shortly before 16".to_owned(), format!("Care that goes on to {} keeps leaving care support. Try other dates, and tell the social worker.", day(dates.turns_16))),
        Warning::LeftCareJustBefore16 => ("Care ended shortly before 16".to_owned(), "Check the end date and why care ended then. A legal check is worth it.".to_owned()),
        Warning::Borderline13Weeks => ("So near 91 days that the way of counting matters".to_owned(), "Counting both end days of a spell would change the answer. Check each date with the court order or placement record.".to_owned()),
        Warning::ShortBreaksExcluded => ("Short breaks decide it".to_owned(), "Counting the short breaks would make 13 weeks. Check that each was a short break under regulation 48.".to_owned()),
        Warning::Section17Check => ("Housed under section 17 at 16 or 17".to_owned(), "Ask whether section 20 should have been used: R (G) v Southwark [2009] UKHL 26.".to_owned()),
        Warning::HumanRightsAssessment => ("No recourse to public funds".to_owned(), "Help needs a human rights assessment. It never ends with ‘not entitled to an adviser’.".to_owned()),
        Warning::PrepareUniversalCredit => ("A Universal Credit claim can be prepared".to_owned(), "From 28 days before 18 the claim can be made ready, so that money comes without a gap.".to_owned()),
        Warning::StayingPutEndsSoon => (format!("Staying put ends on {}", day(dates.turns_21)), "Agree where they live after 21 with them and their carer.".to_owned()),
        Warning::SharedRateSoon => ("Help with rent falls to the shared rate at 25".to_owned(), format!("The one-bedroom rate ends on {}. Look at the rent before then.", day(dates.turns_25))),
        Warning::AssessmentOverdue => (format!("The assessment of needs was due on {}", day(dates.needs_assessment_due)), "Complete it now. The pathway plan follows from it.".to_owned()),
        Warning::LeaveToRemainEndsSoon => ("Leave to remain ends soon, or has ended".to_owned(), "Apply to extend it before it ends, with a solicitor. Some routes close at 18.".to_owned()),
        Warning::ReviewOverdue => ("The review of the pathway plan is overdue".to_owned(), "A plan is reviewed every six months at most. Agree a day with them.".to_owned()),
        Warning::NoAdviserContact => ("No contact with their adviser for two months".to_owned(), "Get in touch, and try the ways that they said work for them.".to_owned()),
        Warning::SharedTenancyAt18 => (format!("Shares a tenancy at 18, on {}", day(dates.turns_18)), "From 18 each tenant can be asked for the whole rent. Look at the agreement with them before then.".to_owned()),
        Warning::EducationAfter25 => ("The planned course goes on after 25".to_owned(), "Section 23C(7) names no upper age for help with it. Ask legal, and agree with them what goes on, before that birthday.".to_owned()),
        Warning::BursaryAgeSoon => ("An age for a bursary is near".to_owned(), "A course or apprenticeship that starts before that birthday keeps the bursary.".to_owned()),
    };
    (heading, line)
}

/// A reading of the law that an adviser must confirm.
#[must_use]
pub const fn confirm(code: Confirm) -> &'static str {
    match code {
        Confirm::EndOn16thBirthday => {
            "Care ended on the 16th birthday. We read that as ending after reaching 16, because 16 is reached at the start of the day."
        }
        Confirm::ShortBreakOverLimits => {
            "A short break was longer than 17 days, or there were more than 75 days in 12 months. We read it as ordinary care."
        }
        Confirm::DetentionGap => {
            "There is a gap between care and detention. We read ‘immediately before’ as not met."
        }
        Confirm::HomeSixMonthsBeforeCeasing => {
            "The six months at home began before care ended. We count them from the first day at home."
        }
        Confirm::StatusFrozenAt18 => {
            "What was so on the day before 18 stays so. We read later six months at home, or their breakdown, as changing nothing."
        }
        Confirm::ShortBreaksAndSection24 => {
            "Only short breaks lie at 16 or 17. We read them as being looked after for section 24."
        }
        Confirm::HomeSixMonthsAfterDetention => {
            "Relevant by custody or hospital alone, and at home for six months. We read the six months as ending it, though regulation 3(5) may not reach such a child."
        }
        Confirm::CareOutsideEngland => {
            "Some care was under the law of another country. Whether it counts in the 13 weeks, and which council owes the help, is for a lawyer."
        }
        Confirm::DetentionRemandOrSentence => {
            "In custody at 16 after a remand. ‘Immediately before’ may mean before the remand or before the sentence: ask legal."
        }
        Confirm::EducationAfter25 => {
            "The planned course goes on after 25. Section 23C(7) names no upper age: help with it may go on."
        }
        Confirm::PrivateFosteringAfter16 => {
            "Private fostering at 16 or 17 is read as a route of section 24, though section 66 mostly means under 16."
        }
    }
}

/// A fact that is missing, after "we need to know".
#[must_use]
pub fn fact(fact: &Fact) -> String {
    Messages::english().map(|messages| fact_words_for_staff(messages, fact)).unwrap_or_default()
}

/// The end of an entitlement's address: its number in the specification, and which of that number where there are several;
/// for a council's own, `o` and its place among them. The same as long as the catalogue only grows.
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

/// The place of the entitlement that has this address.
#[must_use]
pub fn place_of(entries: &[Entitlement], wanted: &str) -> Option<usize> {
    (0..entries.len()).find(|place| address(entries, *place) == wanted)
}

/// The last day of what someone is entitled to; none for what lasts as long as they live, which the rules end on a birthday
/// that few see.
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

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;
    use leaving_care_rules::{Law, Person, assess};

    fn of(person: &serde_json::Value) -> Assessment {
        let person: Person = serde_json::from_value(person.clone()).unwrap();
        assess(Law::england().unwrap(), &person, "2026-11-23".parse().unwrap())
    }

    #[test]
    fn jay_s_status_says_when_it_was_decided_and_how_many_days_count() {
        let jay = of(
            &serde_json::json!({"date_of_birth": "2008-03-02", "episodes": [{"start": "2020-01-12", "end": "2026-03-02", "legal_status": "C2", "placement": "U1"}]}),
        );
        assert_eq!(status(jay.status, jay.duty_stage), "Former relevant, 18 to 21");
        let why = status_why(&jay, "Jay").join(" ");
        assert!(
            why.contains("2 March 2026, the 18th birthday") && why.contains("1,461 days in care count"),
            "{why}"
        );
        assert!(status_why_short(&jay).contains("1,461 days count"));
    }

    #[test]
    fn every_fact_that_a_rule_asks_for_has_words() {
        let law = Law::england().unwrap();
        for entitlement in law.entitlements() {
            for asked in entitlement.rule.iter().flat_map(|line| &line.needs) {
                assert!(!fact(&Fact::Asked(*asked)).is_empty(), "{asked}");
            }
        }
        let nothing_known = of(
            &serde_json::json!({"date_of_birth": "2008-03-02", "episodes": [{"start": "2020-01-12", "legal_status": "C2", "placement": "U1"}]}),
        );
        for need in nothing_known.entitlements.iter().flat_map(|answer| &answer.needs) {
            assert!(!fact(need).is_empty(), "{need}");
        }
    }

    #[test]
    fn somebody_of_whom_nothing_is_known_is_told_which_record_would_settle_it() {
        let amara = of(&serde_json::json!({"date_of_birth": "2009-03-02"}));
        assert_eq!(amara.status, Status::NeedsInformation);
        assert!(status_why(&amara, "Amara").join(" ").contains("whether there was any care, and when"));
    }
}
