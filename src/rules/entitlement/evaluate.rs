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
use std::borrow::Cow;

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
    /// The birthdays that some rule names, by age.
    birthdays: [Day; MOST_AGES],
    /// The days of each of [`Program::spans`].
    spans: Vec<Spans>,
}

/// More than the age of anyone.
const MOST_AGES: usize = 128;

impl Extra {
    pub(crate) fn of(program: &Program, care: &CareHistory<'_>, person: &Person) -> Extra {
        let mut birthdays = [Day::END; MOST_AGES];
        for age in &program.ages {
            if let Some(day) = birthdays.get_mut(usize::from(*age)) {
                *day = care.ages.of_age(*age);
            }
        }
        let spans = program.spans.iter().map(|named| named_spans(named, care, person)).collect();
        Extra { birthdays, spans }
    }

    /// The days on which any of these can change.
    pub(crate) fn change_days(&self, program: &Program, into: &mut Vec<Day>) {
        let others = program.ages.iter().filter(|age| !matches!(age, 16 | 18 | 21 | 25));
        into.extend(others.map(|age| self.reaches(*age)));
        into.extend(program.days.iter());
        for spans in &self.spans {
            into.extend(spans.iter().flat_map(|span| [span.start, span.end]));
        }
    }

    /// The day on which an age that a rule names is reached.
    #[inline]
    pub(crate) fn reaches(&self, age: u8) -> Day {
        self.birthdays.get(usize::from(age)).copied().unwrap_or(Day::END)
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

/// The result of every step, in order.
pub(crate) fn run<const W: usize>(program: &Program, ground: &Ground<'_, W>) -> Vec<Held<W>> {
    let mut results: Vec<Held<W>> = Vec::with_capacity(program.steps.len());
    let (facts, combining) = program.steps.split_at(program.facts.min(program.steps.len()));
    for fact in facts {
        let result = ground.step(fact, &results);
        results.push(result);
    }
    for step in combining {
        let result = match step {
            Step::And(one, other) => result(&results, *one) & result(&results, *other),
            other => ground.step(other, &results),
        };
        results.push(result);
    }
    results
}

/// The result of a step that came before.
#[inline]
pub(crate) fn result<const W: usize>(results: &[Held<W>], register: Register) -> Held<W> {
    results.get(register.place()).copied().unwrap_or(Held::NEVER).opposite_if(register.is_opposite())
}

impl<const W: usize> Ground<'_, W> {
    #[inline]
    fn step(&self, step: &Step, results: &[Held<W>]) -> Held<W> {
        let of = |register: &Register| result(results, *register);
        match step {
            Step::Always => Held::ALWAYS,
            Step::And(one, other) => of(one) & of(other),
            Step::Ever(inner) => of(inner).ever(),
            Step::Ended(what, during) => (of(what).just_before() & !of(what) & of(during)).ever(),
            Step::AsOn(anchor, that) => self
                .anchor(*anchor)
                .map_or(Held::NEVER, |day| Held::constant(of(that).at(self.days.stretch_of(day)))),
            Step::Status(status) => self.status.days_of(*status),
            Step::Stage(stage) => self.status.days_of_stage(*stage),
            Step::Route(route) => self.status.days_of_route(*route),
            Step::Accommodated(route) => self.accommodated(*route),
            Step::FromAge(age) => Held::since(self.days, self.extra.reaches(*age)),
            Step::FromDay(day) => Held::since(self.days, *day),
            Step::LookedAfter => self.on.ordinary,
            Step::ShortBreak => self.on.short_break,
            Step::Spans(place) => {
                self.extra.spans.get(*place).map_or(Held::NEVER, |spans| Held::on(self.days, spans))
            }
            Step::Studying => self.fixed.course.map_or(Held::NEVER, |course| Held::during(self.days, course)),
            same_every_day => Held::constant(self.always(same_every_day)),
        }
    }

    /// A fact that is the same on every day.
    fn always(&self, step: &Step) -> bool {
        let fixed = self.fixed;
        match step {
            Step::EducationUnknown => fixed.kind.is_none(),
            Step::EducationKind(kind) => fixed.kind == Some(*kind),
            Step::StartUnknown => fixed.start.is_none(),
            Step::StartFrom(day) => fixed.start.is_some_and(|start| start >= *day),
            Step::StartBeforeAge(age) => fixed.start.is_some_and(|start| start < self.extra.reaches(*age)),
            Step::YearsUnknown => fixed.years.is_none(),
            Step::YearsAtLeast(years) => fixed.years.is_some_and(|length| length >= *years),
            Step::PaidUnder(amount) => fixed.paid < *amount,
            Step::YesNo(fact, known) => fixed.is(*fact, *known),
            _ => false,
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
