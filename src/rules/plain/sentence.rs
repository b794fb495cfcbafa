//! The sentence for one deciding fact.

use super::limits::AgeLimit;
use super::{Speaker, Told, date, number};
use crate::assessment::Status;
use crate::calendar::Day;
use crate::entitlement::condition::{DayKind, Known, Test, When, Years};
use crate::entitlement::evaluate::answer;
use crate::entitlement::reading::EDUCATION_WORDS;
use crate::entitlement::trace::word;
use crate::explain::Line;
use crate::facts::{self, FactId};
use crate::messages::Filling;
use crate::person::Homeless;
use chrono::{Datelike, NaiveDate};

impl<const W: usize> Speaker<'_, '_, W> {
    /// The sentence for one fact.
    pub(super) fn leaf(&self, test: &Test, holds: bool, told: &mut Told) {
        let pick =
            |yes: bool, one: &'static str, other: &'static str| self.line(if yes { one } else { other }, &[]);
        let line = match test {
            Test::Status(wanted) => {
                told.add_all(self.card_lines());
                // Someone with a status, but not the one this is for.
                if told.kept_out
                    && let Some(key) = self.other_stage(wanted)
                {
                    told.add(self.line(key, &[]));
                }
                return;
            }
            Test::Stage(_) | Test::Route(_) => return told.add_all(self.card_lines()),
            Test::Ended(..) | Test::Days(_) => return told.add(self.card_care_line()),
            Test::Age(..) => self.age_line(told),
            Test::Dates(from, until) => return self.dates_line(*from, *until, told),
            Test::Born(..) => self.line("reason.born", &[("born", Filling::Date(self.life.care.ages.born))]),
            // Only about the law behind the entitlement itself: nobody has passed what is merely announced.
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
            Test::DayKind(DayKind::Section17, yes) if *yes == holds => self.line("reason.section_17", &[]),
            Test::DayKind(DayKind::PermanenceFromCare, yes) => {
                pick(*yes == holds, "reason.permanence_from_care", "reason.not_permanence_from_care")
            }
            Test::DayKind(DayKind::Section17 | DayKind::CustodyFromCare, _) => return,
            Test::CareAt16(months) => {
                let key = if holds { "reason.care_at_16" } else { "reason.not_care_at_16" };
                self.line(key, &[("months", number(*months))])
            }
            Test::LeaveEnds(_) if holds => match self.life.person.circumstances.leave_to_remain_ends {
                Some(ends) => self.line("reason.leave_ends", &[("date", Filling::Date(ends))]),
                None => return,
            },
            Test::Homeless(_) => self.home_line(),
            Test::EducationKnown(known) if *known != holds => self.line("reason.study_unknown", &[]),
            Test::Studying(_) | Test::EducationKind(_) => self.study_line(told),
            Test::EducationStart(When::Unknown) if holds => self.line("reason.course_start_unknown", &[]),
            Test::EducationStart(_) => match self.life.fixed.start {
                Some(start) => self.line("reason.course_started", &[("start", date(start))]),
                None => return,
            },
            Test::CourseYears(Years::Unknown) if holds => self.line("reason.course_years_unknown", &[]),
            Test::CourseYears(_) => match self.course_months() {
                Some(months) if months % 12 == 0 => {
                    self.line("reason.course_years", &[("years", number(months / 12))])
                }
                Some(months) => self.line("reason.course_months", &[("months", number(months))]),
                None => return,
            },
            Test::AgeOn31August(..) => return self.august_line(told),
            Test::PaidUnder(id) => match self.paid_line(id, holds) {
                Some(line) => line,
                None => return,
            },
            // A stay at 16 or 17 that has not ended, or not yet begun, is not a reason in these words.
            Test::Accommodated(_) if !holds && self.day < self.life.care.ages.b18 => return,
            Test::Accommodated(_) => pick(holds, "reason.accommodated", "reason.not_accommodated"),
            Test::HeldFor(kind, months) => {
                let key = match (kind, holds) {
                    (DayKind::LookedAfter, true) if *months == 12 => "reason.in_care_for_a_year",
                    (DayKind::LookedAfter, false) if *months == 12 => "reason.not_in_care_for_a_year",
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

    /// Who it is for, when that is a different stage from the person's.
    fn other_stage(&self, wanted: &[Status]) -> Option<&'static str> {
        let standing = self.life.status.standing(self.stretch).status;
        let for_adults = wanted.contains(&Status::FormerRelevant);
        match standing {
            Status::None | Status::NeedsInformation => None,
            Status::Eligible | Status::Relevant if for_adults => Some("standing.starts_at_18"),
            Status::Eligible if !wanted.contains(&Status::Eligible) => Some("standing.who_left_care"),
            _ if wanted == [Status::Eligible] => Some("standing.still_in_care"),
            _ => None,
        }
    }

    /// Whether the entitlement itself is waiting for a commencement.
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
                self.line("reason.rule_ended", &[("last", date(until.eve()))])
            }
            // The day from which the answer is no: the day before was the last.
            (Some(from), _) if told.kept_out => self.line("reason.rule_ended", &[("last", date(from.eve()))]),
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

    fn course_months(&self) -> Option<u32> {
        self.life.person.circumstances.education.as_ref()?.course_months
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
        // That nobody has said whether any was paid is not that none was.
        self.life.person.circumstances.setting_up_home_paid?;
        let paid = self.life.fixed.paid;
        let (had, all) = (("paid", Filling::Pence(paid)), ("amount", Filling::Pence(amount)));
        Some(match (holds, paid) {
            (true, 0) => self.line("reason.paid_none", &[all]),
            (true, _) => self.line("reason.paid_part", &[had, all]),
            (false, _) => self.line("reason.paid_all", &[had]),
        })
    }

    /// What is recorded about a yes-or-no fact, when that decided. Some answers are never said: nobody is told
    /// that they are not pregnant.
    fn yes_no_line(&self, fact: FactId, wanted: &[Known], holds: bool) -> Option<Line> {
        let asks_whether_known = wanted == [Known::Unknown];
        if asks_whether_known && !holds {
            return None;
        }
        let key = match answer(&self.life.person.circumstances, fact) {
            Some(true) => fact.key_yes(),
            Some(false) => fact.key_no(),
            // What the rule assumes is not what anyone said: no sentence states it as a fact.
            None if facts::entry(fact).is_some_and(|entry| entry.counts_as.is_some()) => return None,
            None => fact.key_unknown(),
        };
        self.messages.has(key).then(|| self.line(key, &[]))
    }

    /// The housing situation, when that decided.
    fn home_line(&self) -> Line {
        self.line(
            match self.life.person.circumstances.homeless {
                Some(Homeless::Yes) => "facts.homeless.young.yes",
                Some(Homeless::AtRisk) => "facts.homeless.young.at_risk",
                Some(Homeless::No) => "facts.homeless.young.no",
                None => "facts.homeless.young.unknown",
            },
            &[],
        )
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]
    use crate::messages::{Messages, USED};

    #[test]
    fn every_sentence_the_code_uses_is_in_the_list_checked_at_load() {
        let messages = Messages::english().unwrap();
        let mut named = std::collections::BTreeSet::new();
        for source in [
            include_str!("mod.rs"),
            include_str!("standing.rs"),
            include_str!("sentence.rs"),
            include_str!("../explain.rs"),
            include_str!("../day_count.rs"),
            include_str!("../entitlement/trace.rs"),
            include_str!("../entitlement/label.rs"),
            include_str!("../entitlement/status_tree.rs"),
        ] {
            for (_, after) in source.match_indices('"').map(|(at, _)| source.split_at(at + 1)) {
                let key = after.split('"').next().unwrap_or_default();
                let group = key.split('.').next().unwrap_or_default();
                let groups = [
                    "answer", "care", "standing", "reason", "tree", "count", "facts", "home", "owed",
                    "country",
                ];
                let is_key = key.contains('.')
                    && !key.ends_with(".rs")
                    && key
                        .bytes()
                        .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b"._".contains(&b));
                if is_key && groups.contains(&group) && !key.ends_with('.') {
                    assert!(messages.has(key), "no sentence `{key}`");
                    named.insert(key);
                }
            }
        }
        let list: std::collections::BTreeSet<&str> = USED.iter().copied().collect();
        let missing: Vec<_> = named.difference(&list).collect();
        let idle: Vec<_> = list.difference(&named).collect();
        assert!(
            missing.is_empty() && idle.is_empty(),
            "add {missing:?}, take out {idle:?}: messages/used.rs"
        );
    }
}
