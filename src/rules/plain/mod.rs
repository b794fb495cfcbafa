//! The young person's lines: which fixed sentences explain an answer, and with which of their own dates.

mod limits;
mod sentence;
mod standing;

use crate::assessment::{Fact, Outcome, Route, Status};
use crate::calendar::{Day, THIRTEEN_WEEKS};
use crate::entitlement::condition::{Condition, DayKind, Test};
use crate::entitlement::evaluate::{self, result};
use crate::explain::{Line, said};
use crate::facts::{FactId, TESTED};
use crate::life::Life;
use crate::messages::{Filling, Messages};
use crate::person::Circumstances;
use crate::timeline::Span;
use chrono::Datelike;
use limits::Limits;
use std::cell::OnceCell;

/// The maximum number of lines in an answer.
pub(crate) const MOST_LINES: usize = 5;

/// Explains one day of a life.
pub(crate) struct Speaker<'s, 'l, const W: usize> {
    pub(crate) life: &'s Life<'l, W>,
    pub(crate) messages: &'s Messages,
    day: Day,
    stretch: usize,
    /// What a card says about the person's standing, which many entitlements share.
    card: OnceCell<Vec<Line>>,
}

/// The lines of one answer so far.
struct Told {
    lines: Vec<Line>,
    /// The entitlement, by its index in the law's list.
    place: usize,
    /// It begins on the 16th birthday and no other day.
    starts_at_16: bool,
    /// The person does not have it today. Someone who has it, or may have it, is never told that it is
    /// for others.
    kept_out: bool,
    /// Who it is for, once asked.
    limits: OnceCell<Limits>,
}

impl Told {
    /// Adds a line, unless there are enough or it has been said already.
    fn add(&mut self, line: Line) {
        let again = |said: &Line| {
            let age = line.key.starts_with("reason.age") && said.key.starts_with("reason.age");
            age || said.text == line.text
        };
        if self.lines.len() < MOST_LINES && !self.lines.iter().any(again) {
            self.lines.push(line);
        }
    }

    /// Adds lines that many entitlements share, copying only those that there is room for.
    fn add_all(&mut self, more: &[Line]) {
        let starts_at_16 = self.starts_at_16;
        for line in more.iter().filter(|line| line.key != "standing.under_16" || starts_at_16) {
            if self.lines.len() < MOST_LINES && self.lines.iter().all(|said| said.text != line.text) {
                self.lines.push(line.clone());
            }
        }
    }
}

/// A date for a sentence; the ends of time never appear in one.
fn date(day: Day) -> Filling<'static> {
    Filling::Date(day.date().unwrap_or_default())
}

fn number(value: impl Into<i64>) -> Filling<'static> {
    Filling::Number(value.into())
}

impl<'s, 'l, const W: usize> Speaker<'s, 'l, W> {
    pub(crate) fn new(life: &'s Life<'l, W>, messages: &'s Messages, day: Day) -> Speaker<'s, 'l, W> {
        Speaker { life, messages, day, stretch: life.days.stretch_of(day), card: OnceCell::new() }
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

    /// Why the status is what it is: the care history, which stands here alone, where the person stands, who must help, and
    /// what comes next.
    pub(crate) fn status_lines(&self, owed: Option<&Line>) -> Vec<Line> {
        let standing = self.life.status.standing(self.stretch);
        let mut lines = match standing.route {
            Some(Route::SpecialGuardianship) => Vec::new(),
            // Where they lived counts, and nobody was in care: what is not there is not missed.
            Some(
                Route::VoluntaryOrganisation
                | Route::PrivateChildrensHome
                | Route::HealthOrEducation
                | Route::PrivateFostering,
            ) if self.life.care.ordinary.is_empty() && !self.had_short_breaks() => Vec::new(),
            _ => self.care_lines(),
        };
        lines.extend(self.section_17_line());
        lines.extend(self.standing_lines());
        lines.truncate(MOST_LINES - 1 - usize::from(owed.is_some()));
        lines.extend(owed.cloned());
        if let Some(next) = self.life.next_change(self.stretch, standing) {
            let ages = &self.life.care.ages;
            let key = match Day::of(next.date) {
                day if day == ages.b21 && standing.status != Status::None => "standing.next_at_21",
                day if day == ages.b25 && standing.status != Status::None => "standing.next_at_25",
                _ => "standing.next_change",
            };
            lines.push(self.line(key, &[("date", Filling::Date(next.date))]));
        }
        lines
    }

    /// Why an entitlement is what it is: the answer, then what decided it; or the answer and the question.
    pub(crate) fn entitlement_lines(&self, place: usize, instead: &[&str]) -> Vec<Line> {
        let outcome = self.life.outcome(place, self.stretch);
        let mut told = Told {
            lines: Vec::with_capacity(MOST_LINES),
            place,
            starts_at_16: outcome == Outcome::Upcoming
                && self.upcoming_from(place) == self.life.care.ages.b16,
            kept_out: matches!(outcome, Outcome::NotEntitled | Outcome::Upcoming),
            limits: OnceCell::new(),
        };
        told.add(self.answer_line(place, outcome, instead));
        let Some(entitlement) = self.life.law.entitlements.get(place) else { return told.lines };
        let holds = |condition: &Condition| self.holds(condition);
        let answering = entitlement.rule.iter().position(|line| line.when.as_ref().is_none_or(holds));
        let Some(answering) = answering else { return told.lines };
        let Some(answer) = entitlement.rule.get(answering) else { return told.lines };
        if let Some(says) = &answer.says {
            told.add(Line { key: "line.says", text: says.clone(), provision: None });
        }
        match outcome {
            Outcome::NeedsInformation => self.questions(place, &mut told),
            _ if answer.says.is_some() => {}
            _ => {
                if let Some(when) = &answer.when {
                    self.decisive(when, true, &mut told);
                }
                for earlier in entitlement.rule.iter().take(answering).filter(|line| line.then != answer.then)
                {
                    if let Some(when) = &earlier.when {
                        self.decisive(when, false, &mut told);
                    }
                }
                if outcome == Outcome::Upcoming {
                    self.starts_with_course(place, &mut told);
                }
            }
        }
        let provision = entitlement.source.first().map(|source| source.cite.clone());
        for line in told.lines.iter_mut().filter(|line| line.provision.is_none()) {
            line.provision.clone_from(&provision);
        }
        told.lines
    }

    /// What we need to ask, as questions: the ones nobody has answered, and always at least one.
    fn questions(&self, place: usize, told: &mut Told) {
        let needs = self.life.needs(place, self.stretch);
        let open = |need: &&Fact| !is_answered(&self.life.person.circumstances, need.id());
        let mut asked: Vec<&Fact> = needs.iter().filter(open).collect();
        if asked.is_empty() {
            asked.extend(needs.first());
        }
        for need in asked {
            told.add(self.line(need.id().key_asks(), &[]));
        }
    }

    fn answer_line(&self, place: usize, outcome: Outcome, instead: &[&str]) -> Line {
        let (entitled, _) = self.life.entitled_and_asks(place);
        let names = || ("names", Filling::Words(self.messages.all_of(instead).into()));
        match outcome {
            Outcome::Entitled => match entitled.period(self.life.days, self.stretch).end.date() {
                Some(until) => self.line("answer.entitled_until", &[("until", Filling::Date(until))]),
                None => self.line("answer.entitled", &[]),
            },
            Outcome::Upcoming => {
                let from = ("from", date(self.upcoming_from(place)));
                match instead {
                    [] => self.line("answer.upcoming", &[from]),
                    _ => self.line("answer.upcoming_instead", &[from, names()]),
                }
            }
            Outcome::NeedsInformation => {
                let needs = self.life.needs(place, self.stretch).len();
                let count = i64::try_from(needs).unwrap_or(i64::MAX);
                self.line("answer.needs_information", &[("questions", Filling::Number(count.max(1)))])
            }
            Outcome::NotEntitled => match instead {
                [] => self.line("answer.not_entitled", &[]),
                _ => self.line("answer.not_entitled_instead", &[names()]),
            },
        }
    }

    /// The first day of what is upcoming; today if nothing is.
    fn upcoming_from(&self, place: usize) -> Day {
        let (entitled, _) = self.life.entitled_and_asks(place);
        let later = self.life.upcoming(entitled, self.stretch);
        later.map_or(self.day, |later| self.life.days.start(later))
    }

    /// What begins on the first day of a course doesn't begin with an age alone.
    fn starts_with_course(&self, place: usize, told: &mut Told) {
        let starts = self.life.person.circumstances.education.as_ref().and_then(|course| course.start);
        if let Some(start) = starts.filter(|start| Day::of(*start) == self.upcoming_from(place)) {
            told.add(self.line("reason.course_starts", &[("start", Filling::Date(start))]));
        }
    }

    fn holds(&self, condition: &Condition) -> bool {
        result(&self.life.results, condition.register).at(self.stretch)
    }

    /// Gives the facts that make a condition hold (or not): all parts of a true *all*, one of a true *any*, and the
    /// reverse for a false one.
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
            Test::Named(_, inner) => self.decisive(inner, holds, told),
            Test::Ever(inner) => match inner.test {
                Test::Status(_) | Test::DayKind(..) => told.add_all(self.card_lines()),
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

    /// The same, for what was so on another day.
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
            Test::Placement(codes) if codes.iter().all(|code| code.is_foster()) => {
                pick(holds, "reason.foster_then", "reason.not_foster_then")
            }
            // What the council owed then, not whether it was what this rule requires.
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

    /// Who the entitlement is for, when the person is excluded from it.
    fn limits<'t>(&self, told: &'t Told) -> Option<&'t Limits> {
        let rule = self.life.law.entitlements.get(told.place).map_or(&[][..], |each| each.rule.as_slice());
        let of = || Limits::of(rule, &self.life.law.figures, self.day);
        told.kept_out.then(|| told.limits.get_or_init(of))
    }

    /// What a card says about the person's standing and, in a few words, their time in care.
    fn card_lines(&self) -> &[Line] {
        self.card.get_or_init(|| {
            let mut lines = self.standing_lines();
            if lines.is_empty() {
                lines.push(self.card_care_line());
            }
            lines
        })
    }

    /// The time in care in a few words: its days are given with the status, not on forty cards.
    fn card_care_line(&self) -> Line {
        let care = &self.life.care;
        let began = |first: Option<&Span>| first.is_some_and(|first| first.start <= self.day);
        if !began(care.ordinary.as_slice().first()) {
            let short_breaks = began(care.short_breaks.as_slice().first()) || self.had_short_breaks();
            return self.line(if short_breaks { "care.short_breaks_agreed" } else { "care.no_record" }, &[]);
        }
        let long_enough = care.qualifying_days(self.day) >= THIRTEEN_WEEKS;
        self.by(
            "CA 1989 Sch 2 para 19B; CPR reg 40",
            if long_enough { "care.long_enough" } else { "care.shorter" },
            &[],
        )
    }
}

/// Whether someone has answered a question whose answer is stored.
fn is_answered(circumstances: &Circumstances, fact: FactId) -> bool {
    match fact {
        FactId::Education => {
            circumstances.education.as_ref().is_some_and(|education| education.kind.is_some())
        }
        FactId::EducationStart => {
            circumstances.education.as_ref().is_some_and(|education| education.start.is_some())
        }
        FactId::CourseYears => {
            circumstances.education.as_ref().is_some_and(|education| education.course_months.is_some())
        }
        FactId::Homeless => circumstances.homeless.is_some(),
        fact => fact.number() < TESTED && evaluate::answer(circumstances, fact).is_some(),
    }
}
