//! The adviser's tree: every condition behind an answer, whether it holds, from when until when, the facts used,
//! who recorded them, and the provision.

use super::condition::{Anchor, Condition, Known, Test, When, Years};
use super::evaluate::{answer, result};
use super::label::outcome_name;
use super::reading::EDUCATION_WORDS;
use crate::assessment::{Fact, Outcome};
use crate::calendar::Day;
use crate::facts::{self, CountsAs};
use crate::grid::Held;
use crate::life::Life;
use crate::messages::{Filling, Messages};
use crate::person::Homeless;
use crate::timeline::Truth;
use chrono::NaiveDate;
use serde::Serialize;
use std::collections::HashMap;

/// Who recorded a fact and where, by the name of the fact (`episodes[0].start`): known to the caller, not the engine.
pub type Recorded = HashMap<String, String>;

/// One condition in the tree, with what it rests on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Trace {
    pub label: String,
    /// What is so about the person, as a sentence with [`NAME`](super::told::NAME) for their name; empty where it is not known.
    #[serde(skip)]
    pub told: String,
    /// Whether it holds on the day; unknown when it depends on a fact that is not recorded.
    #[serde(serialize_with = "truth_word")]
    pub truth: Truth,
    /// The first day of the period in which this is so; `None` when it always was, or when it is unknown.
    pub from: Option<NaiveDate>,
    /// The first day after that period.
    pub until: Option<NaiveDate>,
    /// The facts it rests on.
    pub facts: Vec<FactUsed>,
    pub provision: Option<String>,
    /// For a line of a rule: whether this is the line that answers.
    pub answers: bool,
    /// For a line of a rule: what it answers.
    #[serde(skip)]
    pub gives: Option<Outcome>,
    /// The conditions it consists of.
    pub children: Vec<Trace>,
}

/// A recorded fact that a condition rests on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FactUsed {
    /// Its name in the document.
    pub name: String,
    /// What is recorded; `None` when not known.
    pub value: Option<String>,
    /// Who recorded it and where, if the caller says.
    pub recorded: Option<String>,
}

fn truth_word<S: serde::Serializer>(truth: &Truth, to: S) -> Result<S::Ok, S::Error> {
    to.serialize_str(match truth {
        Truth::Yes => "yes",
        Truth::No => "no",
        Truth::Unknown => "unknown",
    })
}

impl Trace {
    /// Removes another tree wherever it occurs in this one, so that a caller writing many trees with a shared part
    /// writes that part only once. Where it was removed, its condition stays, with its truth and its period.
    pub fn take_out(&mut self, shared: &Trace) {
        self.children.retain(|child| child != shared);
        for child in &mut self.children {
            child.take_out(shared);
        }
    }

    /// The same tree worked out with other values of unknown facts: where they differ, the result is unknown.
    pub(crate) fn agree(&mut self, other: &Trace) {
        if self.truth != other.truth {
            self.truth = Truth::Unknown;
        }
        if self.truth == Truth::Unknown || self.told != other.told {
            self.told.clear();
        }
        if (self.from, self.until) != (other.from, other.until) {
            (self.from, self.until) = (None, None);
        }
        self.answers &= other.answers;
        for (mine, theirs) in self.children.iter_mut().zip(&other.children) {
            mine.agree(theirs);
        }
    }
}

/// Builds trees for one day of a life.
pub(crate) struct Tracer<'t, 'l, const W: usize> {
    pub(crate) life: &'t Life<'l, W>,
    pub(crate) messages: &'t Messages,
    pub(crate) recorded: &'t Recorded,
    pub(crate) day: Day,
    pub(crate) stretch: usize,
}

impl<const W: usize> Tracer<'_, '_, W> {
    /// The tree for an entitlement: each line of its rule.
    pub(crate) fn entitlement(&self, place: usize, answer: Outcome) -> Option<Trace> {
        let entitlement = self.life.law.entitlements.get(place)?;
        let mut open = true;
        let mut children = Vec::with_capacity(entitlement.rule.len());
        for line in &entitlement.rule {
            let holds = line.when.as_ref().is_none_or(|when| self.held(when).at(self.stretch));
            let condition = line.when.as_ref().map(|when| self.condition(when));
            let key = if condition.is_some() { "tree.answer_line" } else { "tree.answer_otherwise" };
            let answer = outcome_name(self.messages, line.then);
            let label = self.messages.say(key, &[("answer", Filling::Words(answer.into()))]);
            let truth = condition.as_ref().map_or(Truth::Yes, |condition| condition.truth);
            let answers = open && holds;
            open &= !holds;
            let mut shown = Trace {
                truth,
                answers,
                gives: Some(line.then),
                children: condition.into_iter().collect(),
                ..self.leaf(label, Held::constant(holds))
            };
            shown.told = self.told_line(line.when.as_ref(), &shown, line.then);
            children.push(shown);
        }
        let provision = entitlement.source.first().map(|source| source.cite.to_string());
        let truth = match answer {
            Outcome::Entitled => Truth::Yes,
            Outcome::NeedsInformation => Truth::Unknown,
            Outcome::NotEntitled | Outcome::Upcoming => Truth::No,
        };
        let (entitled, _) = self.life.entitled_and_asks(place);
        Some(Trace { truth, provision, children, ..self.leaf(entitlement.name.clone(), entitled) })
    }

    fn held(&self, condition: &Condition) -> Held<W> {
        result(&self.life.results, condition.register)
    }

    /// A node without children: whether it holds on the day, and the period in which that is so.
    pub(super) fn leaf(&self, label: String, held: Held<W>) -> Trace {
        let period = held.period(self.life.days, self.stretch);
        Trace {
            label,
            told: String::new(),
            truth: Truth::of(held.at(self.stretch)),
            from: period.start.date(),
            until: period.end.date(),
            facts: Vec::new(),
            provision: None,
            answers: false,
            gives: None,
            children: Vec::new(),
        }
    }

    fn condition(&self, condition: &Condition) -> Trace {
        let mut trace = self.leaf(self.label(&condition.test), self.held(condition));
        trace.children = match &condition.test {
            Test::All(parts) | Test::Any(parts) => parts.iter().map(|part| self.condition(part)).collect(),
            Test::Not(inner) | Test::Ever(inner) | Test::Named(_, inner) => vec![self.condition(inner)],
            Test::Ended(what, during) => vec![self.condition(what), self.condition(during)],
            Test::AsOn(anchor, inner) => {
                let on = self.life.anchor(*anchor);
                let then = on.map(|day| Tracer { day, stretch: self.life.days.stretch_of(day), ..*self });
                vec![then.as_ref().unwrap_or(self).condition(inner)]
            }
            Test::Status(_) | Test::Stage(_) | Test::Route(_) => vec![self.status()],
            _ => Vec::new(),
        };
        trace.facts = self.facts(&condition.test);
        self.leave_open(&condition.test, &mut trace);
        trace.told = self.told(&condition.test, &trace);
        trace
    }

    /// Unknown if the fact itself is not recorded, and so is anything that contains it.
    fn leave_open(&self, test: &Test, trace: &mut Trace) {
        let truths = || trace.children.iter().map(|child| child.truth);
        match test {
            Test::All(_) => trace.truth = truths().fold(Truth::Yes, Truth::and),
            Test::Any(_) => trace.truth = truths().fold(Truth::No, Truth::or),
            Test::Not(_) => trace.truth = truths().fold(Truth::Yes, |_, inner| !inner),
            Test::Named(..) => trace.truth = truths().fold(Truth::Yes, |_, inner| inner),
            Test::Homeless(wanted) if !wanted.contains(&None) => self.open_if_unrecorded(trace),
            Test::YesNo(_, wanted) if !wanted.contains(&Known::Unknown) => self.open_if_unrecorded(trace),
            Test::EducationKind(_)
            | Test::Studying(_)
            | Test::EducationStart(When::Between(..) | When::BeforeAge(_))
            | Test::CourseYears(Years::AtLeast(_) | Years::Under(_)) => self.open_if_unrecorded(trace),
            _ => {}
        }
    }

    fn open_if_unrecorded(&self, trace: &mut Trace) {
        if trace.facts.iter().any(|fact| fact.value.is_none() && fact.name != "education.end") {
            trace.truth = Truth::Unknown;
        }
    }

    /// The recorded facts that a test looks at.
    fn facts(&self, test: &Test) -> Vec<FactUsed> {
        let circumstances = &self.life.person.circumstances;
        let education = circumstances.education.as_ref();
        let kind = || {
            education.and_then(|education| education.kind).map(|kind| word(&EDUCATION_WORDS, kind).to_owned())
        };
        let date = |date: Option<NaiveDate>| date.map(|date| date.to_string());
        match test {
            Test::Age(..) | Test::AgeOn31August(..) | Test::Born(..) => {
                vec![self.fact("date_of_birth", date(self.life.person.date_of_birth))]
            }
            Test::YesNo(fact, _) => {
                let counts_as = match facts::entry(*fact).and_then(|entry| entry.counts_as) {
                    Some(CountsAs::Answer(yes)) => Some(yes),
                    _ => None,
                };
                let value = answer(circumstances, *fact).or(counts_as);
                vec![self.fact(fact.name(), value.map(|yes| if yes { "yes" } else { "no" }.to_owned()))]
            }
            Test::Homeless(_) => {
                let value = circumstances.homeless.map(|home| match home {
                    Homeless::Yes => "yes",
                    Homeless::AtRisk => "at_risk",
                    Homeless::No => "no",
                });
                vec![self.fact("homeless", value.map(str::to_owned))]
            }
            Test::LeaveEnds(_) => {
                vec![self.fact("leave_to_remain_ends", date(circumstances.leave_to_remain_ends))]
            }
            Test::EducationKnown(_) | Test::EducationKind(_) => vec![self.fact("education", kind())],
            Test::Studying(_) => vec![self.fact("education", kind())],
            Test::EducationStart(_) => {
                vec![self.fact("education.start", date(education.and_then(|education| education.start)))]
            }
            Test::CourseYears(_) => {
                let months = education.and_then(|education| education.course_months);
                let years = months.map(|months| (f64::from(months) / 12.0).to_string());
                vec![self.fact("education.course_years", years)]
            }
            Test::PaidUnder(_) => {
                let paid = circumstances.setting_up_home_paid.unwrap_or_default();
                let pounds = if paid % 100 == 0 {
                    (paid / 100).to_string()
                } else {
                    format!("{}.{:02}", paid / 100, paid % 100)
                };
                vec![self.fact("setting_up_home_paid", Some(pounds))]
            }
            Test::DayKind(..) | Test::Placement(_) => self.records_on(self.day),
            Test::Days(_) => self.records_until(self.day),
            _ => Vec::new(),
        }
    }

    fn fact(&self, name: impl Into<String>, value: Option<String>) -> FactUsed {
        let name = name.into();
        let recorded = self.recorded.get(&name).cloned();
        FactUsed { name, value, recorded }
    }

    /// The care records that cover a day.
    pub(super) fn records_on(&self, day: Day) -> Vec<FactUsed> {
        self.records(|start, end| start <= day && day < end)
    }

    /// The care records at least partly between the 14th birthday and a day.
    pub(super) fn records_until(&self, day: Day) -> Vec<FactUsed> {
        let b14 = self.life.care.ages.b14;
        self.records(|start, end| start < day && end > b14)
    }

    fn records(&self, wanted: impl Fn(Day, Day) -> bool) -> Vec<FactUsed> {
        let mut facts = Vec::new();
        for (place, episode) in self.life.person.episodes.iter().flatten().enumerate() {
            let (start, end) =
                (episode.start.map_or(Day::BEGINNING, Day::of), episode.end.map_or(Day::END, Day::of));
            if wanted(start, end) {
                let said = |date: Option<NaiveDate>| date.map(|date| date.to_string());
                facts.push(self.fact(Fact::EpisodeStart(place).to_string(), said(episode.start)));
                facts.push(self.fact(Fact::EpisodeEnd(place).to_string(), said(episode.end)));
            }
        }
        facts
    }
}

impl<const W: usize> Life<'_, W> {
    /// The day that a condition looks at.
    pub(crate) fn anchor(&self, anchor: Anchor) -> Option<Day> {
        match anchor {
            Anchor::EveOf(age) => Some(self.extra.reaches(age).eve()),
            Anchor::EducationStart => self.fixed.start,
        }
    }
}

/// The language's word for a value.
pub(crate) fn word<T: Copy + PartialEq>(words: &[(&'static str, T)], value: T) -> &'static str {
    words.iter().find(|(_, each)| *each == value).map_or("", |(word, _)| *word)
}

/// A one-node tree for something that can't be worked out at all.
pub(crate) fn unknown_root(label: String, facts: &[Fact], recorded: &Recorded) -> Trace {
    let used = |fact: &Fact| {
        let name = fact.to_string();
        let recorded = recorded.get(&name).cloned();
        FactUsed { name, value: None, recorded }
    };
    Trace {
        label,
        told: String::new(),
        truth: Truth::Unknown,
        from: None,
        until: None,
        facts: facts.iter().map(used).collect(),
        provision: None,
        answers: false,
        gives: None,
        children: Vec::new(),
    }
}
