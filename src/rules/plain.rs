//! The young person's lines: which fixed sentences say why, with which of their own dates.

use crate::assess::Life;
use crate::assessment::{DutyStage, Outcome, Route, Status};
use crate::calendar::{Day, THIRTEEN_WEEKS};
use crate::entitlement::condition::{Bound, Condition, DayKind, Known, Test, When, YES_NO, Years};
use crate::entitlement::evaluate::result;
use crate::entitlement::reading::EDUCATION_WORDS;
use crate::entitlement::trace::word;
use crate::explain::{Line, said};
use crate::json::EducationKind;
use crate::messages::{Filling, Messages};
use chrono::{Datelike, NaiveDate};
use std::cell::OnceCell;

/// The most lines that one answer has.
const MOST_LINES: usize = 5;

/// Says why, for one day of a life.
pub(crate) struct Speaker<'s, 'l, const W: usize> {
    pub(crate) life: &'s Life<'l, W>,
    pub(crate) messages: &'s Messages,
    day: Day,
    stretch: usize,
    /// The lines on care and on where the person stands, which many entitlements share.
    shared: OnceCell<Vec<Line>>,
}

/// A date for a sentence; the ends of time never get into one.
fn date(day: Day) -> Filling<'static> {
    Filling::Date(day.date().unwrap_or_default())
}

fn number(value: impl Into<i64>) -> Filling<'static> {
    Filling::Number(value.into())
}

impl<'s, 'l, const W: usize> Speaker<'s, 'l, W> {
    pub(crate) fn new(life: &'s Life<'l, W>, messages: &'s Messages, day: Day) -> Speaker<'s, 'l, W> {
        Speaker { life, messages, day, stretch: life.days.stretch_of(day), shared: OnceCell::new() }
    }

    fn line(&self, key: &'static str, fillings: &[(&str, Filling<'_>)]) -> Line {
        said(self.messages, key, fillings)
    }

    fn by(&self, provision: &str, key: &'static str, fillings: &[(&str, Filling<'_>)]) -> Line {
        Line { provision: Some(provision.to_owned()), ..self.line(key, fillings) }
    }

    /// How old the person is on a day.
    fn age_on(&self, day: Day) -> i64 {
        let (Some(day), born) = (day.date(), self.life.care.ages.born) else { return 0 };
        let years = day.year().saturating_sub(born.year());
        let reached = u8::try_from(years).is_ok_and(|years| crate::calendar::birthday(born, years) <= day);
        i64::from(if reached { years } else { years.saturating_sub(1) })
    }

    /// Why the status is what it is.
    pub(crate) fn status_lines(&self) -> Vec<Line> {
        let mut lines = self.shared_lines().to_vec();
        if let Some(next) = self.life.next_change(self.stretch, self.life.status.standing(self.stretch)) {
            lines.push(self.line("standing.next_change", &[("date", Filling::Date(next.date))]));
        }
        lines.truncate(MOST_LINES);
        lines
    }

    /// When the person was in care, and how many days of it count.
    fn care_lines(&self) -> Vec<Line> {
        let care = &self.life.care;
        let since_14 = care.ordinary.iter().filter(|run| run.start < self.day && run.end > care.ages.b14);
        let runs: Vec<_> = since_14.copied().collect();
        let (Some(first), Some(last)) = (runs.first(), runs.last()) else {
            let key = if care.ordinary.is_empty() { "care.no_record" } else { "care.none_since_14" };
            return vec![self.line(key, &[])];
        };
        let running = last.end > self.day;
        let count = || ("count", number(i64::try_from(runs.len()).unwrap_or(i64::MAX)));
        let (from, to) = (("from", date(first.start)), ("to", date(last.end)));
        let spell = match (runs.len(), running) {
            (1, true) => self.line("care.since", &[from]),
            (1, false) => self.line("care.one_spell", &[from, to]),
            (_, true) => self.line("care.several_still", &[count(), from]),
            (_, false) => self.line("care.several_spells", &[count(), from, to]),
        };
        let days = care.qualifying_days(self.day);
        let key = if days >= THIRTEEN_WEEKS { "care.enough_days" } else { "care.too_few_days" };
        vec![spell, self.by("CA 1989 Sch 2 para 19B; CPR reg 40", key, &[("days", number(days))])]
    }

    /// What that makes of the person on the day.
    fn standing_lines(&self) -> Vec<Line> {
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
            Some(run) => Some(self.by("CA 1989 s.23A(2)", "standing.relevant", &[("left", date(run.end))])),
            None => Some(self.by("CLR reg 3(2)", "standing.relevant_detained", &[])),
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
                    None => vec![self.by("CA 1989 s.24(2)(a)", "standing.in_care_at_16", &[])],
                }
            }
            Route::SpecialGuardianship => {
                let order = care.guardianship.span_at(self.day).map_or(self.day, |order| order.start);
                vec![self.by("CA 1989 s.24(1A)", "standing.special_guardianship", &[("from", date(order))])]
            }
            _ => vec![self.by("CA 1989 s.24(2)", "standing.lived_elsewhere", &[])],
        }
    }

    fn none_line(&self) -> Option<Line> {
        let care = &self.life.care;
        let ages = &care.ages;
        if self.day < ages.b16 {
            let turns_16 = ("turns_16", date(ages.b16));
            return Some(self.line("standing.under_16", &[("age", number(self.age_on(self.day))), turns_16]));
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

    /// Why an entitlement is what it is: the answer, then what decided it.
    pub(crate) fn entitlement_lines(&self, place: usize) -> Vec<Line> {
        let mut lines = vec![self.answer_line(place)];
        let Some(entitlement) = self.life.law.entitlements.get(place) else { return lines };
        let holds = |condition: &Condition| self.holds(condition);
        let answering = entitlement.rule.iter().position(|line| line.when.as_ref().is_none_or(holds));
        let Some(answering) = answering else { return lines };
        let Some(answer) = entitlement.rule.get(answering) else { return lines };
        if let Some(when) = &answer.when {
            self.decisive(when, true, &mut lines);
        }
        for earlier in entitlement.rule.iter().take(answering).filter(|line| line.then != answer.then) {
            if let Some(when) = &earlier.when {
                self.decisive(when, false, &mut lines);
            }
        }
        for what in &answer.needs {
            let what = Filling::Words(what.replace('_', " ").into());
            self.add(&mut lines, self.line("reason.ask", &[("what", what)]));
        }
        let provision = entitlement.source.first().map(|source| source.cite.clone());
        for line in lines.iter_mut().filter(|line| line.provision.is_none()) {
            line.provision.clone_from(&provision);
        }
        lines
    }

    fn answer_line(&self, place: usize) -> Line {
        let (entitled, _) = self.life.entitled_and_asks(place);
        match self.life.outcome(place, self.stretch) {
            Outcome::Entitled => match entitled.period(&self.life.days, self.stretch).end.date() {
                Some(until) => self.line("answer.entitled_until", &[("until", Filling::Date(until))]),
                None => self.line("answer.entitled", &[]),
            },
            Outcome::Upcoming => {
                let from = self
                    .life
                    .upcoming(entitled, self.stretch)
                    .map_or(self.day, |at| self.life.days.start(at));
                self.line("answer.upcoming", &[("from", date(from))])
            }
            Outcome::NeedsInformation => self.line("answer.needs_information", &[]),
            Outcome::NotEntitled => self.line("answer.not_entitled", &[]),
        }
    }

    fn holds(&self, condition: &Condition) -> bool {
        result(&self.life.results, condition.register).at(self.stretch)
    }

    /// Adds a line, unless there are enough or it was said.
    fn add(&self, lines: &mut Vec<Line>, line: Line) {
        let twice = lines.iter().any(|said| said.text == line.text);
        let age_again =
            line.key.starts_with("reason.age") && lines.iter().any(|said| said.key.starts_with("reason.age"));
        if lines.len() < MOST_LINES && !twice && !age_again {
            lines.push(line);
        }
    }

    /// Says the facts that make a condition hold (or not): all parts of a true *all*, one of a true *any*, and the
    /// other way round.
    fn decisive(&self, condition: &Condition, holds: bool, lines: &mut Vec<Line>) {
        match &condition.test {
            Test::All(parts) | Test::Any(parts) => {
                let all_matter = matches!(condition.test, Test::All(_)) == holds;
                let mut deciding = parts.iter().filter(|part| self.holds(part) == holds);
                if all_matter {
                    deciding.for_each(|part| self.decisive(part, holds, lines));
                } else if let Some(part) = deciding.next() {
                    self.decisive(part, holds, lines);
                }
            }
            Test::Not(inner) => self.decisive(inner, !holds, lines),
            Test::Ever(inner) => match inner.test {
                Test::Status(_) | Test::DayKind(..) => self.add_all(lines, self.shared_lines()),
                _ => self.decisive(inner, holds, lines),
            },
            Test::AsOn(anchor, inner) => {
                if let Some(then) = self.life.anchor(*anchor) {
                    self.decisive_then(inner, then, holds, lines);
                }
            }
            test => self.leaf(test, holds, lines),
        }
    }

    /// The lines on care and on where the person stands.
    fn shared_lines(&self) -> &[Line] {
        self.shared.get_or_init(|| {
            let mut lines = self.care_lines();
            lines.extend(self.standing_lines());
            lines
        })
    }

    /// Adds lines that many entitlements share, copying only those that find room.
    fn add_all(&self, lines: &mut Vec<Line>, more: &[Line]) {
        for line in more {
            if lines.len() < MOST_LINES && lines.iter().all(|said| said.text != line.text) {
                lines.push(line.clone());
            }
        }
    }

    /// The same, of what was so on an earlier day.
    fn decisive_then(&self, condition: &Condition, then: Day, holds: bool, lines: &mut Vec<Line>) {
        let on = ("date", date(then));
        let held =
            |part: &Condition| result(&self.life.results, part.register).at(self.life.days.stretch_of(then));
        let key = match &condition.test {
            Test::All(parts) | Test::Any(parts) => {
                for part in parts.iter().filter(|part| held(part) == holds) {
                    self.decisive_then(part, then, holds, lines);
                }
                return;
            }
            Test::Not(inner) => return self.decisive_then(inner, then, !holds, lines),
            Test::DayKind(DayKind::LookedAfter, yes) if *yes == holds => "reason.in_care_then",
            Test::DayKind(DayKind::LookedAfter, _) => "reason.not_in_care_then",
            Test::Placement(_) if holds => "reason.foster_then",
            Test::Placement(_) => "reason.not_foster_then",
            Test::Status(_) | Test::Route(_) if holds => "reason.owed_then",
            Test::Status(_) | Test::Route(_) => "reason.not_owed_then",
            Test::Age(..) => {
                let age = ("age", number(self.age_on(then)));
                return self.add(lines, self.line("reason.age_then", &[age, on]));
            }
            test => return self.leaf(test, holds, lines),
        };
        self.add(lines, self.line(key, &[on]));
    }

    /// The sentence of one fact.
    fn leaf(&self, test: &Test, holds: bool, lines: &mut Vec<Line>) {
        let pick =
            |yes: bool, one: &'static str, other: &'static str| self.line(if yes { one } else { other }, &[]);
        let line = match test {
            Test::Status(_) | Test::Stage(_) | Test::Route(_) => {
                return self.add_all(lines, self.shared_lines());
            }
            Test::Ended(..) | Test::Days(_) => return self.add_all(lines, &self.care_lines()),
            Test::Age(from, until) => self.age_line(from.as_ref(), until.as_ref(), holds),
            Test::Dates(from, until) => return self.dates_line(*from, *until, lines),
            Test::InForce(_) if !holds => self.line("answer.not_in_force", &[]),
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
            Test::Studying(_) | Test::EducationKind(_) => self.study_line(holds),
            Test::EducationStart(When::Unknown) if holds => self.line("reason.course_start_unknown", &[]),
            Test::EducationStart(_) => match self.life.fixed.start {
                Some(start) => self.line("reason.course_started", &[("start", date(start))]),
                None => return,
            },
            Test::CourseYears(Years::Unknown) if holds => self.line("reason.course_years_unknown", &[]),
            Test::CourseYears(_) => match self.course_years() {
                Some(years) => self.line("reason.course_years", &[("years", Filling::Words(years.into()))]),
                None => return,
            },
            Test::AgeOn31August(..) => return self.august_line(lines),
            Test::PaidUnder(id) => match self.paid_line(id, holds) {
                Some(line) => line,
                None => return,
            },
            Test::Accommodated(_) => pick(holds, "reason.accommodated", "reason.not_accommodated"),
            Test::HeldFor(_, months) => {
                let key = if holds { "reason.held_for" } else { "reason.not_held_for" };
                self.line(key, &[("months", number(*months))])
            }
            Test::YesNo(fact, wanted) => match self.yes_no_line(*fact, wanted, holds) {
                Some(line) => line,
                None => return,
            },
            _ => return,
        };
        self.add(lines, line);
    }

    fn age_line(&self, from: Option<&Bound>, until: Option<&Bound>, holds: bool) -> Line {
        let age = ("age", number(self.age_on(self.day)));
        let years = |bound: &Bound| match bound {
            Bound::Age(age) => i64::from(*age),
            Bound::Figure(id) => {
                let figure = self.life.law.figures.figure(id);
                figure.and_then(|figure| figure.on(self.day, |_| false)).unwrap_or_default() / 100
            }
        };
        match (from.map(years), until.map(years)) {
            _ if holds => self.line("reason.age", &[age]),
            (Some(from), Some(until)) if from < until => {
                let last = ("last", number(until - 1));
                self.line("reason.age_between", &[age, ("from", number(from)), last])
            }
            (Some(from), None) => self.line("reason.age_from", &[age, ("from", number(from))]),
            (None, Some(until)) if until > 0 => {
                self.line("reason.age_under", &[age, ("until", number(until))])
            }
            _ => self.line("reason.age", &[age]),
        }
    }

    fn dates_line(&self, from: Option<Day>, until: Option<Day>, lines: &mut Vec<Line>) {
        let line = match (from, until) {
            (Some(from), _) if self.day < from => {
                self.line("reason.rule_not_started", &[("from", date(from))])
            }
            (_, Some(until)) if self.day >= until => {
                self.line("reason.rule_ended", &[("until", date(until))])
            }
            (Some(from), _) => self.line("reason.rule_started", &[("from", date(from))]),
            _ => return,
        };
        self.add(lines, line);
    }

    fn study_line(&self, holds: bool) -> Line {
        let kind = self.life.fixed.kind.filter(|kind| *kind != EducationKind::None);
        let active = crate::status::course_days(&self.life.person.circumstances)
            .is_some_and(|course| course.contains(self.day));
        match kind.filter(|_| active) {
            None => self.line("reason.not_studying", &[]),
            Some(kind) => {
                let kind = self.messages.say(&format!("kind.{}", word(&EDUCATION_WORDS, kind)), &[]);
                let key = if holds { "reason.studying" } else { "reason.other_study" };
                self.line(key, &[("kind", Filling::Words(kind.into()))])
            }
        }
    }

    fn course_years(&self) -> Option<String> {
        let education = self.life.person.circumstances.education.as_ref()?;
        education.course_years.map(|years| years.to_string())
    }

    fn august_line(&self, lines: &mut Vec<Line>) {
        let Some(eve) = self.day.eve().date() else { return };
        let this_year = NaiveDate::from_ymd_opt(eve.year(), 8, 31).filter(|august| *august <= eve);
        let august = this_year.or_else(|| NaiveDate::from_ymd_opt(eve.year().saturating_sub(1), 8, 31));
        if let Some(august) = august {
            let age = ("age", number(self.age_on(Day::of(august))));
            self.add(lines, self.line("reason.age_on_31_august", &[age, ("date", Filling::Date(august))]));
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
        let keys = match (about.find)(&self.life.person.circumstances).or(about.default) {
            Some(true) => YES_KEYS,
            Some(false) => NO_KEYS,
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
        for source in
            [include_str!("plain.rs"), include_str!("explain.rs"), include_str!("entitlement/trace.rs")]
        {
            for (_, after) in source.match_indices('"').map(|(at, _)| source.split_at(at + 1)) {
                let key = after.split('"').next().unwrap_or_default();
                let group = key.split('.').next().unwrap_or_default();
                let groups = ["answer", "care", "standing", "reason", "tree", "count", "fact"];
                let is_key = key.contains('.')
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
