//! The rules of all entitlements as one short program without names: each distinct condition is worked out once
//! per person, however many entitlements use it.

use super::condition::{Anchor, DayKind, DaysReached, Known};
use crate::assessment::{Fact, Outcome, Route, Status};
use crate::calendar::Day;
use crate::facts::{FactId, TESTED};
use crate::person::{EducationKind, Homeless, Placement};

/// Where the result of a step is kept, and whether its opposite is meant: *not* and *any* need no steps of their own.
///
/// Each step has two places, one after the other: for its result and for its opposite.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct Register(u16);

impl Register {
    /// The first step of every program: always.
    pub(crate) const ALWAYS: Register = Register(0);
    /// Its opposite.
    pub(super) const NEVER: Register = Register(1);

    /// The result of a step.
    pub(super) fn of(step: usize) -> Register {
        Register(step.checked_mul(2).and_then(|index| u16::try_from(index).ok()).unwrap_or(u16::MAX - 1))
    }

    /// The opposite.
    pub(super) fn not(self) -> Register {
        Register(self.0 ^ 1)
    }

    /// The same register after steps have moved.
    pub(crate) fn moved(self, to: &[Register]) -> Register {
        let new = to.get(self.step()).copied().unwrap_or(Register::ALWAYS);
        if self.0 % 2 == 1 { new.not() } else { new }
    }

    /// The step behind this result or opposite.
    fn step(self) -> usize {
        usize::from(self.0 / 2)
    }

    /// Its index among the results and opposites: always below [`MOST_RESULTS`].
    #[inline]
    pub(crate) fn place(self) -> usize {
        usize::from(self.0) & (MOST_RESULTS - 1)
    }
}

/// How many results and opposites there is room for. A power of two and fixed, so that the processor need not check each
/// place against a length.
pub(crate) const MOST_RESULTS: usize = 2048;
/// The most steps that a program may have.
pub(crate) const MOST_STEPS: usize = MOST_RESULTS / 2;

/// Consecutive steps that combine earlier ones.
#[derive(Debug, Clone)]
pub(crate) enum Run {
    /// *And*, nearly all of them: nothing but what each combines.
    Ands(Vec<(Register, Register)>),
    Other(Step),
}

/// One step: its result is the days on which it holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Step {
    Always,
    And(Register, Register),
    Ever(Register),
    Ended(Register, Register),
    AsOn(Anchor, Register),
    Status(Status),
    Stage(crate::assessment::DutyStage),
    Route(Route),
    Accommodated(Route),
    FromAge(u8),
    FromDay(Day),
    BornFrom(Day),
    LookedAfter,
    ShortBreak,
    /// One of [`Program::spans`].
    Spans(usize),
    EducationUnknown,
    EducationKind(EducationKind),
    Studying,
    StartUnknown,
    StartFrom(Day),
    StartBeforeAge(u8),
    YearsUnknown,
    YearsAtLeast(u32),
    PaidUnder(i64),
    YesNo(FactId, Known),
    Homeless(Option<Homeless>),
    /// Leave to remain has ended, or ends in less than this many days.
    LeaveEnds(i32),
}

impl Step {
    /// The steps that it combines; empty for a fact.
    fn combines(&self) -> Vec<Register> {
        match self {
            Step::And(one, other) | Step::Ended(one, other) => vec![*one, *other],
            Step::Ever(inner) | Step::AsOn(_, inner) => vec![*inner],
            _ => Vec::new(),
        }
    }

    /// The same after steps have moved.
    fn moved(&self, to: &[Register]) -> Step {
        match *self {
            Step::And(one, other) => Step::And(one.moved(to), other.moved(to)),
            Step::Ever(inner) => Step::Ever(inner.moved(to)),
            Step::Ended(what, during) => Step::Ended(what.moved(to), during.moved(to)),
            Step::AsOn(anchor, that) => Step::AsOn(anchor, that.moved(to)),
            fact => fact,
        }
    }
}

/// Days that a rule refers to, worked out before the steps because their ends are change days.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum NamedSpans {
    /// At home, or in custody.
    Kind(DayKind),
    /// An ordinary care record with one of these placements.
    Placement(Vec<Placement>),
    /// From this many days on.
    Days(DaysReached),
    /// Without a break for this many months.
    HeldFor(DayKind, u32),
    /// From the day on which this many months in care, away from home, had ended at 16 or later.
    CareAt16(u32),
    /// This age on the last 31 August.
    AgeOn31August(u8, u8),
}

/// A fact that may be unknown and that a rule may test for that: a bit of [`ProgramLine::asks`]. The yes-or-no facts
/// use their own numbers as bits.
pub(crate) const EDUCATION: usize = TESTED;
pub(crate) const EDUCATION_START: usize = TESTED + 1;
pub(crate) const COURSE_YEARS: usize = TESTED + 2;
pub(crate) const HOMELESS: usize = TESTED + 3;
/// How many such bits there are.
pub(crate) const ASKED: usize = TESTED + 4;
const _: () = assert!(ASKED <= 64, "a bit for each fact that a rule may test as unknown");

/// The fact of a bit.
pub(crate) fn asked_fact(bit: usize) -> Option<FactId> {
    match bit {
        EDUCATION => Some(FactId::Education),
        EDUCATION_START => Some(FactId::EducationStart),
        COURSE_YEARS => Some(FactId::CourseYears),
        HOMELESS => Some(FactId::Homeless),
        yes_no => FactId::of_number(yes_no),
    }
}

/// A line of an entitlement's rule, compiled.
#[derive(Debug, Clone)]
pub(crate) struct ProgramLine {
    pub(crate) when: Register,
    pub(crate) then: Outcome,
    /// The facts it tests for being unknown, one bit each.
    pub(crate) asks: u64,
    /// What it asks for by name.
    pub(crate) needs: Vec<Fact>,
}

/// All rules, compiled.
#[derive(Debug, Clone, Default)]
pub(crate) struct Program {
    pub(crate) steps: Vec<Step>,
    /// How many of the steps, at the start, are facts; the rest combine earlier ones.
    pub(crate) facts: usize,
    /// The steps after the facts, in order.
    pub(crate) runs: Vec<Run>,
    /// For each entitlement, its lines.
    pub(crate) lines: Vec<Vec<ProgramLine>>,
    /// For each entitlement, where its table answers *entitled*, and where *needs information*.
    pub(crate) answers: Vec<(Register, Register)>,
    /// For each entitlement, when each alternative is named.
    pub(crate) instead: Vec<Vec<Register>>,
    /// Every birthday a rule refers to, in order.
    pub(crate) ages: Vec<u8>,
    /// Every date a rule refers to, in order.
    pub(crate) days: Vec<Day>,
    /// The days that rules refer to, without duplicates.
    pub(crate) spans: Vec<NamedSpans>,
}

impl Program {
    /// No rules at all: for readers interested only in status.
    pub(crate) fn none() -> &'static Program {
        static NONE: Program = Program {
            steps: Vec::new(),
            facts: 0,
            runs: Vec::new(),
            lines: Vec::new(),
            answers: Vec::new(),
            instead: Vec::new(),
            ages: Vec::new(),
            days: Vec::new(),
            spans: Vec::new(),
        };
        &NONE
    }

    /// Puts the steps that are facts first, then those that combine facts, then those that combine these, so that
    /// the processor need not wait for one step before starting the next; returns where each one went.
    pub(super) fn facts_first(&mut self) -> Vec<Register> {
        let mut depths: Vec<usize> = Vec::with_capacity(self.steps.len());
        for step in &self.steps {
            let depth = |register: &Register| depths.get(register.step()).map_or(1, |depth| depth + 1);
            depths.push(step.combines().iter().map(depth).max().unwrap_or(0));
        }
        let mut order: Vec<usize> = (0..self.steps.len()).collect();
        // Within a depth, those that are not *and* come last, so that runs of *and* are long.
        let other = |step: &usize| !matches!(self.steps.get(*step), Some(Step::And(..)));
        order.sort_by_key(|step| (depths.get(*step), other(step)));
        self.facts = depths.iter().filter(|depth| **depth == 0).count();
        let mut moved = vec![Register::ALWAYS; self.steps.len()];
        for (new, old) in order.iter().enumerate() {
            if let Some(place) = moved.get_mut(*old) {
                *place = Register::of(new);
            }
        }
        let steps = order.iter().filter_map(|old| self.steps.get(*old)).map(|step| step.moved(&moved));
        self.steps = steps.collect();
        self.runs = runs(self.steps.get(self.facts..).unwrap_or_default());
        for line in self.lines.iter_mut().flatten() {
            line.when = line.when.moved(&moved);
        }
        for named in self.instead.iter_mut().flatten() {
            *named = named.moved(&moved);
        }
        for (entitled, asks) in &mut self.answers {
            (*entitled, *asks) = (entitled.moved(&moved), asks.moved(&moved));
        }
        moved
    }
}

/// Gathers steps that follow one another.
fn runs(steps: &[Step]) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    for step in steps {
        match (step, runs.last_mut()) {
            (Step::And(one, other), Some(Run::Ands(pairs))) => pairs.push((*one, *other)),
            (Step::And(one, other), _) => runs.push(Run::Ands(vec![(*one, *other)])),
            (other, _) => runs.push(Run::Other(*other)),
        }
    }
    runs
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]
    use super::*;
    use crate::catalogue::Law;
    use crate::entitlement::condition::{Condition, Test};

    /// Compares each single-step condition with its step; returns how many it compared.
    fn compare(condition: &Condition, steps: &[Step]) -> usize {
        let step = steps.get(condition.register.step()).unwrap();
        let (is, parts): (Option<Step>, Vec<&Condition>) = match &condition.test {
            Test::All(parts) | Test::Any(parts) => (None, parts.iter().collect()),
            Test::Not(inner) => {
                assert_eq!(condition.register, inner.register.not());
                (None, vec![inner])
            }
            Test::Named(_, inner) => {
                assert_eq!(condition.register, inner.register);
                (None, vec![inner])
            }
            Test::Ever(inner) => (Some(Step::Ever(inner.register)), vec![inner]),
            Test::AsOn(anchor, inner) => (Some(Step::AsOn(*anchor, inner.register)), vec![inner]),
            Test::Ended(what, during) => {
                (Some(Step::Ended(what.register, during.register)), vec![what, during])
            }
            _ => return 0,
        };
        if let Some(is) = is {
            assert_eq!(*step, is);
        }
        usize::from(is.is_some()) + parts.into_iter().map(|part| compare(part, steps)).sum::<usize>()
    }

    #[test]
    fn every_condition_follows_the_steps_to_where_they_have_moved() {
        let law = Law::england().unwrap();
        let rules = law.entitlements.iter().flat_map(|each| &each.rule);
        let conditions = rules.filter_map(|line| line.when.as_ref());
        assert!(conditions.map(|condition| compare(condition, &law.program.steps)).sum::<usize>() > 8);
    }

    #[test]
    fn a_step_combines_only_what_came_before_it() {
        let steps = &Law::england().unwrap().program.steps;
        for (place, step) in steps.iter().enumerate() {
            assert!(step.combines().iter().all(|register| register.step() < place), "{place}: {step:?}");
        }
    }
}
