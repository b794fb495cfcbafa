//! The sentence of one fact that decided something.

use super::limits::AgeLimit;
use super::{Speaker, Told, date, number};
use crate::assessment::Status;
use crate::calendar::Day;
use crate::entitlement::condition::{DayKind, Known, Test, When, YES_NO, Years};
use crate::entitlement::reading::EDUCATION_WORDS;
use crate::entitlement::trace::word;
use crate::explain::Line;
use crate::messages::Filling;
use chrono::{Datelike, NaiveDate};

impl<const W: usize> Speaker<'_, '_, W> {
    /// The sentence of one fact.
    pub(super) fn leaf(&self, test: &Test, holds: bool, told: &mut Told) {
        let pick =
            |yes: bool, one: &'static str, other: &'static str| self.line(if yes { one } else { other }, &[]);
        let line = match test {
            Test::Status(_) | Test::Stage(_) | Test::Route(_) => {
                told.add_all(self.shared_lines());
                // Someone with a status, and not the one that this is for.
                if told.kept_out && self.life.status.standing(self.stretch).status != Status::None {
                    told.add(self.line("standing.other_stage", &[]));
                }
                return;
            }
            Test::Ended(..) | Test::Days(_) => return told.add_all(&self.care_lines()),
            Test::Age(..) => self.age_line(told),
            Test::Dates(from, until) => return self.dates_line(*from, *until, told),
            Test::Born(..) => self.line("reason.born", &[("born", Filling::Date(self.life.care.ages.born))]),
            // Only of the law behind the thing itself: what is merely announced has nobody agreed.
            Test::InForce(id) if !holds && self.waits_for(told, id) => self.line("answer.not_in_force", &[]),
            Test::DayKind(DayKind::LookedAfter, yes)
                if *yes != holds && self.life.on.short_break.at(self.stretch) =>
            {
                self.by("CPR reg 40(2)", "standing.on_short_break", &[])
            }
            Test::DayKind(DayKind::LookedAfter, yes) => {
                pick(*yes == holds, "reason.in_care", "reason.not_in_care")
            }
            Test::DayKind(DayKind::ShortBreak, yes) => {
                pick(*yes == holds, "reason.on_short_break", "reason.not_on_short_break")
            }
            Test::DayKind(DayKind::AtHome, yes) => {
                pick(*yes == holds, "reason.at_home", "reason.not_at_home")
            }
            Test::DayKind(DayKind::Detained, yes) => {
                pick(*yes == holds, "reason.detained", "reason.not_detained")
            }
            Test::EducationKnown(known) if *known != holds => self.line("reason.study_unknown", &[]),
            Test::Studying(_) | Test::EducationKind(_) => self.study_line(told),
            Test::EducationStart(When::Unknown) if holds => self.line("reason.course_start_unknown", &[]),
            Test::EducationStart(_) => match self.life.fixed.start {
                Some(start) => self.line("reason.course_started", &[("start", date(start))]),
                None => return,
            },
            Test::CourseYears(Years::Unknown) if holds => self.line("reason.course_years_unknown", &[]),
            Test::CourseYears(_) => match self.course_years() {
                Some(years) if years == "1" => self.line("reason.course_one_year", &[]),
                Some(years) => self.line("reason.course_years", &[("years", Filling::Words(years.into()))]),
                None => return,
            },
            Test::AgeOn31August(..) => return self.august_line(told),
            Test::PaidUnder(id) => match self.paid_line(id, holds) {
                Some(line) => line,
                None => return,
            },
            // A place at 16 or 17 that has not ended, or not yet come, is no reason in these words.
            Test::Accommodated(_) if !holds && self.day < self.life.care.ages.b18 => return,
            Test::Accommodated(_) => pick(holds, "reason.accommodated", "reason.not_accommodated"),
            Test::HeldFor(kind, months) => {
                let key = match (kind, holds) {
                    (DayKind::LookedAfter, true) => "reason.in_care_for",
                    (DayKind::LookedAfter, false) => "reason.not_in_care_for",
                    (_, true) => "reason.held_for",
                    (_, false) => "reason.not_held_for",
                };
                self.line(key, &[("months", number(*months))])
            }
            Test::YesNo(fact, wanted) => match self.yes_no_line(*fact, wanted, holds) {
                Some(line) => line,
                None => return,
            },
            _ => return,
        };
        told.add(line);
    }

    /// Whether the entitlement itself waits for a commencement.
    fn waits_for(&self, told: &Told, commencement: &str) -> bool {
        let entitlement = self.life.law.entitlements.get(told.place);
        entitlement.is_some_and(|each| each.commencement.as_deref() == Some(commencement))
    }

    fn age_line(&self, told: &Told) -> Line {
        let years = self.age_on(self.day);
        let age = ("age", number(years));
        if years < 0 {
            return self.line("standing.not_born", &[]);
        }
        match self.limits(told).and_then(|limits| limits.keeping_out(years)) {
            None => self.line("reason.age", &[age]),
            Some(AgeLimit::From(from)) => self.line("reason.age_from", &[age, ("from", number(from))]),
            Some(AgeLimit::Under(until)) => self.line("reason.age_under", &[age, ("until", number(until))]),
            Some(AgeLimit::Between(from, last)) => {
                self.line("reason.age_between", &[age, ("from", number(from)), ("last", number(last))])
            }
        }
    }

    fn dates_line(&self, from: Option<Day>, until: Option<Day>, told: &mut Told) {
        let line = match (from, until) {
            (Some(from), _) if self.day < from => {
                if !told.kept_out {
                    return;
                }
                self.line("reason.rule_not_started", &[("from", date(from))])
            }
            (_, Some(until)) if self.day >= until => {
                if !told.kept_out {
                    return;
                }
                self.line("reason.rule_ended", &[("until", date(until))])
            }
            (Some(from), _) => self.line("reason.rule_started", &[("from", date(from))]),
            _ => return,
        };
        told.add(line);
    }

    fn study_line(&self, told: &Told) -> Line {
        let Some(kind) = self.life.fixed.kind else { return self.line("reason.study_unknown", &[]) };
        let course = crate::status::course_days(&self.life.person.circumstances);
        if !course.is_some_and(|course| course.contains(self.day)) {
            return self.line("reason.not_studying", &[]);
        }
        let other = self.limits(told).is_some_and(|limits| limits.is_for_other_study(kind));
        let kind = self.messages.say(&format!("kind.{}", word(&EDUCATION_WORDS, kind)), &[]);
        let key = if other { "reason.other_study" } else { "reason.studying" };
        self.line(key, &[("kind", Filling::Words(kind.into()))])
    }

    fn course_years(&self) -> Option<String> {
        let education = self.life.person.circumstances.education.as_ref()?;
        education.course_years.map(|years| years.to_string())
    }

    fn august_line(&self, told: &mut Told) {
        let Some(eve) = self.day.eve().date() else { return };
        let this_year = NaiveDate::from_ymd_opt(eve.year(), 8, 31).filter(|august| *august <= eve);
        let august = this_year.or_else(|| NaiveDate::from_ymd_opt(eve.year().saturating_sub(1), 8, 31));
        if let Some(august) = august {
            let age = ("age", number(self.age_on(Day::of(august))));
            told.add(self.line("reason.age_on_31_august", &[age, ("date", Filling::Date(august))]));
        }
    }

    fn paid_line(&self, figure: &str, holds: bool) -> Option<Line> {
        let figure = self.life.law.figures.figure(figure)?;
        let amount = figure.on(self.day, |age| self.life.extra.reaches(age) <= self.day)?;
        let paid = self.life.fixed.paid;
        let (had, all) = (("paid", Filling::Pence(paid)), ("amount", Filling::Pence(amount)));
        Some(match (holds, paid) {
            (true, 0) => self.line("reason.paid_none", &[all]),
            (true, _) => self.line("reason.paid_part", &[had, all]),
            (false, _) => self.line("reason.paid_all", &[had]),
        })
    }

    /// What is recorded of a yes-or-no fact, when that is what decided.
    fn yes_no_line(&self, fact: usize, wanted: &[Known], holds: bool) -> Option<Line> {
        let asks_whether_known = wanted == [Known::Unknown];
        if asks_whether_known && !holds {
            return None;
        }
        let about = YES_NO.get(fact)?;
        let keys = match (about.find)(&self.life.person.circumstances) {
            Some(true) => YES_KEYS,
            Some(false) => NO_KEYS,
            // What the rule takes for so is not what somebody said: no sentence tells it as a fact.
            None if about.default.is_some() => return None,
            None => UNKNOWN_KEYS,
        };
        keys.get(fact).map(|key| self.line(key, &[]))
    }
}

/// The keys of the sentences of each fact of [`YES_NO`], in its order.
macro_rules! keys {
    ($($fact:literal,)*) => {
        const YES_KEYS: [&str; YES_NO.len()] = [$(concat!("yes.", $fact),)*];
        const NO_KEYS: [&str; YES_NO.len()] = [$(concat!("no.", $fact),)*];
        const UNKNOWN_KEYS: [&str; YES_NO.len()] = [$(concat!("unknown.", $fact),)*];
    };
}

keys! {
    "has_pathway_plan",
    "staying_put",
    "term_time_home_open_in_vacation",
    "privately_renting",
    "council_tax_liable",
    "lives_in_responsible_area",
    "parent",
    "pregnant",
    "limited_capability",
    "recourse_to_public_funds",
    "ehcp",
    "in_pathway_plan",
    "he_bursary_paid",
    "apprenticeship_bursary_paid",
    "residential",
    "continuing",
    "full_time",
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]
    use super::*;
    use crate::messages::Messages;

    #[test]
    fn every_fact_has_its_three_sentences_in_its_own_place() {
        let messages = Messages::english().unwrap();
        for (place, fact) in YES_NO.iter().enumerate() {
            for (keys, word) in [(YES_KEYS, "yes"), (NO_KEYS, "no"), (UNKNOWN_KEYS, "unknown")] {
                assert_eq!(keys.get(place), Some(&format!("{word}.{}", fact.key).as_str()));
                assert!(messages.has(&format!("{word}.{}", fact.key)), "{word}.{}", fact.key);
            }
        }
    }

    #[test]
    fn every_sentence_named_here_is_in_the_message_file() {
        let messages = Messages::english().unwrap();
        for source in [
            include_str!("mod.rs"),
            include_str!("standing.rs"),
            include_str!("sentence.rs"),
            include_str!("../explain.rs"),
            include_str!("../entitlement/trace.rs"),
            include_str!("../entitlement/label.rs"),
        ] {
            for (_, after) in source.match_indices('"').map(|(at, _)| source.split_at(at + 1)) {
                let key = after.split('"').next().unwrap_or_default();
                let group = key.split('.').next().unwrap_or_default();
                let groups = ["answer", "care", "standing", "reason", "tree", "count", "fact"];
                let is_key = key.contains('.')
                    && !key.ends_with(".rs")
                    && key
                        .bytes()
                        .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b"._".contains(&b));
                if is_key && groups.contains(&group) && !key.ends_with('.') {
                    assert!(messages.has(key), "no sentence `{key}`");
                }
            }
        }
    }
}
