//! Runs the rules for one person: every condition on every day at once.

use super::condition::{Anchor, DayKind, Known};
use super::program::{
    COURSE_YEARS, EDUCATION, EDUCATION_START, HOMELESS, MOST_RESULTS, NamedSpans, Program, Register, Run,
    Step,
};
use crate::assessment::Route;
use crate::calendar::{Day, birthday, day_after_months, thirty_first_august_from};
use crate::care_history::{CareHistory, event_span};
use crate::facts::{self, CountsAs, FactId, TESTED};
use crate::grid::{ChangeDays, Held};
use crate::person::{Circumstances, EducationKind, EventKind, Homeless, Person};
use crate::status::{CareDays, StatusDays, course_days};
use crate::timeline::{Span, Spans};
use chrono::NaiveDate;
use std::borrow::Cow;
use std::cell::Cell;
use std::sync::OnceLock;

/// The facts that are the same on every day.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Fixed {
    /// One bit for each fact that is not recorded: the yes-or-no facts that have no default, then the others.
    pub(crate) unknown: u64,
    /// One bit for each yes-or-no fact that is yes.
    yes: u64,
    pub(crate) homeless: Option<Homeless>,
    pub(crate) kind: Option<EducationKind>,
    pub(crate) start: Option<Day>,
    course: Option<Span>,
    /// Length of the course in months.
    months: Option<u32>,
    /// Setting up home money received, in pence.
    pub(crate) paid: i64,
    leave_ends: Option<Day>,
}

/// The yes-or-no facts that count as yes or as no until somebody says, one bit each.
#[derive(Debug, Clone, Copy)]
struct Defaults {
    known: u64,
    yes: u64,
}

fn defaults() -> Defaults {
    static LOADED: OnceLock<Defaults> = OnceLock::new();
    *LOADED.get_or_init(|| {
        let mut defaults = Defaults { known: 0, yes: 0 };
        for entry in facts::all().unwrap_or_default() {
            if let Some(CountsAs::Answer(yes)) = entry.counts_as {
                defaults.known |= 1 << entry.id.number();
                defaults.yes |= u64::from(yes) << entry.id.number();
            }
        }
        defaults
    })
}

/// The answers to the yes-or-no facts, and what follows from other facts: one bit each for *answered* and for *yes*.
fn answers(circumstances: &Circumstances) -> (u64, u64) {
    let (mut known, mut yes) = circumstances.answers.bits();
    let mut set = |fact: FactId, answer: Option<bool>| {
        if let Some(answer) = answer {
            let bit = 1 << fact.number();
            known |= bit;
            yes = yes & !bit | if answer { bit } else { 0 };
        }
    };
    if let Some(education) = &circumstances.education {
        set(FactId::InPathwayPlan, education.in_pathway_plan);
        set(FactId::Residential, education.residential);
        set(FactId::Continuing, education.continuing);
        set(FactId::FullTime, education.full_time);
    }
    if needs_leave(circumstances) {
        set(FactId::NeedsLeaveToStay, Some(true));
    }
    (known, yes)
}

/// Anyone with no recourse to public funds, or with leave that ends, needs leave to stay.
fn needs_leave(circumstances: &Circumstances) -> bool {
    circumstances.answers.get(FactId::RecourseToPublicFunds) == Some(false)
        || circumstances.leave_to_remain_ends.is_some()
}

/// What is known about a yes-or-no fact, wherever it is recorded.
pub(crate) fn answer(circumstances: &Circumstances, fact: FactId) -> Option<bool> {
    let (known, yes) = answers(circumstances);
    let bit = 1u64.checked_shl(u32::try_from(fact.number()).unwrap_or(u32::MAX)).unwrap_or(0);
    (known & bit != 0).then_some(yes & bit != 0)
}

impl Fixed {
    pub(crate) fn of(circumstances: &Circumstances) -> Fixed {
        let (mut known, mut yes) = answers(circumstances);
        let defaults = defaults();
        yes |= defaults.yes & !known;
        known |= defaults.known;
        let education = circumstances.education.as_ref();
        let kind = education.and_then(|education| education.kind);
        let start = education.and_then(|education| education.start).map(Day::of);
        let months = education.and_then(|education| education.course_months);
        let mut unknown = !known & ((1 << TESTED) - 1);
        unknown |= u64::from(kind.is_none()) << EDUCATION;
        unknown |= u64::from(start.is_none()) << EDUCATION_START;
        unknown |= u64::from(months.is_none()) << COURSE_YEARS;
        unknown |= u64::from(circumstances.homeless.is_none()) << HOMELESS;
        Fixed {
            unknown,
            yes,
            homeless: circumstances.homeless,
            kind,
            start,
            course: course_days(circumstances),
            months,
            paid: circumstances.setting_up_home_paid.unwrap_or_default(),
            leave_ends: circumstances.leave_to_remain_ends.map(Day::of),
        }
    }

    fn is(&self, fact: FactId, known: Known) -> bool {
        let bit = |bits: u64| bits >> fact.number() & 1 == 1;
        match known {
            Known::Yes => bit(self.yes),
            Known::No => !bit(self.yes) && !bit(self.unknown),
            Known::Unknown => bit(self.unknown),
        }
    }

    /// The first day with less than this many days of leave to remain left.
    pub(crate) fn leave_short(&self, days: i32) -> Option<Day> {
        self.leave_ends.map(|ends| ends.plus(1 - days))
    }
}

/// A person's birthdays and the days that this law's rules refer to.
#[derive(Debug, Clone)]
pub(crate) struct Extra {
    born: NaiveDate,
    /// The birthdays up to 31 that a rule refers to, by age.
    birthdays: [Day; 32],
    /// The days for each of [`Program::spans`].
    spans: Vec<Spans>,
}

/// An age that nobody reaches: in a rule, no limit at all.
const NOBODY: u8 = 128;

impl Extra {
    pub(crate) fn of(program: &Program, care: &CareHistory<'_>, person: &Person) -> Extra {
        let mut birthdays = [Day::END; 32];
        for age in &program.ages {
            if let Some(day) = birthdays.get_mut(usize::from(*age)) {
                *day = care.ages.of_age(*age);
            }
        }
        let spans = program.spans.iter().map(|named| named_spans(named, care, person)).collect();
        Extra { born: care.ages.born, birthdays, spans }
    }

    /// The days on which any of these can change.
    pub(crate) fn change_days(&self, program: &Program, fixed: &Fixed, into: &mut Vec<Day>) {
        for step in program.steps.get(..program.facts).unwrap_or_default() {
            if let Step::LeaveEnds(days) = step {
                into.extend(fixed.leave_short(*days));
            }
        }
        for age in program.ages.iter().filter(|age| !matches!(age, 16 | 18 | 21 | 25)) {
            into.push(self.reaches(*age));
        }
        into.extend_from_slice(&program.days);
        for span in self.spans.iter().flat_map(Spans::as_slice) {
            into.push(span.start);
            into.push(span.end);
        }
    }

    /// The day on which the person reaches an age that a rule refers to.
    #[inline]
    pub(crate) fn reaches(&self, age: u8) -> Day {
        match self.birthdays.get(usize::from(age)) {
            Some(day) => *day,
            None if age < NOBODY => Day::of(birthday(self.born, age)),
            None => Day::END,
        }
    }
}

/// The days that a rule refers to.
fn named_spans(named: &NamedSpans, care: &CareHistory<'_>, person: &Person) -> Spans {
    let ages = &care.ages;
    match named {
        NamedSpans::Kind(kind) => kind_days(*kind, care, person).into_owned(),
        NamedSpans::Placement(codes) => {
            let there = |placement: Option<_>| placement.is_some_and(|placement| codes.contains(&placement));
            let ordinary = care.stays.iter().filter(|stay| !stay.short_break && there(stay.placement));
            ordinary.map(|stay| stay.span).collect()
        }
        NamedSpans::Days(count) => {
            let (from, until) = (ages.of_age(count.from_age), ages.of_age(count.until_age));
            let reached = kind_days(count.of, care, person).clip(from, until).day_reached(count.at_least);
            reached.map_or(Spans::none(), |day| Spans::one(Span::new(day, Day::END)))
        }
        NamedSpans::HeldFor(kind, months) => kind_days(*kind, care, person).lasting_months(*months),
        NamedSpans::CareAt16(months) => care_at_16(*months, care),
        NamedSpans::AgeOn31August(from, until) => {
            let after = |age| Day::of(thirty_first_august_from(birthday(ages.born, age))).plus(1);
            Spans::one(Span::new(after(*from), after(*until)))
        }
    }
}

/// From the day on which a run of ordinary days away from home had lasted this many months and reached 16.
fn care_at_16(months: u32, care: &CareHistory<'_>) -> Spans {
    let away = if care.home.is_empty() {
        Cow::Borrowed(&care.ordinary)
    } else {
        Cow::Owned(care.ordinary.without(&care.home))
    };
    let met = away.iter().map(|run| (day_after_months(run.start, months).max(care.ages.b16), run.end));
    let first = met.filter(|(met, end)| met <= end).map(|(met, _)| met).min();
    first.map_or(Spans::none(), |day| Spans::one(Span::new(day, Day::END)))
}

/// The days of a kind. Days at home and in custody are considered from birth to 25.
fn kind_days<'c>(kind: DayKind, care: &'c CareHistory<'_>, person: &Person) -> Cow<'c, Spans> {
    let (born, b25) = (Day::of(care.ages.born), care.ages.b25);
    let events =
        |kind: EventKind| person.events.iter().filter(move |event| event.kind == kind).map(event_span);
    match kind {
        DayKind::LookedAfter => Cow::Borrowed(&care.ordinary),
        DayKind::ShortBreak => Cow::Borrowed(&care.short_breaks),
        DayKind::AtHome => Cow::Owned(care.home.clip(born, b25)),
        DayKind::Detained => Cow::Owned(events(EventKind::Detained).collect::<Spans>().clip(born, b25)),
        DayKind::Section17 => {
            Cow::Owned(events(EventKind::Section17Accommodation).collect::<Spans>().clip(born, b25))
        }
        DayKind::CustodyFromCare => {
            let lost = events(EventKind::Detained).filter_map(|custody| {
                let care = care.ordinary.iter().find(|run| run.end > custody.start.eve())?;
                let last_seen = care.start.max(custody.start.eve());
                Some(Span::new(last_seen.plus(1).max(custody.start), custody.end))
            });
            Cow::Owned(lost.filter(|span| !span.is_empty()).collect::<Spans>().clip(born, b25))
        }
        DayKind::PermanenceFromCare => {
            let orders = events(EventKind::SpecialGuardianship).chain(events(EventKind::Adopted));
            let from_care = orders.filter(|order| care.ordinary.contains(order.start.eve()));
            let first = from_care.map(|order| order.start).min();
            Cow::Owned(first.map_or(Spans::none(), |day| Spans::one(Span::new(day, Day::END))))
        }
    }
}

/// What a step is worked out from.
pub(crate) struct Ground<'g, const W: usize> {
    pub(crate) days: &'g ChangeDays,
    pub(crate) fixed: &'g Fixed,
    pub(crate) extra: &'g Extra,
    pub(crate) on: &'g CareDays<W>,
    pub(crate) status: &'g StatusDays<W>,
}

/// The result of every step and its opposite, in order.
#[derive(Debug)]
pub(crate) struct Results<const W: usize> {
    /// `W` words per result. A plain list, so that its memory can be reused for the next person.
    words: Vec<u64>,
}

impl<const W: usize> Results<W> {
    /// Runs a program in memory that is reused from one person to the next.
    pub(crate) fn of(program: &Program, ground: &Ground<'_, W>, mut room: Vec<u64>) -> Results<W> {
        room.resize(MOST_RESULTS * W, 0);
        let (results, _) = room.as_chunks_mut::<W>();
        let results = Cell::from_mut(results).as_slice_of_cells();
        let (Some(results), Some(facts)) = (results.first_chunk(), program.steps.get(..program.facts)) else {
            return Results { words: room };
        };
        let of = |register: Register| held(results, register);
        let (pairs, _) = results.as_chunks::<2>();
        let (of_facts, mut rest) = pairs.split_at(facts.len().min(pairs.len()));
        for (fact, into) in facts.iter().zip(of_facts) {
            put(ground.fact(fact), into);
        }
        for run in &program.runs {
            match run {
                Run::Ands(ands) => {
                    let (of_ands, after) = rest.split_at(ands.len().min(rest.len()));
                    for ((one, other), into) in ands.iter().zip(of_ands) {
                        put(of(*one) & of(*other), into);
                    }
                    rest = after;
                }
                Run::Other(step) => {
                    let Some((into, after)) = rest.split_first() else { break };
                    put(ground.combined(step, &of), into);
                    rest = after;
                }
            }
        }
        Results { words: room }
    }

    /// Hands the memory back for the next person.
    pub(crate) fn into_room(self) -> Vec<u64> {
        self.words
    }
}

#[inline]
pub(crate) fn result<const W: usize>(results: &Results<W>, register: Register) -> Held<W> {
    let (results, _) = results.words.as_chunks();
    results.get(register.place()).map_or(Held::NEVER, |words| Held::from_words(*words))
}

#[inline]
fn held<const W: usize>(results: &[Cell<[u64; W]>; MOST_RESULTS], register: Register) -> Held<W> {
    // The place is below the length, so the fallback is never compiled.
    results.get(register.place()).map_or(Held::NEVER, |words| Held::from_words(words.get()))
}

/// Writes a result and its opposite.
#[inline]
fn put<const W: usize>(held: Held<W>, [yes, no]: &[Cell<[u64; W]>; 2]) {
    yes.set(*held.words());
    no.set(*(!held).words());
}

impl<const W: usize> Ground<'_, W> {
    /// A step that looks at the person.
    #[inline]
    fn fact(&self, step: &Step) -> Held<W> {
        let fixed = self.fixed;
        match step {
            Step::Status(status) => self.status.days_of(*status),
            Step::Stage(stage) => self.status.days_of_stage(*stage),
            Step::Route(route) => self.status.days_of_route(*route),
            Step::Accommodated(route) => self.accommodated(*route),
            Step::FromAge(age) => Held::since(self.days, self.extra.reaches(*age)),
            Step::FromDay(day) => Held::since(self.days, *day),
            Step::BornFrom(day) => Held::constant(Day::of(self.extra.born) >= *day),
            Step::LookedAfter => self.on.ordinary,
            Step::ShortBreak => self.on.short_break,
            Step::Spans(place) => {
                self.extra.spans.get(*place).map_or(Held::NEVER, |spans| Held::on(self.days, spans))
            }
            Step::Studying => fixed.course.map_or(Held::NEVER, |course| Held::during(self.days, course)),
            Step::EducationUnknown => Held::constant(fixed.kind.is_none()),
            Step::EducationKind(kind) => Held::constant(fixed.kind == Some(*kind)),
            Step::StartUnknown => Held::constant(fixed.start.is_none()),
            Step::StartFrom(day) => Held::constant(fixed.start.is_some_and(|start| start >= *day)),
            Step::StartBeforeAge(age) => {
                Held::constant(fixed.start.is_some_and(|start| start < self.extra.reaches(*age)))
            }
            Step::YearsUnknown => Held::constant(fixed.months.is_none()),
            Step::YearsAtLeast(months) => {
                Held::constant(fixed.months.is_some_and(|length| length >= *months))
            }
            Step::PaidUnder(amount) => Held::constant(fixed.paid < *amount),
            Step::YesNo(fact, known) => Held::constant(fixed.is(*fact, *known)),
            Step::Homeless(known) => Held::constant(fixed.homeless == *known),
            Step::LeaveEnds(days) => {
                fixed.leave_short(*days).map_or(Held::NEVER, |day| Held::since(self.days, day))
            }
            Step::Always => Held::ALWAYS,
            // Combining steps come after all facts.
            Step::And(..) | Step::Ever(_) | Step::Ended(..) | Step::AsOn(..) => Held::NEVER,
        }
    }

    /// A step other than *and* that combines earlier ones over the days.
    fn combined(&self, step: &Step, of: &impl Fn(Register) -> Held<W>) -> Held<W> {
        let of = |register: &Register| of(*register);
        match step {
            Step::Ever(inner) => of(inner).ever(),
            Step::Ended(what, during) => (of(what).just_before() & !of(what) & of(during)).ever(),
            Step::AsOn(anchor, that) => self
                .anchor(*anchor)
                .map_or(Held::NEVER, |day| Held::constant(of(that).at(self.days.stretch_of(day)))),
            _ => Held::NEVER,
        }
    }

    /// The facts of a section 24 route are met: never on a day in care.
    fn accommodated(&self, route: Route) -> Held<W> {
        let [looked_after, voluntary, private_home, health, fostering] = self.on.accommodated;
        let met = match route {
            Route::SpecialGuardianship => Held::NEVER,
            Route::LookedAfter => looked_after,
            Route::VoluntaryOrganisation => voluntary,
            Route::PrivateChildrensHome => private_home,
            Route::HealthOrEducation => health,
            Route::PrivateFostering => fostering,
        };
        met & self.on.not_looked_after()
    }

    fn anchor(&self, anchor: Anchor) -> Option<Day> {
        match anchor {
            Anchor::EveOf(age) => Some(self.extra.reaches(age).eve()),
            Anchor::EducationStart => self.fixed.start,
        }
    }
}
