//! The young person's lines: which fixed sentences say why, with which of their own dates.

mod limits;
mod sentence;
mod standing;

use crate::assess::Life;
use crate::assessment::{Outcome, Status};
use crate::calendar::Day;
use crate::entitlement::condition::{Condition, DayKind, Test};
use crate::entitlement::evaluate::result;
use crate::explain::{Line, asked_words, said};
use crate::messages::{Filling, Messages};
use chrono::Datelike;
use limits::Limits;
use std::cell::OnceCell;

/// The most lines that one answer has.
pub(crate) const MOST_LINES: usize = 5;

/// Says why, for one day of a life.
pub(crate) struct Speaker<'s, 'l, const W: usize> {
    pub(crate) life: &'s Life<'l, W>,
    pub(crate) messages: &'s Messages,
    day: Day,
    stretch: usize,
    /// The lines on care and on where the person stands, which many entitlements share.
    shared: OnceCell<Vec<Line>>,
}

/// The lines of one answer so far.
struct Told {
    lines: Vec<Line>,
    /// The entitlement, by its place in the law's list.
    place: usize,
    /// It begins on the 16th birthday and not another day.
    starts_at_16: bool,
    /// The person has it not today. To somebody who has it, or of whom it is not known, no sentence says that it is
    /// for others.
    kept_out: bool,
    /// Whom it is for, once that has been asked.
    limits: OnceCell<Limits>,
}

impl Told {
    /// Adds a line, unless there are enough or it was said.
    fn add(&mut self, line: Line) {
        let again = |said: &Line| {
            let age = line.key.starts_with("reason.age") && said.key.starts_with("reason.age");
            age || said.text == line.text
        };
        if self.lines.len() < MOST_LINES && !self.lines.iter().any(again) {
            self.lines.push(line);
        }
    }

    /// Adds lines that many entitlements share, copying only those that find room.
    fn add_all(&mut self, more: &[Line]) {
        let starts_at_16 = self.starts_at_16;
        for line in more.iter().filter(|line| line.key != "standing.under_16" || starts_at_16) {
            if self.lines.len() < MOST_LINES && self.lines.iter().all(|said| said.text != line.text) {
                self.lines.push(line.clone());
            }
        }
    }
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
        Line { provision: Some(provision.into()), ..self.line(key, fillings) }
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

    /// Why an entitlement is what it is: the answer, then what decided it.
    pub(crate) fn entitlement_lines(&self, place: usize) -> Vec<Line> {
        let outcome = self.life.outcome(place, self.stretch);
        let mut told = Told {
            lines: Vec::with_capacity(MOST_LINES),
            place,
            starts_at_16: outcome == Outcome::Upcoming
                && self.upcoming_from(place) == self.life.care.ages.b16,
            kept_out: matches!(outcome, Outcome::NotEntitled | Outcome::Upcoming),
            limits: OnceCell::new(),
        };
        told.add(self.answer_line(place, outcome));
        let Some(entitlement) = self.life.law.entitlements.get(place) else { return told.lines };
        let holds = |condition: &Condition| self.holds(condition);
        let answering = entitlement.rule.iter().position(|line| line.when.as_ref().is_none_or(holds));
        let Some(answering) = answering else { return told.lines };
        let Some(answer) = entitlement.rule.get(answering) else { return told.lines };
        if let Some(when) = &answer.when {
            self.decisive(when, true, &mut told);
        }
        for earlier in entitlement.rule.iter().take(answering).filter(|line| line.then != answer.then) {
            if let Some(when) = &earlier.when {
                self.decisive(when, false, &mut told);
            }
        }
        for what in &answer.needs {
            let what = Filling::Words(asked_words(self.messages, what).into());
            told.add(self.line("reason.ask", &[("what", what)]));
        }
        let provision = entitlement.source.first().map(|source| source.cite.clone());
        for line in told.lines.iter_mut().filter(|line| line.provision.is_none()) {
            line.provision.clone_from(&provision);
        }
        told.lines
    }

    fn answer_line(&self, place: usize, outcome: Outcome) -> Line {
        let (entitled, _) = self.life.entitled_and_asks(place);
        match outcome {
            Outcome::Entitled => match entitled.period(self.life.days, self.stretch).end.date() {
                Some(until) => self.line("answer.entitled_until", &[("until", Filling::Date(until))]),
                None => self.line("answer.entitled", &[]),
            },
            Outcome::Upcoming => self.line("answer.upcoming", &[("from", date(self.upcoming_from(place)))]),
            Outcome::NeedsInformation => self.line("answer.needs_information", &[]),
            Outcome::NotEntitled => self.line("answer.not_entitled", &[]),
        }
    }

    /// The first day of what is upcoming; today when nothing is.
    fn upcoming_from(&self, place: usize) -> Day {
        let (entitled, _) = self.life.entitled_and_asks(place);
        let later = self.life.upcoming(entitled, self.stretch);
        later.map_or(self.day, |later| self.life.days.start(later))
    }

    fn holds(&self, condition: &Condition) -> bool {
        result(&self.life.results, condition.register).at(self.stretch)
    }

    /// Says the facts that make a condition hold (or not): all parts of a true *all*, one of a true *any*, and the
    /// other way round.
    fn decisive(&self, condition: &Condition, holds: bool, told: &mut Told) {
        match &condition.test {
            Test::All(parts) | Test::Any(parts) => {
                let all_matter = matches!(condition.test, Test::All(_)) == holds;
                let mut deciding = parts.iter().filter(|part| self.holds(part) == holds);
                if all_matter {
                    deciding.for_each(|part| self.decisive(part, holds, told));
                } else if let Some(part) = deciding.next() {
                    self.decisive(part, holds, told);
                }
            }
            Test::Not(inner) => self.decisive(inner, !holds, told),
            Test::Ever(inner) => match inner.test {
                Test::Status(_) | Test::DayKind(..) => told.add_all(self.shared_lines()),
                _ => self.decisive(inner, holds, told),
            },
            Test::AsOn(anchor, inner) => {
                if let Some(then) = self.life.anchor(*anchor) {
                    self.decisive_then(inner, then, holds, told);
                }
            }
            test => self.leaf(test, holds, told),
        }
    }

    /// The same, of what was so on another day.
    fn decisive_then(&self, condition: &Condition, then: Day, holds: bool, told: &mut Told) {
        let on = ("date", date(then));
        let stretch = self.life.days.stretch_of(then);
        let held = |part: &Condition| result(&self.life.results, part.register).at(stretch);
        let pick = |yes: bool, one: &'static str, other: &'static str| if yes { one } else { other };
        let key = match &condition.test {
            Test::All(parts) | Test::Any(parts) => {
                for part in parts.iter().filter(|part| held(part) == holds) {
                    self.decisive_then(part, then, holds, told);
                }
                return;
            }
            Test::Not(inner) => return self.decisive_then(inner, then, !holds, told),
            Test::DayKind(DayKind::LookedAfter, _) if self.life.on.short_break.at(stretch) => return,
            Test::DayKind(DayKind::LookedAfter, yes) => {
                pick(*yes == holds, "reason.in_care_then", "reason.not_in_care_then")
            }
            Test::DayKind(DayKind::AtHome, yes) => {
                pick(*yes == holds, "reason.at_home_then", "reason.not_at_home_then")
            }
            Test::Placement(codes) if codes.iter().all(|code| code.starts_with('U')) => {
                pick(holds, "reason.foster_then", "reason.not_foster_then")
            }
            // What the council then owed, and not whether it was what this rule asks for.
            Test::Status(_) | Test::Stage(_) | Test::Route(_) => {
                let owed = self.life.status.standing(stretch).status != Status::None;
                pick(owed, "reason.owed_then", "reason.not_owed_then")
            }
            Test::Age(..) => {
                let age = ("age", number(self.age_on(then)));
                return told.add(self.line("reason.age_then", &[age, on]));
            }
            Test::DayKind(..) | Test::Placement(_) | Test::Dates(..) | Test::Born(..) | Test::InForce(_) => {
                return;
            }
            test => return self.leaf(test, holds, told),
        };
        told.add(self.line(key, &[on]));
    }

    /// Whom the entitlement is for, when the person is kept out of it.
    fn limits<'t>(&self, told: &'t Told) -> Option<&'t Limits> {
        let rule = self.life.law.entitlements.get(told.place).map_or(&[][..], |each| each.rule.as_slice());
        let of = || Limits::of(rule, &self.life.law.figures, self.day);
        told.kept_out.then(|| told.limits.get_or_init(of))
    }

    /// The lines on care and on where the person stands.
    fn shared_lines(&self) -> &[Line] {
        self.shared.get_or_init(|| {
            let mut lines = self.care_lines();
            lines.extend(self.standing_lines());
            lines
        })
    }
}
