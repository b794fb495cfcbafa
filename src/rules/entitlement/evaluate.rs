//! Running the rules on one person: every condition on every day at once.

use super::condition::{Anchor, DayKind, Known, YES_NO};
use super::program::{COURSE_YEARS, EDUCATION, EDUCATION_START, NamedSpans, Program, Register, Step};
use crate::assessment::Route;
use crate::calendar::{Day, birthday, thirty_first_august_from};
use crate::care_history::{CareHistory, event_span};
use crate::grid::{ChangeDays, Held};
use crate::json::{Circumstances, EducationKind, EventKind, Person};
use crate::status::{CareDays, StatusDays, course_days};
use crate::timeline::{Span, Spans};
use chrono::NaiveDate;
use std::borrow::Cow;
use std::cell::Cell;

/// The facts that are the same on every day.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Fixed {
    /// A bit for each fact that is not recorded: those of [`YES_NO`] without a default, then the education's.
    pub(crate) unknown: u32,
    /// A bit for each fact of [`YES_NO`] that is yes.
    yes: u32,
    pub(crate) kind: Option<EducationKind>,
    pub(crate) start: Option<Day>,
    course: Option<Span>,
    /// Length of the course in hundredths of a year.
    years: Option<i64>,
    /// Setting up home money received, in pence.
    pub(crate) paid: i64,
}

impl Fixed {
    pub(crate) fn of(circumstances: &Circumstances) -> Fixed {
        let (mut unknown, mut yes) = (0, 0);
        for (bit, fact) in YES_NO.iter().enumerate() {
            match (fact.find)(circumstances).or(fact.default) {
                Some(true) => yes |= 1 << bit,
                Some(false) => {}
                None => unknown |= 1 << bit,
            }
        }
        let education = circumstances.education.as_ref();
        let kind = education.and_then(|education| education.kind);
        let start = education.and_then(|education| education.start).map(Day::of);
        let years = education.and_then(|education| education.course_years).map(hundredths);
        unknown |= u32::from(kind.is_none()) << EDUCATION;
        unknown |= u32::from(start.is_none()) << EDUCATION_START;
        unknown |= u32::from(years.is_none()) << COURSE_YEARS;
        let paid = circumstances.setting_up_home_paid.map_or(0, hundredths);
        Fixed { unknown, yes, kind, start, course: course_days(circumstances), years, paid }
    }

    fn is(&self, fact: usize, known: Known) -> bool {
        let bit = |bits: u32| bits >> fact & 1 == 1;
        match known {
            Known::Yes => bit(self.yes),
            Known::No => !bit(self.yes) && !bit(self.unknown),
            Known::Unknown => bit(self.unknown),
        }
    }
}

/// A number of the document in hundredths: pounds as pence.
fn hundredths(number: f64) -> i64 {
    #[expect(
        clippy::as_conversions,
        reason = "a float as a whole number stops at the ends; not-a-number becomes 0"
    )]
    let whole = (number * 100.0).round() as i64;
    whole
}

/// A person's birthdays and the days that rules of this law name.
#[derive(Debug, Clone)]
pub(crate) struct Extra {
    born: NaiveDate,
    /// The birthdays up to 31 that some rule names, by age.
    birthdays: [Day; 32],
    /// The days of each of [`Program::spans`].
    spans: Vec<Spans>,
}

/// An age that nobody reaches: in a rule, no bound at all.
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
    pub(crate) fn change_days(&self, program: &Program, into: &mut Vec<Day>) {
        for age in program.ages.iter().filter(|age| !matches!(age, 16 | 18 | 21 | 25)) {
            into.push(self.reaches(*age));
        }
        into.extend_from_slice(&program.days);
        for span in self.spans.iter().flat_map(Spans::as_slice) {
            into.push(span.start);
            into.push(span.end);
        }
    }

    /// The day on which an age that a rule names is reached.
    #[inline]
    pub(crate) fn reaches(&self, age: u8) -> Day {
        match self.birthdays.get(usize::from(age)) {
            Some(day) => *day,
            None if age < NOBODY => Day::of(birthday(self.born, age)),
            None => Day::END,
        }
    }
}

/// The days that a rule names.
fn named_spans(named: &NamedSpans, care: &CareHistory<'_>, person: &Person) -> Spans {
    let ages = &care.ages;
    match named {
        NamedSpans::Kind(kind) => kind_days(*kind, care, person).into_owned(),
        NamedSpans::Placement(codes) => {
            let there = |placement: &str| codes.iter().any(|code| code == placement);
            let ordinary = care.stays.iter().filter(|stay| !stay.short_break && there(stay.placement));
            ordinary.map(|stay| stay.span).collect()
        }
        NamedSpans::Days(count) => {
            let (from, until) = (ages.of_age(count.from_age), ages.of_age(count.until_age));
            let reached = kind_days(count.of, care, person).clip(from, until).day_reached(count.at_least);
            reached.map_or(Spans::none(), |day| Spans::one(Span::new(day, Day::END)))
        }
        NamedSpans::HeldFor(kind, months) => kind_days(*kind, care, person).lasting_months(*months),
        NamedSpans::AgeOn31August(from, until) => {
            let after = |age| Day::of(thirty_first_august_from(birthday(ages.born, age))).plus(1);
            Spans::one(Span::new(after(*from), after(*until)))
        }
    }
}

/// The days of a sort. Days at home and in custody are looked at from birth to 25.
fn kind_days<'c>(kind: DayKind, care: &'c CareHistory<'_>, person: &Person) -> Cow<'c, Spans> {
    let (born, b25) = (Day::of(care.ages.born), care.ages.b25);
    match kind {
        DayKind::LookedAfter => Cow::Borrowed(&care.ordinary),
        DayKind::ShortBreak => Cow::Borrowed(&care.short_breaks),
        DayKind::AtHome => Cow::Owned(care.home.clip(born, b25)),
        DayKind::Detained => {
            let detained =
                person.events.iter().filter(|e| matches!(e.kind, EventKind::Detained | EventKind::Hospital));
            Cow::Owned(detained.map(event_span).collect::<Spans>().clip(born, b25))
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
    /// `W` words a result. A plain list, so that its room can serve the next person too.
    words: Vec<u64>,
}

impl<const W: usize> Results<W> {
    /// Runs a program in a room that is kept from one person to the next.
    pub(crate) fn of(program: &Program, ground: &Ground<'_, W>, mut room: Vec<u64>) -> Results<W> {
        room.resize(program.steps.len() * 2 * W, 0);
        let (results, _) = room.as_chunks_mut::<W>();
        let results = Cell::from_mut(results).as_slice_of_cells();
        let of = |register: Register| {
            results.get(register.place()).map_or(Held::NEVER, |words| Held::from_words(words.get()))
        };
        let (facts, combining) = program.steps.split_at(program.facts.min(program.steps.len()));
        let (pairs, _) = results.as_chunks::<2>();
        let (of_facts, of_combining) = pairs.split_at(facts.len());
        for (fact, into) in facts.iter().zip(of_facts) {
            put(ground.fact(fact), into);
        }
        for (step, into) in combining.iter().zip(of_combining) {
            put(
                match step {
                    Step::And(one, other) => of(*one) & of(*other),
                    other => ground.combined(other, &of),
                },
                into,
            );
        }
        Results { words: room }
    }

    /// The room, for the next person.
    pub(crate) fn into_room(self) -> Vec<u64> {
        self.words
    }
}

/// The result of a step.
#[inline]
pub(crate) fn result<const W: usize>(results: &Results<W>, register: Register) -> Held<W> {
    let (results, _) = results.words.as_chunks();
    results.get(register.place()).map_or(Held::NEVER, |words| Held::from_words(*words))
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
            Step::YearsUnknown => Held::constant(fixed.years.is_none()),
            Step::YearsAtLeast(years) => Held::constant(fixed.years.is_some_and(|length| length >= *years)),
            Step::PaidUnder(amount) => Held::constant(fixed.paid < *amount),
            Step::YesNo(fact, known) => Held::constant(fixed.is(*fact, *known)),
            Step::Always => Held::ALWAYS,
            // Those that combine come after all facts.
            Step::And(..) | Step::Ever(_) | Step::Ended(..) | Step::AsOn(..) => Held::NEVER,
        }
    }

    /// A step, other than *and*, that combines earlier ones over the days.
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

    /// The facts of a route of section 24 are met: never on a day of care itself.
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
