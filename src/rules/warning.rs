//! Cliff-edges and dates to check (section 8), and the readings an adviser must confirm (section 9).

use crate::assessment::{
    Confirm, DutyStage, EntitlementAnswer, Flags, Outcome, Route, Standing, Status, Warning,
};
use crate::calendar::{Day, THIRTEEN_WEEKS, day_after_months, thirty_first_august_from};
use crate::care_history::{detained_at_16, event_span, is_return_home};
use crate::entitlement::evaluate::answer;
use crate::facts::FactId;
use crate::life::Life;
use crate::person::{Circumstances, Country, EventKind, LegalStatus};

/// About half a year: how far ahead "soon" looks, in days.
const SOON: i32 = 182;
/// A quarter of a year, in days.
const QUARTER: i32 = 92;
/// Four weeks, in days.
const FOUR_WEEKS: i32 = 28;
/// Eight weeks, in days.
const EIGHT_WEEKS: i32 = 56;

/// The warnings and the confirmation codes of one day.
pub(crate) fn of<const W: usize>(
    life: &Life<'_, W>,
    day: Day,
    stretch: usize,
    standing: Standing,
    answers: &[EntitlementAnswer],
) -> (Flags<Warning>, Flags<Confirm>) {
    let mut warnings = Flags::default();
    birthdays(life, day, stretch, standing, answers, &mut warnings);
    leaving_care(life, day, standing, &mut warnings);
    counting(life, day, stretch, &mut warnings);
    asked_for(life, (day, stretch), standing, answers, &mut warnings);
    (warnings, confirm(life, day, standing))
}

fn soon(day: Day, date: Day) -> bool {
    day < date && date <= day.plus(SOON)
}

/// They need leave to stay: recorded, or plain from what is known of their leave.
pub(crate) fn needs_leave(circumstances: &Circumstances) -> bool {
    answer(circumstances, FactId::NeedsLeaveToStay) == Some(true)
}

fn is_former_relevant(status: Status) -> bool {
    matches!(status, Status::FormerRelevant | Status::FormerRelevantEducation)
}

fn entitled<const W: usize>(life: &Life<'_, W>, answers: &[EntitlementAnswer], id: &str) -> bool {
    let answer = life.law.find(id).and_then(|which| answers.get(which.place()));
    answer.is_some_and(|answer| answer.outcome == Outcome::Entitled)
}

fn birthdays<const W: usize>(
    life: &Life<'_, W>,
    day: Day,
    stretch: usize,
    standing: Standing,
    answers: &[EntitlementAnswer],
    warnings: &mut Flags<Warning>,
) {
    let ages = &life.care.ages;
    let former = is_former_relevant(standing.status);
    let concerned = standing.status != Status::None || life.on.ordinary.at(stretch);
    let near_25 = former && soon(day, ages.b25);
    warnings.add_if(concerned && soon(day, ages.b18), Warning::Turning18Soon);
    warnings.add_if(
        (former || standing.status == Status::Qualifying) && soon(day, ages.b21),
        Warning::Turning21Soon,
    );
    warnings.add_if(near_25, Warning::Turning25Soon);
    warnings.add_if(
        near_25 && entitled(life, answers, "setting_up_home_allowance"),
        Warning::SettingUpHomeDeadline,
    );
}

fn leaving_care<const W: usize>(
    life: &Life<'_, W>,
    day: Day,
    standing: Standing,
    warnings: &mut Flags<Warning>,
) {
    let (care, ages) = (&life.care, &life.care.ages);
    if standing.status == Status::Relevant
        && let Some(run) = care.home.span_at(day)
    {
        let complete = day_after_months(run.start, 6);
        let near = day < complete && complete <= day.plus(QUARTER) && complete < ages.b18;
        warnings.add_if(near, Warning::SixMonthsHomeApproaching);
    }
    if day < ages.b18 && !care.ordinary.contains(ages.b16) {
        let begun = |event: &&crate::person::Event| Day::of(event.start) <= day;
        let detained = life.person.events.iter().filter(begun).any(|event| detained_at_16(ages, event));
        warnings.add_if(detained, Warning::SixteenthBirthdayWhileDetained);
    }
    if let Some(run) = care.ordinary.span_at(day) {
        let end = run.end;
        let counted = care.qualifying_days(end);
        let short = THIRTEEN_WEEKS - counted;
        let at_16_or_17 = ages.b16 <= end && end < ages.b18;
        warnings.add_if(at_16_or_17 && (1..=FOUR_WEEKS).contains(&short), Warning::DischargeBefore13Weeks);
        let just_before = ages.b16.plus(-EIGHT_WEEKS) <= end && end < ages.b16;
        warnings.add_if(just_before && counted >= THIRTEEN_WEEKS, Warning::DischargeBefore16thBirthday);
    } else if let Some(last) = care.ordinary.last_ended(day) {
        let just_before = ages.b16.plus(-FOUR_WEEKS) <= last.end && last.end < ages.b16;
        let enough = care.qualifying_days(last.end) >= THIRTEEN_WEEKS;
        warnings.add_if(just_before && enough, Warning::LeftCareJustBefore16);
    }
    let housed = |event: &crate::person::Event| {
        event.kind == EventKind::Section17Accommodation
            && !event_span(event).clip(ages.b16, ages.b18).is_empty()
    };
    warnings.add_if(life.person.events.iter().any(housed), Warning::Section17Check);
}

fn counting<const W: usize>(life: &Life<'_, W>, day: Day, stretch: usize, warnings: &mut Flags<Warning>) {
    let (care, ages) = (&life.care, &life.care.ages);
    let counted = care.qualifying_days(day);
    if counted >= THIRTEEN_WEEKS {
        return;
    }
    if !life.on.ordinary.at(stretch)
        && let Some(last) = care.ordinary.last_ended(day)
    {
        let ended = care.ordinary.iter().filter(|run| run.end <= day && run.end > ages.b14).count();
        let with_both_ends = counted.saturating_add(i32::try_from(ended).unwrap_or(i32::MAX));
        let at_16_or_17 = ages.b16 <= last.end && last.end < ages.b18;
        warnings.add_if(at_16_or_17 && with_both_ends >= THIRTEEN_WEEKS, Warning::Borderline13Weeks);
    }
    // Including those still to come: they don't count either.
    let short_breaks = care.short_breaks.clip(ages.b14, ages.b18).days_before(ages.b18);
    warnings.add_if(counted + short_breaks >= THIRTEEN_WEEKS, Warning::ShortBreaksExcluded);
}

/// What else advisers asked to be told.
fn asked_for<const W: usize>(
    life: &Life<'_, W>,
    (day, stretch): (Day, usize),
    standing: Standing,
    answers: &[EntitlementAnswer],
    warnings: &mut Flags<Warning>,
) {
    let ages = &life.care.ages;
    let circumstances = &life.person.circumstances;
    let has_status = standing.status != Status::None;
    warnings.add_if(
        has_status
            && day >= ages.b18
            && circumstances.answers.get(FactId::RecourseToPublicFunds) == Some(false),
        Warning::HumanRightsAssessment,
    );
    let prepare = has_status && day < ages.b18 && ages.b18 <= day.plus(FOUR_WEEKS);
    warnings.add_if(prepare, Warning::PrepareUniversalCredit);
    warnings
        .add_if(soon(day, ages.b21) && entitled(life, answers, "staying_put"), Warning::StayingPutEndsSoon);
    // With a child there is no shared rate at any age.
    let has_child = circumstances.answers.get(FactId::Parent) == Some(true);
    let shared_rate = soon(day, ages.b25) && entitled(life, answers, "sar_exemption") && !has_child;
    warnings.add_if(shared_rate, Warning::SharedRateSoon);
    // The day of the birth is not a fact of the rules: they are told while there is still all the time.
    let expects = circumstances.answers.get(FactId::Pregnant) == Some(true);
    let concerned = has_status || life.on.ordinary.at(stretch);
    warnings.add_if(concerned && expects, Warning::MaternityGrant);
    let papers = concerned && day < ages.b18 && ages.b18 <= day.plus(SOON) && needs_leave(circumstances);
    warnings.add_if(papers, Warning::PapersBefore18);
    if circumstances.answers.get(FactId::HasPathwayPlan) == Some(false) {
        let eligible_from = life.first_day(life.status.eligible);
        let due = life.needs_assessment_due(standing, eligible_from);
        warnings.add_if(due.is_some_and(|due| Day::of(due) < day), Warning::AssessmentOverdue);
    }
    warnings.add_if(bursary_age_soon(life, day, standing, answers), Warning::BursaryAgeSoon);
    let beyond_25 = crate::status::course_days(circumstances).is_some_and(|course| course.end > ages.b25);
    warnings.add_if(
        soon(day, ages.b25) && beyond_25 && standing.duty_stage == Some(DutyStage::S23C7),
        Warning::EducationAfter25,
    );
    recorded_by_the_service(life, day, standing, warnings);
}

/// What the service records about its own work and the person's papers. A fact that is not recorded gives no warning.
fn recorded_by_the_service<const W: usize>(
    life: &Life<'_, W>,
    day: Day,
    standing: Standing,
    warnings: &mut Flags<Warning>,
) {
    let circumstances = &life.person.circumstances;
    let has_status = standing.status != Status::None;
    let concerned = has_status || life.care.ordinary.contains(day);
    let leave_ends = circumstances.leave_to_remain_ends.map(Day::of);
    warnings.add_if(
        concerned && leave_ends.is_some_and(|ends| ends <= day.plus(SOON)),
        Warning::LeaveToRemainEndsSoon,
    );
    let owed = matches!(standing.status, Status::Eligible | Status::Relevant)
        || standing.duty_stage.is_some_and(|stage| stage != DutyStage::S23CZBOnRequest);
    let since = |done: Option<chrono::NaiveDate>, months: u32| {
        done.filter(|_| owed).map(|done| day_after_months(Day::of(done), months))
    };
    let review = since(circumstances.plan_reviewed_date, 6);
    warnings.add_if(review.is_some_and(|due| due < day), Warning::ReviewOverdue);
    let contact = since(circumstances.adviser_contact_date, 2);
    warnings.add_if(contact.is_some_and(|due| due <= day), Warning::NoAdviserContact);
    let shares = circumstances.shares_tenancy == Some(true);
    warnings.add_if(concerned && shares && soon(day, life.care.ages.b18), Warning::SharedTenancyAt18);
}

/// The bursary at school or college ends because the person turns 19 by the next 31 August, or an apprenticeship would
/// have to start before 25 for its bursary.
fn bursary_age_soon<const W: usize>(
    life: &Life<'_, W>,
    day: Day,
    standing: Standing,
    answers: &[EntitlementAnswer],
) -> bool {
    let ages = &life.care.ages;
    let unclaimed = life.person.circumstances.answers.get(FactId::ApprenticeshipBursaryPaid) != Some(true);
    if is_former_relevant(standing.status) && soon(day, ages.b25) {
        return unclaimed;
    }
    let august = day.date().map(|date| Day::of(thirty_first_august_from(date)));
    let nineteen_by_august = |august: Day| {
        let turns_19 = ages.of_age(19);
        soon(day, august) && turns_19 <= august && august.plus(-366) < turns_19
    };
    august.is_some_and(nineteen_by_august) && entitled(life, answers, "bursary_16_19")
}

/// The readings that the answer relies on.
fn confirm<const W: usize>(life: &Life<'_, W>, day: Day, standing: Standing) -> Flags<Confirm> {
    let mut codes = Flags::default();
    let (care, ages) = (&life.care, &life.care.ages);
    codes.add_if(care.short_break_over_limits, Confirm::ShortBreakOverLimits);
    let episodes = life.person.episodes.as_deref().unwrap_or_default();
    codes.add_if(
        episodes.iter().any(|episode| episode.country != Country::England),
        Confirm::CareOutsideEngland,
    );
    if day < ages.b16 {
        return codes;
    }
    codes.add_if(ended_on_16th_birthday(life, day), Confirm::EndOn16thBirthday);
    codes.add_if(care.detention_gap, Confirm::DetentionGap);
    codes.add_if(home_before_ceasing(life, day), Confirm::HomeSixMonthsBeforeCeasing);
    codes.add_if(day >= ages.b18 && frozen_at_18(life, day, standing), Confirm::StatusFrozenAt18);
    if standing.route == Some(Route::LookedAfter) {
        let in_care_at_16 = care.ordinary.iter().any(|run| run.start <= day && run.end >= ages.b16);
        codes.add_if(!in_care_at_16, Confirm::ShortBreaksAndSection24);
    }
    codes.add_if(standing.route == Some(Route::PrivateFostering), Confirm::PrivateFosteringAfter16);
    codes.add_if(home_after_detention(life, day), Confirm::HomeSixMonthsAfterDetention);
    codes.add_if(move_from_home(life, day), Confirm::TemporaryMoveFromHome);
    codes.add_if(remand_or_sentence(life), Confirm::DetentionRemandOrSentence);
    codes.add_if(planned_course_after_25(life, day), Confirm::EducationAfter25);
    codes
}

/// An episode ended on the 16th birthday, and no later day at 16, up to this one, is a day in care.
fn ended_on_16th_birthday<const W: usize>(life: &Life<'_, W>, day: Day) -> bool {
    let (care, b16, b17) = (&life.care, life.care.ages.b16, life.care.ages.of_age(17));
    let ended = |days: &crate::timeline::Spans| {
        let later = days.iter().any(|run| run.end > b16 && run.start <= day && run.start < b17);
        days.contains(b16.eve()) && !later
    };
    ended(&care.ordinary) || (!care.short_breaks.is_empty() && ended(&care.ordinary.or(&care.short_breaks)))
}

/// Six months at home are complete only because they began before care ended.
fn home_before_ceasing<const W: usize>(life: &Life<'_, W>, day: Day) -> bool {
    let care = &life.care;
    let at = day.min(care.ages.b18.eve());
    let within = life.status.within_relevant.at(life.days.stretch_of(at));
    let (Some(run), Some(last)) = (care.home.span_at(at), care.ordinary.last_ended(at)) else { return false };
    within
        && run.start < last.end
        && day_after_months(last.end, 6) > at
        && day_after_months(run.start, 6) <= at
}

/// Within CLR reg 3(2) only, and at home for six months: whether that ends relevant status.
fn home_after_detention<const W: usize>(life: &Life<'_, W>, day: Day) -> bool {
    let care = &life.care;
    let at = day.min(care.ages.b18.eve());
    let stretch = life.days.stretch_of(at);
    let by_care = life.status.once_eligible.at(stretch);
    care.detained_from_care
        && !by_care
        && life.on.not_looked_after().at(stretch)
        && life.on.six_months_home.at(stretch)
}

/// Six months at home would be complete, had a temporary move from there not interrupted them.
fn move_from_home<const W: usize>(life: &Life<'_, W>, day: Day) -> bool {
    let care = &life.care;
    let at = day.min(care.ages.b18.eve());
    life.status.within_relevant.at(life.days.stretch_of(at))
        && care.six_months_home_with_moves.contains(at)
        && !care.six_months_home.contains(at)
}

/// In custody at 16, and looked after on remand (J1) until or since it began: "immediately before" may mean before
/// the remand or before the sentence. CLR reg 3(2).
fn remand_or_sentence<const W: usize>(life: &Life<'_, W>) -> bool {
    let ages = &life.care.ages;
    let custody = life.person.events.iter().filter(|event| event.kind == EventKind::Detained);
    custody.filter(|event| detained_at_16(ages, event)).any(|event| {
        let start = Day::of(event.start);
        life.care
            .stays
            .iter()
            .any(|stay| stay.code == LegalStatus::J1 && stay.span.start <= start && stay.span.end >= start)
    })
}

/// On the course that the plan named before 21, and past 25.
fn planned_course_after_25<const W: usize>(life: &Life<'_, W>, day: Day) -> bool {
    let b25 = life.care.ages.b25;
    let on_it =
        crate::status::course_days(&life.person.circumstances).is_some_and(|course| course.contains(day));
    let stage = life.status.standing(life.days.stretch_of(b25.eve())).duty_stage;
    day >= b25 && on_it && stage == Some(DutyStage::S23C7)
}

/// At home and still relevant the day before 18; or not relevant because of being at home, and no longer at home since.
fn frozen_at_18<const W: usize>(life: &Life<'_, W>, day: Day, standing: Standing) -> bool {
    let (care, b18) = (&life.care, life.care.ages.b18);
    let (eve, stretch) = (b18.eve(), life.on.eve_of_18);
    if life.status.relevant.at(stretch) && care.home.contains(eve) {
        return true;
    }
    let ended_since = |event: &crate::person::Event| {
        is_return_home(event) && event.end.map(Day::of).is_some_and(|end| b18 <= end && end <= day)
    };
    !is_former_relevant(standing.status)
        && life.status.within_relevant.at(stretch)
        && life.person.events.iter().any(ended_since)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]
    use crate::assessment::{Confirm, Status, Warning};
    use crate::{Law, assess};

    fn warned(circumstances: &str, born: &str, day: &str) -> Vec<Warning> {
        let person = format!(
            r#"{{"date_of_birth":"{born}","episodes":[{{"start":"2019-03-04","legal_status":"C2","placement":"U4"}}],
                "circumstances":{circumstances}}}"#
        );
        let person = serde_json::from_str(&person).unwrap();
        assess(Law::england().unwrap(), &person, day.parse().unwrap()).warnings.iter().collect()
    }

    #[test]
    fn an_assessment_is_overdue_the_day_after_it_was_due() {
        let plan = r#"{"has_pathway_plan":false}"#;
        assert!(!warned(plan, "2009-05-10", "2025-08-10").contains(&Warning::AssessmentOverdue));
        assert!(warned(plan, "2009-05-10", "2025-08-11").contains(&Warning::AssessmentOverdue));
        assert!(!warned("{}", "2009-05-10", "2025-08-11").contains(&Warning::AssessmentOverdue));
    }

    #[test]
    fn the_college_bursary_ends_soon_in_the_year_of_turning_19() {
        let course = r#"{"education":{"kind":"fe_full_time","start":"2025-09-01"}}"#;
        assert!(warned(course, "2008-05-10", "2027-06-01").contains(&Warning::BursaryAgeSoon));
        assert!(!warned(course, "2008-09-10", "2027-06-01").contains(&Warning::BursaryAgeSoon));
    }

    /// "SAR at 25 (not for a parent …); UASC leave and papers five weeks to six months before 18, also while an age is disputed;
    /// maternity grant 6 months after birth". Rules, section 8.
    #[test]
    fn rent_at_25_papers_before_18_and_the_maternity_grant() {
        let renting = r#"{"privately_renting":true,"parent":false}"#;
        let with_child = r#"{"privately_renting":true,"parent":true}"#;
        let leave = r#"{"needs_leave_to_stay":true}"#;
        let ends = r#"{"leave_to_remain_ends":"2028-01-01"}"#;
        let none = r#"{"recourse_to_public_funds":false,"needs_leave_to_stay":false}"#;
        let citizen = r#"{"needs_leave_to_stay":false}"#;
        let table: [(&str, &str, Warning, bool); 14] = [
            (renting, "2033-11-09", Warning::SharedRateSoon, true),
            (r#"{"privately_renting":true}"#, "2033-11-09", Warning::SharedRateSoon, true),
            (with_child, "2033-11-09", Warning::SharedRateSoon, false),
            (leave, "2026-11-08", Warning::PapersBefore18, false),
            (leave, "2026-11-09", Warning::PapersBefore18, true),
            (leave, "2027-04-20", Warning::PapersBefore18, true),
            (leave, "2027-05-10", Warning::PapersBefore18, false),
            (ends, "2027-01-01", Warning::PapersBefore18, true),
            (none, "2027-01-01", Warning::PapersBefore18, true),
            (citizen, "2027-01-01", Warning::PapersBefore18, false),
            ("{}", "2027-01-01", Warning::PapersBefore18, false),
            (r#"{"pregnant":true}"#, "2026-11-22", Warning::MaternityGrant, true),
            (r#"{"pregnant":false}"#, "2026-11-22", Warning::MaternityGrant, false),
            ("{}", "2026-11-22", Warning::MaternityGrant, false),
        ];
        for (circumstances, day, warning, fires) in table {
            let told = warned(circumstances, "2009-05-10", day).contains(&warning);
            assert_eq!(told, fires, "{warning:?} on {day}: {circumstances}");
        }
    }

    #[test]
    fn while_an_age_is_disputed_the_papers_do_not_wait() {
        let warned = |circumstances: &str, episodes: &str| {
            let person = format!(r#"{{"episodes":{episodes},"circumstances":{circumstances}}}"#);
            let person = serde_json::from_str(&person).unwrap();
            let answer = assess(Law::england().unwrap(), &person, "2026-11-22".parse().unwrap());
            answer.warnings.contains(Warning::PapersBefore18)
        };
        let care = r#"[{"start":"2026-03-04","legal_status":"V2","placement":"U4"}]"#;
        assert!(warned(r#"{"needs_leave_to_stay":true}"#, care));
        assert!(!warned("{}", care));
        assert!(!warned(r#"{"needs_leave_to_stay":true}"#, "[]"));
    }

    #[test]
    fn what_the_service_records_gives_warnings_and_what_it_does_not_record_gives_none() {
        let table: [(&str, &str, &str, Warning, bool); 12] = [
            (
                r#"{"leave_to_remain_ends":"2027-05-23"}"#,
                "2009-05-10",
                "2026-11-22",
                Warning::LeaveToRemainEndsSoon,
                true,
            ),
            (
                r#"{"leave_to_remain_ends":"2027-05-24"}"#,
                "2009-05-10",
                "2026-11-22",
                Warning::LeaveToRemainEndsSoon,
                false,
            ),
            (
                r#"{"leave_to_remain_ends":"2026-01-01"}"#,
                "2009-05-10",
                "2026-11-22",
                Warning::LeaveToRemainEndsSoon,
                true,
            ),
            (
                r#"{"plan_reviewed_date":"2026-05-22"}"#,
                "2009-05-10",
                "2026-11-22",
                Warning::ReviewOverdue,
                false,
            ),
            (
                r#"{"plan_reviewed_date":"2026-05-21"}"#,
                "2009-05-10",
                "2026-11-22",
                Warning::ReviewOverdue,
                true,
            ),
            // At 22 with support on request nothing is overdue.
            (
                r#"{"plan_reviewed_date":"2024-05-21"}"#,
                "2004-05-10",
                "2026-11-22",
                Warning::ReviewOverdue,
                false,
            ),
            (
                r#"{"adviser_contact_date":"2026-09-22"}"#,
                "2007-05-10",
                "2026-11-22",
                Warning::NoAdviserContact,
                true,
            ),
            (
                r#"{"adviser_contact_date":"2026-09-23"}"#,
                "2007-05-10",
                "2026-11-22",
                Warning::NoAdviserContact,
                false,
            ),
            (r#"{"shares_tenancy":true}"#, "2009-01-10", "2026-11-22", Warning::SharedTenancyAt18, true),
            (r#"{"shares_tenancy":true}"#, "2008-01-10", "2026-11-22", Warning::SharedTenancyAt18, false),
            ("{}", "2009-01-10", "2026-11-22", Warning::SharedTenancyAt18, false),
            ("{}", "2007-05-10", "2026-11-22", Warning::NoAdviserContact, false),
        ];
        for (circumstances, born, day, warning, fires) in table {
            assert_eq!(
                warned(circumstances, born, day).contains(&warning),
                fires,
                "{warning:?}: {circumstances}"
            );
        }
    }

    #[test]
    fn the_ages_that_advisers_asked_about_are_flagged_from_the_first_day() {
        let table: [(&str, &str, &str, Warning, bool); 8] = [
            // 28 days before 18, not 29.
            ("{}", "2009-05-10", "2027-04-12", Warning::PrepareUniversalCredit, true),
            ("{}", "2009-05-10", "2027-04-11", Warning::PrepareUniversalCredit, false),
            ("{}", "2009-05-10", "2027-05-10", Warning::PrepareUniversalCredit, false),
            (r#"{"staying_put":true}"#, "2005-12-01", "2026-11-22", Warning::StayingPutEndsSoon, true),
            (r#"{"staying_put":false}"#, "2005-12-01", "2026-11-22", Warning::StayingPutEndsSoon, false),
            (r#"{"privately_renting":true}"#, "2001-12-01", "2026-11-22", Warning::SharedRateSoon, true),
            (
                r#"{"apprenticeship_bursary_paid":true}"#,
                "2001-12-01",
                "2026-11-22",
                Warning::BursaryAgeSoon,
                false,
            ),
            ("{}", "2001-12-01", "2026-11-22", Warning::BursaryAgeSoon, true),
        ];
        for (circumstances, born, day, warning, fires) in table {
            assert_eq!(
                warned(circumstances, born, day).contains(&warning),
                fires,
                "{warning:?}: {circumstances} {born} {day}"
            );
        }
    }

    #[test]
    fn a_temporary_move_from_home_is_a_reading_only_where_it_decides() {
        let moved = |to: &str, day: &str| {
            let person = format!(
                r#"{{"date_of_birth":"2009-11-10","events":[{{"type":"returned_home","start":"2026-05-01","end":null,"with":"parent"}}],"episodes":[
                    {{"start":"2024-06-01","end":"2025-09-01","legal_status":"C2","placement":"U4"}},
                    {{"start":"2025-09-01","end":"2026-03-01","legal_status":"C2","placement":"{to}"}},
                    {{"start":"2026-03-01","end":"2026-03-03","legal_status":"C2","placement":"T0"}},
                    {{"start":"2026-03-03","end":"2026-03-05","legal_status":"C2","placement":"T1"}},
                    {{"start":"2026-03-05","end":"2026-05-01","legal_status":"C2","placement":"P1"}}]}}"#
            );
            let person = serde_json::from_str(&person).unwrap();
            let answer = assess(Law::england().unwrap(), &person, day.parse().unwrap());
            (answer.status, answer.confirm.iter().any(|code| code == Confirm::TemporaryMoveFromHome))
        };
        assert_eq!(moved("P1", "2026-05-01"), (Status::Relevant, true), "seven months but for the days away");
        assert_eq!(moved("P1", "2026-09-05"), (Status::Qualifying, false), "six months since she came back");
        assert_eq!(moved("U4", "2026-05-01"), (Status::Relevant, false), "a move from a foster home");
        assert_eq!(moved("P1", "2028-01-01"), (Status::Qualifying, false), "decided on the eve of 18");
    }

    #[test]
    fn without_recourse_a_human_rights_assessment_is_prompted_and_the_adviser_stays() {
        let none = r#"{"recourse_to_public_funds":false}"#;
        assert!(warned(none, "2007-05-10", "2026-11-22").contains(&Warning::HumanRightsAssessment));
        assert!(!warned(none, "2009-05-10", "2026-11-22").contains(&Warning::HumanRightsAssessment));
    }
}
