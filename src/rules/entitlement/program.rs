//! The rules of all entitlements as one short program without names: each different condition is worked out once
//! for a person, however many entitlements ask it.

use super::condition::{Anchor, DayKind, DaysReached, Known, YES_NO};
use crate::assessment::{Outcome, Route, Status};
use crate::calendar::Day;
use crate::json::EducationKind;

/// Where the result of a step is kept, and whether its opposite is meant: *not* and *any* cost no step of their own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct Register(u16);

impl Register {
    /// The first step of every program: always.
    pub(crate) const ALWAYS: Register = Register(0);
    /// Its opposite.
    pub(super) const NEVER: Register = Register(OPPOSITE);

    pub(super) fn of(step: usize) -> Register {
        Register(u16::try_from(step).unwrap_or(OPPOSITE - 1))
    }

    /// The opposite.
    pub(super) fn not(self) -> Register {
        Register(self.0 ^ OPPOSITE)
    }

    /// Where it is after steps have moved.
    pub(crate) fn moved(self, to: &[Register]) -> Register {
        let new = to.get(self.place()).copied().unwrap_or(Register::ALWAYS);
        if self.is_opposite() { new.not() } else { new }
    }

    /// The place of the step.
    pub(crate) fn place(self) -> usize {
        usize::from(self.0 & !OPPOSITE)
    }

    /// Whether the opposite of its result is meant.
    pub(crate) fn is_opposite(self) -> bool {
        self.0 & OPPOSITE != 0
    }
}

/// The bit of a register that says "the opposite".
const OPPOSITE: u16 = 1 << 15;

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
    YearsAtLeast(i64),
    PaidUnder(i64),
    YesNo(usize, Known),
}

/// Days of a person that some rule names, worked out before the steps because their ends are change days.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum NamedSpans {
    /// At home, or in custody.
    Kind(DayKind),
    /// An ordinary care record with one of these placements.
    Placement(Vec<String>),
    /// From so many days on.
    Days(DaysReached),
    /// Without a break for so many months.
    HeldFor(DayKind, u32),
    /// Of that age on the last 31 August.
    AgeOn31August(u8, u8),
}

/// A fact that may be unknown and that a rule may test as such: a bit of [`ProgramLine::asks`].
pub(crate) const EDUCATION: usize = YES_NO.len();
pub(crate) const EDUCATION_START: usize = YES_NO.len() + 1;
pub(crate) const COURSE_YEARS: usize = YES_NO.len() + 2;

/// The name of the fact of a bit.
pub(crate) fn asked_fact(bit: usize) -> &'static str {
    match bit {
        EDUCATION => "education",
        EDUCATION_START => "education.start",
        COURSE_YEARS => "education.course_years",
        yes_no => YES_NO.get(yes_no).map_or("", |fact| fact.name),
    }
}

/// A line of an entitlement's rule, compiled.
#[derive(Debug, Clone)]
pub(crate) struct ProgramLine {
    pub(crate) when: Register,
    pub(crate) then: Outcome,
    /// The facts it tests as unknown, a bit each.
    pub(crate) asks: u32,
}

/// All rules, compiled.
#[derive(Debug, Clone, Default)]
pub(crate) struct Program {
    pub(crate) steps: Vec<Step>,
    /// How many of the steps, at the beginning, are facts; those after them combine earlier ones.
    pub(crate) facts: usize,
    /// For each entitlement, its lines.
    pub(crate) lines: Vec<Vec<ProgramLine>>,
    /// For each entitlement, where its table answers *entitled*, and where *needs information*.
    pub(crate) answers: Vec<(Register, Register)>,
    /// Every birthday a rule names, in order.
    pub(crate) ages: Vec<u8>,
    /// Every date a rule names, in order.
    pub(crate) days: Vec<Day>,
    /// Days that a rule names, each once.
    pub(crate) spans: Vec<NamedSpans>,
}

impl Program {
    /// No rules at all: for whoever looks at status alone.
    pub(crate) fn none() -> &'static Program {
        static NONE: Program = Program {
            steps: Vec::new(),
            facts: 0,
            lines: Vec::new(),
            answers: Vec::new(),
            ages: Vec::new(),
            days: Vec::new(),
            spans: Vec::new(),
        };
        &NONE
    }

    /// Puts the steps that are facts before those that combine, which the processor likes; says where each went.
    pub(super) fn facts_first(&mut self) -> Vec<Register> {
        let combines =
            |step: &Step| matches!(step, Step::And(..) | Step::Ever(_) | Step::Ended(..) | Step::AsOn(..));
        let (later, first): (Vec<usize>, Vec<usize>) =
            (0..self.steps.len()).partition(|place| self.steps.get(*place).is_some_and(combines));
        self.facts = first.len();
        let mut moved = vec![Register::ALWAYS; self.steps.len()];
        for (new, old) in first.iter().chain(&later).enumerate() {
            if let Some(place) = moved.get_mut(*old) {
                *place = Register::of(new);
            }
        }
        let steps =
            first.iter().chain(&later).filter_map(|old| self.steps.get(*old)).map(|step| match *step {
                Step::And(one, other) => Step::And(one.moved(&moved), other.moved(&moved)),
                Step::Ever(inner) => Step::Ever(inner.moved(&moved)),
                Step::Ended(what, during) => Step::Ended(what.moved(&moved), during.moved(&moved)),
                Step::AsOn(anchor, that) => Step::AsOn(anchor, that.moved(&moved)),
                fact => fact,
            });
        self.steps = steps.collect();
        for line in self.lines.iter_mut().flatten() {
            line.when = line.when.moved(&moved);
        }
        for (entitled, asks) in &mut self.answers {
            (*entitled, *asks) = (entitled.moved(&moved), asks.moved(&moved));
        }
        moved
    }
}
