//! The lines about care and about a person's standing, which many entitlements share.

use super::{Speaker, date, number};
use crate::assessment::{DutyStage, Route, Status};
use crate::calendar::{Day, THIRTEEN_WEEKS};
use crate::care_history::{detained_at_16, event_span};
use crate::explain::Line;
use crate::messages::Filling;
use crate::person::{Event, EventKind, LegalStatus};
use crate::timeline::Span;
use chrono::NaiveDate;

/// With more times in care than this, only the first and last day are given: a sentence with ten dates helps nobody.
const MOST_PERIODS: usize = 3;

impl<const W: usize> Speaker<'_, '_, W> {
    /// When the person was in care, and how many of those days count.
    pub(super) fn care_lines(&self) -> Vec<Line> {
        let care = &self.life.care;
        let since_14 = care.ordinary.iter().filter(|run| run.start <= self.day && run.end > care.ages.b14);
        let runs: Vec<_> = since_14.copied().collect();
        let (Some(first), Some(last)) = (runs.first(), runs.last()) else {
            let short_breaks = care.short_breaks.clip(care.ages.b14, care.ages.b18);
            let key = match (short_breaks.days_before(self.day.plus(1)) > 0, care.ordinary.is_empty()) {
                (true, _) => "care.short_breaks_only",
                (false, true) if self.had_short_breaks() => "care.short_breaks_agreed",
                (false, true) => "care.no_record",
                (false, false) if self.day <= care.ages.b14 => "care.only_from_14",
                (false, false) => "care.none_since_14",
            };
            return vec![self.line(key, &[])];
        };
        let running = last.end > self.day;
        let count = || ("count", number(i64::try_from(runs.len()).unwrap_or(i64::MAX)));
        let periods = || ("periods", Filling::Words(self.periods(&runs).into()));
        let (from, to) = (("from", date(first.start)), ("to", date(last.end)));
        let period = match (runs.len(), running) {
            (1, true) => self.line("care.since", &[from]),
            (1, false) => self.line("care.one_period", &[from, to]),
            (2..=MOST_PERIODS, true) => self.line("care.several_still", &[count(), periods()]),
            (2..=MOST_PERIODS, false) => self.line("care.several_periods", &[count(), periods()]),
            (_, true) => self.line("care.many_still", &[count(), from]),
            (_, false) => self.line("care.many_periods", &[count(), from, to]),
        };
        let days = care.qualifying_days(self.day);
        let key = match (days, running) {
            (THIRTEEN_WEEKS.., _) => "care.enough_days",
            (_, true) => "care.days_so_far",
            (_, false) => "care.too_few_days",
        };
        vec![period, self.by("CA 1989 Sch 2 para 19B; CPR reg 40", key, &[("days", number(days))])]
    }

    /// Housed by a council under section 17 at 16 or 17, where those days in care would change something: rules 3.10.
    pub(super) fn section_17_line(&self) -> Option<Line> {
        let ages = &self.life.care.ages;
        let owed_less =
            matches!(self.life.status.standing(self.stretch).status, Status::None | Status::Qualifying);
        let housed = |event: &Event| {
            let span = event_span(event);
            event.kind == EventKind::Section17Accommodation
                && span.start <= self.day
                && !span.clip(ages.b16, ages.b18).is_empty()
        };
        (owed_less && self.day < ages.b25 && self.life.person.events.iter().any(housed))
            .then(|| self.by("CA 1989 s.17, s.20; R (G) v Southwark [2009] UKHL 26", "care.section_17", &[]))
    }

    /// Whether a record of short breaks has begun: single ones, or an agreed series (V4), whose days are not kept.
    pub(super) fn had_short_breaks(&self) -> bool {
        let records = self.life.person.episodes.as_deref().unwrap_or_default();
        let breaks = |code| matches!(code, LegalStatus::V3 | LegalStatus::V4);
        let begun = |start| Day::of(start) <= self.day;
        records
            .iter()
            .any(|record| record.legal_status.is_some_and(breaks) && record.start.is_some_and(begun))
    }

    /// Each time in care with its days: "3 May 2025 to 9 August 2025 and since 1 September 2025".
    fn periods(&self, runs: &[Span]) -> String {
        let said = |run: &Span| {
            let from = ("from", date(run.start));
            if run.end > self.day {
                self.messages.say("care.period_still", &[from])
            } else {
                self.messages.say("care.period", &[from, ("to", date(run.end))])
            }
        };
        let said: Vec<String> = runs.iter().map(said).collect();
        self.messages.all_of(&said.iter().map(String::as_str).collect::<Vec<_>>())
    }

    /// What follows for the person on the day.
    pub(super) fn standing_lines(&self) -> Vec<Line> {
        let standing = self.life.status.standing(self.stretch);
        match standing.status {
            Status::Eligible => {
                vec![self.by(
                    "CA 1989 Sch 2 para 19B",
                    "standing.eligible",
                    &[("age", number(self.age_on(self.day)))],
                )]
            }
            Status::Relevant => self.relevant_line().into_iter().collect(),
            Status::FormerRelevant | Status::FormerRelevantEducation => {
                let mut lines = vec![self.former_relevant_line()];
                lines.extend(standing.duty_stage.and_then(|stage| self.stage_line(stage)));
                lines
            }
            Status::Qualifying => standing.route.map_or(Vec::new(), |route| self.route_lines(route)),
            Status::None | Status::NeedsInformation => self.none_line().into_iter().collect(),
        }
    }

    fn relevant_line(&self) -> Option<Line> {
        let last =
            self.life.care.ordinary.last_ended(self.day).filter(|run| run.end >= self.life.care.ages.b16);
        match last {
            Some(run) => {
                let on_the_birthday = run.end == self.life.care.ages.b16;
                let key = if on_the_birthday { "standing.relevant_at_16" } else { "standing.relevant" };
                Some(self.by("CA 1989 s.23A(2)", key, &[("left", date(run.end))]))
            }
            None => {
                let ages = &self.life.care.ages;
                let there = |event: &&Event| detained_at_16(ages, event);
                let custody = |event: &Event| event.kind == EventKind::Detained;
                let key = if self.life.person.events.iter().filter(there).any(custody) {
                    "standing.relevant_in_custody"
                } else {
                    "standing.relevant_in_hospital"
                };
                Some(self.by("CLR reg 3(2)", key, &[]))
            }
        }
    }

    fn former_relevant_line(&self) -> Line {
        let turned_18 = ("turned_18", date(self.life.care.ages.b18));
        if self.life.on.ordinary.at(self.life.on.eve_of_18) {
            self.by("CA 1989 s.23C(1)(b)", "standing.former_relevant_in_care", &[turned_18])
        } else {
            self.by("CA 1989 s.23C(1)(a)", "standing.former_relevant_relevant", &[turned_18])
        }
    }

    fn stage_line(&self, stage: DutyStage) -> Option<Line> {
        let circumstances = &self.life.person.circumstances;
        let on = |name, date: Option<NaiveDate>| [(name, Filling::Date(date.unwrap_or_default()))];
        match stage {
            DutyStage::S23C => None,
            DutyStage::S23C7 => Some(self.by("CA 1989 s.23C(7)", "standing.still_in_course", &[])),
            DutyStage::S23CA => {
                let told = on("told", circumstances.education_request_date);
                Some(self.by("CA 1989 s.23CA", "standing.told_of_course", &told))
            }
            DutyStage::S23CZB => {
                let asked = on("asked", circumstances.support_request_date);
                Some(self.by("CA 1989 s.23CZB", "standing.asked_for_support", &asked))
            }
            DutyStage::S23CZBOnRequest => {
                let turns_25 = ("turns_25", date(self.life.care.ages.b25));
                Some(self.by("CA 1989 s.23CZB(2)", "standing.support_on_request", &[turns_25]))
            }
        }
    }

    fn route_lines(&self, route: Route) -> Vec<Line> {
        let (care, day) = (&self.life.care, self.day.min(self.life.care.ages.b18.eve()));
        match route {
            Route::LookedAfter => {
                let kept_at_home = self.life.status.within_relevant.at(self.life.days.stretch_of(day));
                match care.home.span_at(day).filter(|_| kept_at_home) {
                    Some(home) => {
                        vec![self.by(
                            "CLR reg 3(5)",
                            "standing.home_six_months",
                            &[("from", date(home.start))],
                        )]
                    }
                    None if care.qualifying_days(self.day) == 0 => {
                        vec![self.by("CA 1989 s.24(2)(a)", "standing.short_breaks_only", &[])]
                    }
                    None if care.qualifying_days(self.day) >= THIRTEEN_WEEKS => {
                        vec![self.by("CA 1989 s.24(2)(a)", "standing.short_break_at_18", &[])]
                    }
                    None if !self.was_in_care_at_16() => {
                        vec![self.by("CA 1989 s.24(2)(a)", "standing.care_ended_at_16", &[])]
                    }
                    None => vec![self.by("CA 1989 s.24(2)(a)", "standing.in_care_at_16", &[])],
                }
            }
            Route::SpecialGuardianship => {
                vec![self.by("CA 1989 s.24(1A)", "standing.special_guardianship", &[])]
            }
            Route::VoluntaryOrganisation => {
                vec![self.by("CA 1989 s.24(2)(b)", "standing.lived_with_voluntary_organisation", &[])]
            }
            Route::PrivateChildrensHome => {
                vec![self.by("CA 1989 s.24(2)(c)", "standing.lived_in_private_home", &[])]
            }
            Route::HealthOrEducation => {
                vec![self.by("CA 1989 s.24(2)(d), (3)", "standing.lived_in_health_or_education", &[])]
            }
            Route::PrivateFostering => {
                vec![self.by("CA 1989 s.24(2)(e)", "standing.lived_with_other_family", &[])]
            }
        }
    }

    /// Whether any day at 16 or 17, up to the day, was spent in care.
    fn was_in_care_at_16(&self) -> bool {
        let care = &self.life.care;
        let at_16 = |run: &Span| run.end > care.ages.b16 && run.start <= self.day;
        care.ordinary.iter().chain(care.short_breaks.iter()).any(at_16)
    }

    fn none_line(&self) -> Option<Line> {
        let care = &self.life.care;
        let ages = &care.ages;
        if self.day.date().is_some_and(|day| day < ages.born) {
            return Some(self.line("standing.not_born", &[]));
        }
        if self.day < ages.b16 {
            let age = ("age", number(self.age_on(self.day)));
            let at_16 = self.life.status.standing(self.life.days.stretch_of(ages.b16)).status;
            return Some(match at_16 {
                Status::None => self.line("standing.under_16_not_yet", &[age]),
                _ => self.line("standing.under_16", &[age, ("turns_16", date(ages.b16))]),
            });
        }
        if self.day >= ages.b25 {
            return Some(self.line("standing.over_25", &[("turned_25", date(ages.b25))]));
        }
        if self.life.on.short_break.at(self.stretch) {
            return Some(self.by("CPR reg 40(2)", "standing.on_short_break", &[]));
        }
        if care.ordinary.contains(self.day) {
            let reached = care.thirteen_weeks.filter(|reached| *reached > self.day)?;
            return Some(self.line("care.reaches", &[("date", date(reached))]));
        }
        if self.day >= ages.b21 {
            return Some(self.line("standing.over_21", &[("turned_21", date(ages.b21))]));
        }
        let last = care.ordinary.last_ended(self.day).filter(|run| run.end < ages.b16)?;
        let fillings = [("left", date(last.end)), ("turned_16", date(ages.b16))];
        Some(self.line("standing.left_before_16", &fillings))
    }
}
