//! Compiles the conditions of all entitlements into one program, and checks what they refer to.

use super::condition::{Anchor, Bound, Condition, DayKind, Known, Test, When, Years};
use super::outcome::{Entitlement, RuleLine};
use super::program::{
    COURSE_YEARS, EDUCATION, EDUCATION_START, HOMELESS, MOST_STEPS, NamedSpans, Program, ProgramLine,
    Register, Step,
};
use super::reading::LoadProblem;
use crate::assessment::{Fact, Outcome};
use crate::calendar::Day;
use crate::figures::{Figures, Row, Unit};
use std::collections::{BTreeSet, HashMap};

/// Turns conditions into steps, each distinct one only once.
struct Compiler<'f> {
    program: Program,
    ages: BTreeSet<u8>,
    days: BTreeSet<Day>,
    seen: HashMap<Step, Register>,
    figures: &'f Figures,
    /// The answers of the entitlements compiled so far.
    answered: HashMap<String, (Register, Register)>,
    /// What is being compiled, for error messages.
    file: String,
    problems: Vec<LoadProblem>,
}

/// Compiles every rule, and notes in each condition where its result will be.
pub(crate) fn compile(
    entitlements: &mut [Entitlement],
    figures: &Figures,
) -> Result<Program, Vec<LoadProblem>> {
    let mut compiler = Compiler {
        program: Program::default(),
        ages: BTreeSet::new(),
        days: BTreeSet::new(),
        seen: HashMap::new(),
        figures,
        answered: HashMap::new(),
        file: String::new(),
        problems: Vec::new(),
    };
    compiler.step(Step::Always);
    compiler.program.answers = vec![(Register::NEVER, Register::NEVER); entitlements.len()];
    compiler.program.lines = vec![Vec::new(); entitlements.len()];
    // An entitlement that depends on another's answer comes after it.
    for place in in_order(entitlements) {
        if let Some(entitlement) = entitlements.get_mut(place) {
            compiler.entitlement(place, entitlement);
        }
    }
    compiler.instead(entitlements);
    if compiler.program.steps.len() > MOST_STEPS {
        compiler.problem(1, format!("the rules together have more than {MOST_STEPS} different conditions"));
    }
    let (mut program, problems) = (compiler.program, compiler.problems);
    program.ages = compiler.ages.into_iter().collect();
    program.days = compiler.days.into_iter().collect();
    let moved = program.facts_first();
    for entitlement in entitlements.iter_mut() {
        let rule = entitlement.rule.iter_mut().filter_map(|line| line.when.as_mut());
        let instead = entitlement.instead.iter_mut().filter_map(|each| each.when.as_mut());
        rule.chain(instead).for_each(|condition| condition.move_registers(&moved));
    }
    if problems.is_empty() { Ok(program) } else { Err(problems) }
}

/// Entitlements by index, each after those whose answers it depends on.
fn in_order(entitlements: &[Entitlement]) -> Vec<usize> {
    let looks = |place: &usize| {
        let rule = entitlements.get(*place).map_or(&[][..], |each| each.rule.as_slice());
        rule.iter().filter_map(|line| line.when.as_ref()).any(looks_at_another)
    };
    let (last, mut first): (Vec<usize>, Vec<usize>) = (0..entitlements.len()).partition(looks);
    first.extend(last);
    first
}

fn looks_at_another(condition: &Condition) -> bool {
    match &condition.test {
        Test::Gives(..) => true,
        Test::All(parts) | Test::Any(parts) => parts.iter().any(looks_at_another),
        Test::Not(inner) | Test::Ever(inner) | Test::AsOn(_, inner) | Test::Named(_, inner) => {
            looks_at_another(inner)
        }
        Test::Ended(what, during) => looks_at_another(what) || looks_at_another(during),
        _ => false,
    }
}

impl Compiler<'_> {
    fn entitlement(&mut self, place: usize, entitlement: &mut Entitlement) {
        self.file.clone_from(&entitlement.file);
        self.check_money(entitlement);
        let lines: Vec<ProgramLine> = entitlement.rule.iter_mut().map(|line| self.line(line)).collect();
        let answers = self.answers(&lines);
        if let Some(room) = self.program.answers.get_mut(place) {
            *room = answers;
        }
        if let Some(room) = self.program.lines.get_mut(place) {
            *room = lines;
        }
        self.answered.insert(entitlement.id.clone(), answers);
    }

    /// When each alternative is named, after checking that it exists.
    fn instead(&mut self, entitlements: &mut [Entitlement]) {
        let ids: BTreeSet<String> = entitlements.iter().map(|each| each.id.clone()).collect();
        for entitlement in entitlements {
            self.file.clone_from(&entitlement.file);
            let mut named = Vec::with_capacity(entitlement.instead.len());
            for each in &mut entitlement.instead {
                if !ids.contains(&each.id) {
                    self.problem(each.line, format!("no entitlement is called `{}`", each.id));
                }
                let when = each.when.as_mut().map_or(Register::ALWAYS, |when| self.condition(when));
                named.push(when);
            }
            self.program.instead.push(named);
        }
    }

    fn gives(&mut self, line: usize, id: &str, answer: Outcome) -> Register {
        match (self.answered.get(id).copied(), answer) {
            (Some((entitled, _)), Outcome::Entitled) => entitled,
            (Some((_, asks)), Outcome::NeedsInformation) => asks,
            (Some((entitled, asks)), Outcome::NotEntitled | Outcome::Upcoming) => {
                self.and([entitled.not(), asks.not()])
            }
            (None, _) => {
                self.problem(line, format!("no entitlement is called `{id}`, or it looks at another one"));
                Register::NEVER
            }
        }
    }

    fn problem(&mut self, line: usize, what: String) {
        self.problems.push(LoadProblem { file: self.file.clone(), line, what });
    }

    fn check_money(&mut self, entitlement: &Entitlement) {
        let line = entitlement.rule.first().map_or(1, |line| line.line);
        if let Some(money) = &entitlement.money {
            match self.figures.figure(&money.figure) {
                None => self.problem(line, format!("no figure is called `{}`", money.figure)),
                Some(figure) if figure.unit != Unit::Pounds => {
                    self.problem(line, format!("the figure `{}` is not an amount of money", money.figure));
                }
                Some(figure) => {
                    for row in &figure.rows {
                        self.ages.extend([row.from_age, row.until_age]);
                    }
                    self.ages.remove(&0);
                    self.ages.remove(&u8::MAX);
                }
            }
        }
        if let Some(id) = &entitlement.commencement
            && self.figures.commencement(id).is_none()
        {
            self.problem(line, format!("no commencement is called `{id}`"));
        }
    }

    fn line(&mut self, line: &mut RuleLine) -> ProgramLine {
        let (when, asks) = match &mut line.when {
            Some(when) => (self.condition(when), asks(when)),
            None => (Register::ALWAYS, 0),
        };
        let needs = line.needs.iter().map(|fact| Fact::named(*fact)).collect();
        ProgramLine { when, then: line.then, asks, needs }
    }

    /// Where a table answers *entitled*, and where *needs information*: each line on the days not taken by a line
    /// before it.
    fn answers(&mut self, lines: &[ProgramLine]) -> (Register, Register) {
        let (mut entitled, mut asks, mut rest) = (Vec::new(), Vec::new(), Register::ALWAYS);
        for line in lines {
            match line.then {
                Outcome::Entitled => entitled.push(self.and([rest, line.when])),
                Outcome::NeedsInformation => asks.push(self.and([rest, line.when])),
                Outcome::NotEntitled | Outcome::Upcoming => {}
            }
            rest = self.and([rest, line.when.not()]);
        }
        (self.or(entitled), self.or(asks))
    }

    /// The register of a step, new or seen before.
    fn step(&mut self, step: Step) -> Register {
        if let Some(register) = self.seen.get(&step) {
            return *register;
        }
        let register = Register::of(self.program.steps.len());
        self.program.steps.push(step);
        self.seen.insert(step, register);
        register
    }

    fn and(&mut self, parts: impl IntoIterator<Item = Register>) -> Register {
        parts.into_iter().fold(Register::ALWAYS, |all, part| match (all, part) {
            (Register::ALWAYS, one) | (one, Register::ALWAYS) => one,
            (all, part) if all == part => all,
            (all, part) if all == part.not() || all == Register::NEVER || part == Register::NEVER => {
                Register::NEVER
            }
            (all, part) => self.step(Step::And(all.min(part), all.max(part))),
        })
    }

    /// Any of them: not all of their opposites.
    fn or(&mut self, parts: impl IntoIterator<Item = Register>) -> Register {
        let opposites: Vec<Register> = parts.into_iter().map(Register::not).collect();
        self.and(opposites).not()
    }

    /// Days that a rule refers to.
    fn spans(&mut self, named: NamedSpans) -> Register {
        let found = self.program.spans.iter().position(|each| *each == named);
        let place = found.unwrap_or_else(|| {
            self.program.spans.push(named);
            self.program.spans.len() - 1
        });
        self.step(Step::Spans(place))
    }

    fn steps(&mut self, steps: impl IntoIterator<Item = Step>) -> Register {
        let parts: Vec<Register> = steps.into_iter().map(|step| self.step(step)).collect();
        self.or(parts)
    }

    fn condition(&mut self, condition: &mut Condition) -> Register {
        let line = condition.line;
        let register = match &mut condition.test {
            Test::All(parts) => {
                let parts: Vec<Register> = parts.iter_mut().map(|part| self.condition(part)).collect();
                self.and(parts)
            }
            Test::Any(parts) => {
                let parts: Vec<Register> = parts.iter_mut().map(|part| self.condition(part)).collect();
                self.or(parts)
            }
            Test::Not(inner) => {
                let inner = self.condition(inner);
                inner.not()
            }
            Test::Ever(inner) => {
                let inner = self.condition(inner);
                self.step(Step::Ever(inner))
            }
            Test::Ended(what, during) => {
                let (what, during) = (self.condition(what), self.condition(during));
                self.step(Step::Ended(what, during))
            }
            Test::Named(_, inner) => self.condition(inner),
            Test::AsOn(anchor, that) => {
                if let Anchor::EveOf(age) = anchor {
                    self.ages.insert(*age);
                }
                let that = self.condition(that);
                self.step(Step::AsOn(*anchor, that))
            }
            test => self.fact(line, test),
        };
        condition.register = register;
        register
    }

    fn fact(&mut self, line: usize, test: &Test) -> Register {
        match test {
            Test::Status(words) => self.steps(words.iter().map(|word| Step::Status(*word))),
            Test::Stage(words) => self.steps(words.iter().map(|word| Step::Stage(*word))),
            Test::Route(words) => self.steps(words.iter().map(|word| Step::Route(*word))),
            Test::Accommodated(words) => self.steps(words.iter().map(|word| Step::Accommodated(*word))),
            Test::Age(from, until) => self.age(line, from.as_ref(), until.as_ref()),
            Test::Dates(from, until) => self.dates(*from, *until),
            Test::Born(from, until) => {
                let from = from.map_or(Register::ALWAYS, |from| self.step(Step::BornFrom(from)));
                let until = until.map_or(Register::NEVER, |until| self.step(Step::BornFrom(until)));
                self.and([from, until.not()])
            }
            Test::InForce(id) => self.in_force(line, id),
            Test::DayKind(kind, yes) => {
                let held = match kind {
                    DayKind::LookedAfter => self.step(Step::LookedAfter),
                    DayKind::ShortBreak => self.step(Step::ShortBreak),
                    kind => self.spans(NamedSpans::Kind(*kind)),
                };
                if *yes { held } else { held.not() }
            }
            Test::Placement(codes) => self.spans(NamedSpans::Placement(codes.clone())),
            Test::EducationKnown(known) => {
                let unknown = self.step(Step::EducationUnknown);
                if *known { unknown.not() } else { unknown }
            }
            Test::EducationKind(kinds) => self.steps(kinds.iter().map(|kind| Step::EducationKind(*kind))),
            Test::Studying(kinds) => {
                let of_kind = self.steps(kinds.iter().map(|kind| Step::EducationKind(*kind)));
                let active = self.step(Step::Studying);
                self.and([of_kind, active])
            }
            Test::EducationStart(when) => self.education_start(*when),
            Test::CourseYears(years) => self.course_years(*years),
            Test::AgeOn31August(from, until) => self.spans(NamedSpans::AgeOn31August(*from, *until)),
            Test::PaidUnder(id) => self.paid_under(line, id),
            Test::YesNo(fact, wanted) => self.steps(wanted.iter().map(|known| Step::YesNo(*fact, *known))),
            Test::Homeless(wanted) => self.steps(wanted.iter().map(|known| Step::Homeless(*known))),
            Test::LeaveEnds(days) => self.step(Step::LeaveEnds(*days)),
            Test::CareAt16(months) => self.spans(NamedSpans::CareAt16(*months)),
            Test::Gives(id, answer) => self.gives(line, id, *answer),
            Test::Days(count) => self.spans(NamedSpans::Days(*count)),
            Test::HeldFor(kind, months) => self.spans(NamedSpans::HeldFor(*kind, *months)),
            // Conditions with others inside them are compiled by `condition`.
            Test::All(_)
            | Test::Any(_)
            | Test::Not(_)
            | Test::Ever(_)
            | Test::Ended(..)
            | Test::AsOn(..)
            | Test::Named(..) => Register::NEVER,
        }
    }

    fn since_day(&mut self, day: Day) -> Register {
        match day {
            Day::BEGINNING => Register::ALWAYS,
            Day::END => Register::NEVER,
            day => {
                self.days.insert(day);
                self.step(Step::FromDay(day))
            }
        }
    }

    fn dates(&mut self, from: Option<Day>, until: Option<Day>) -> Register {
        let from = self.since_day(from.unwrap_or(Day::BEGINNING));
        let until = self.since_day(until.unwrap_or(Day::END));
        let before = until.not();
        self.and([from, before])
    }

    fn since_age(&mut self, age: u8) -> Register {
        if age == 0 {
            return Register::ALWAYS;
        }
        self.ages.insert(age);
        self.step(Step::FromAge(age))
    }

    fn age(&mut self, line: usize, from: Option<&Bound>, until: Option<&Bound>) -> Register {
        let from = match from {
            Some(from) => self.bound(line, from),
            None => Register::ALWAYS,
        };
        let until = match until {
            Some(until) => self.bound(line, until),
            None => Register::NEVER,
        };
        let under = until.not();
        self.and([from, under])
    }

    /// From the age given by a bound.
    fn bound(&mut self, line: usize, bound: &Bound) -> Register {
        match bound {
            Bound::Age(age) => self.since_age(*age),
            Bound::Figure(id) => {
                let rows = self.rows(line, id, Unit::Years);
                let parts: Vec<Register> = rows
                    .iter()
                    .map(|row| {
                        let days = self.dates(Some(row.from), Some(row.until));
                        let age = self.since_age(row.age());
                        self.and([days, age])
                    })
                    .collect();
                self.or(parts)
            }
        }
    }

    /// The rows of a figure, which must exist and have the right unit.
    fn rows(&mut self, line: usize, id: &str, unit: Unit) -> Vec<Row> {
        match self.figures.figure(id) {
            Some(figure) if figure.unit == unit && !figure.rows.is_empty() => figure.rows.clone(),
            Some(_) => {
                self.problem(line, format!("the figure `{id}` does not give what is needed here"));
                Vec::new()
            }
            None => {
                self.problem(line, format!("no figure is called `{id}`"));
                Vec::new()
            }
        }
    }

    fn paid_under(&mut self, line: usize, id: &str) -> Register {
        let rows = self.rows(line, id, Unit::Pounds);
        let parts: Vec<Register> = rows
            .iter()
            .map(|row| {
                let days = self.dates(Some(row.from), Some(row.until));
                let under = self.step(Step::PaidUnder(row.hundredths));
                self.and([days, under])
            })
            .collect();
        self.or(parts)
    }

    fn in_force(&mut self, line: usize, id: &str) -> Register {
        match self.figures.commencement(id) {
            Some(commencement) => self.since_day(commencement.from.unwrap_or(Day::END)),
            None => {
                self.problem(line, format!("no commencement is called `{id}`"));
                Register::NEVER
            }
        }
    }

    fn education_start(&mut self, when: When) -> Register {
        match when {
            When::Unknown => self.step(Step::StartUnknown),
            When::BeforeAge(age) => {
                self.ages.insert(age);
                self.step(Step::StartBeforeAge(age))
            }
            When::Between(from, until) => {
                let from = self.step(Step::StartFrom(from.unwrap_or(Day::BEGINNING)));
                let until = until.map(|until| self.step(Step::StartFrom(until)));
                match until {
                    Some(until) => {
                        let before = until.not();
                        self.and([from, before])
                    }
                    None => from,
                }
            }
        }
    }

    fn course_years(&mut self, years: Years) -> Register {
        let unknown = self.step(Step::YearsUnknown);
        match years {
            Years::Unknown => unknown,
            Years::AtLeast(years) => self.step(Step::YearsAtLeast(years)),
            Years::Under(years) => {
                let long = self.step(Step::YearsAtLeast(years));
                let (short, known) = (long.not(), unknown.not());
                self.and([short, known])
            }
        }
    }
}

/// The facts that a condition tests for being unknown, one bit each.
fn asks(condition: &Condition) -> u64 {
    match &condition.test {
        Test::All(parts) | Test::Any(parts) => parts.iter().fold(0, |bits, part| bits | asks(part)),
        Test::Not(inner) | Test::Ever(inner) | Test::AsOn(_, inner) | Test::Named(_, inner) => asks(inner),
        Test::Ended(what, during) => asks(what) | asks(during),
        Test::YesNo(fact, wanted) if wanted.contains(&Known::Unknown) => 1 << fact.number(),
        Test::Homeless(wanted) if wanted.contains(&None) => 1 << HOMELESS,
        Test::EducationKnown(false) => 1 << EDUCATION,
        Test::EducationStart(When::Unknown) => 1 << EDUCATION_START,
        Test::CourseYears(Years::Unknown) => 1 << COURSE_YEARS,
        _ => 0,
    }
}
