//! One person's whole life under the law: every timeline that the rules give, worked out once and read many times.

use crate::assessment::{DutyStage, Fact, NextChange, Outcome, Standing, Status};
use crate::calendar::{Day, day_after_months};
use crate::care_history::CareHistory;
use crate::catalogue::{Law, Terms};
use crate::entitlement::evaluate::{Extra, Fixed, Ground, Results, result};
use crate::entitlement::outcome::RuleLine;
use crate::entitlement::program::{Program, ProgramLine, asked_fact};
use crate::facts::FactId;
use crate::grid::{ChangeDays, Held};
use crate::person::Person;
use crate::status::{CareDays, StatusDays, change_days};
use chrono::NaiveDate;
use std::cell::RefCell;

/// One person's whole life under the law: every timeline that the rules give, over the same change days.
pub(crate) struct Life<'l, const W: usize> {
    pub(crate) law: &'l Law,
    pub(crate) person: &'l Person,
    pub(crate) care: &'l CareHistory<'l>,
    pub(crate) days: &'l ChangeDays,
    pub(crate) fixed: Fixed,
    pub(crate) extra: &'l Extra,
    pub(crate) on: CareDays<W>,
    pub(crate) status: StatusDays<W>,
    /// The result of every step of the law's program.
    pub(crate) results: Results<W>,
}

/// Something read from a life. A trait because the number of words in its timelines is a type.
pub(crate) trait Reading {
    type Answer;
    /// Whether it needs the entitlements; status, care and home are always worked out.
    const ENTITLEMENTS: bool = true;

    fn read<const W: usize>(self, life: &Life<'_, W>) -> Self::Answer;
}

/// Works out a life in which every fact is known, and reads it.
pub(crate) fn with_life<R: Reading>(law: &Law, born: NaiveDate, person: &Person, reading: R) -> R::Answer {
    thread_local! {
        static ROOM: RefCell<Room> = RefCell::default();
    }
    ROOM.with(|room| match room.try_borrow_mut() {
        Ok(mut room) => with_life_in(&mut room, law, born, person, reading),
        // Somebody reads a life within a life.
        Err(_) => with_life_in(&mut Room::default(), law, born, person, reading),
    })
}

/// Memory reused from one person to the next.
#[derive(Debug, Clone, Default)]
pub(crate) struct Room {
    days: Vec<Day>,
    results: Vec<u64>,
}

/// The same, reusing working memory.
pub(crate) fn with_life_in<R: Reading>(
    room: &mut Room,
    law: &Law,
    born: NaiveDate,
    person: &Person,
    reading: R,
) -> R::Answer {
    let program = if R::ENTITLEMENTS { &law.program } else { Program::none() };
    let care = CareHistory::of(born, person);
    let extra = Extra::of(program, &care, person);
    let fixed = Fixed::of(&person.circumstances);
    let mut days = std::mem::take(&mut room.days);
    days.clear();
    days.reserve(96);
    change_days(&care, &person.circumstances, &mut days);
    extra.change_days(program, &fixed, &mut days);
    let life = Begun { law, program, person, care, fixed, extra, days: ChangeDays::from_unsorted(days) };
    let results = &mut room.results;
    let answer = match life.days.stretches() {
        0..=64 => life.read::<1, R>(results, reading),
        65..=128 => life.read::<2, R>(results, reading),
        129..=512 => life.read::<8, R>(results, reading),
        // Each change falls on its own day, and care, home and custody are considered from birth to 25.
        _ => life.read::<160, R>(results, reading),
    };
    room.days = life.days.into_room();
    answer
}

/// A life whose change days are known.
struct Begun<'l> {
    law: &'l Law,
    program: &'l Program,
    person: &'l Person,
    care: CareHistory<'l>,
    fixed: Fixed,
    extra: Extra,
    days: ChangeDays,
}

impl Begun<'_> {
    fn read<const W: usize, R: Reading>(&self, room: &mut Vec<u64>, reading: R) -> R::Answer {
        let Begun { law, program, person, care, fixed, extra, days } = self;
        let on = CareDays::<W>::of(days, care);
        let status = StatusDays::of(days, care, &on, &person.circumstances);
        let ground = Ground { days, fixed, extra, on: &on, status: &status };
        let results = Results::of(program, &ground, std::mem::take(room));
        let life = Life { law, person, care, days, fixed: *fixed, extra, on, status, results };
        let answer = reading.read(&life);
        *room = life.results.into_room();
        answer
    }
}

impl<const W: usize> Life<'_, W> {
    /// The days on which an entitlement's rule says *entitled*, and those on which it says *needs information*.
    pub(crate) fn entitled_and_asks(&self, place: usize) -> (Held<W>, Held<W>) {
        self.law.program.answers.get(place).map_or((Held::NEVER, Held::NEVER), |(entitled, asks)| {
            (result(&self.results, *entitled), result(&self.results, *asks))
        })
    }

    /// The outcome of an entitlement on a stretch.
    pub(crate) fn outcome(&self, place: usize, stretch: usize) -> Outcome {
        let (entitled, asks) = self.entitled_and_asks(place);
        if entitled.at(stretch) {
            Outcome::Entitled
        } else if asks.at(stretch) {
            Outcome::NeedsInformation
        } else if self.upcoming(entitled, stretch).is_some() {
            Outcome::Upcoming
        } else {
            Outcome::NotEntitled
        }
    }

    /// The first later stretch with the entitlement, if it begins before 25.
    pub(crate) fn upcoming(&self, entitled: Held<W>, stretch: usize) -> Option<usize> {
        let later = entitled.next_from(stretch + 1).filter(|later| *later < self.days.stretches())?;
        (self.days.start(later) < self.care.ages.b25).then_some(later)
    }

    /// The line of an entitlement's rule that answers on a stretch: as written, and compiled.
    pub(crate) fn answering(&self, place: usize, stretch: usize) -> Option<(&RuleLine, &ProgramLine)> {
        let line = self.answering_line(place, stretch)?;
        let compiled = self.law.program.lines.get(place)?.get(line)?;
        Some((self.law.entitlements.get(place)?.rule.get(line)?, compiled))
    }

    /// Its index in the rule.
    pub(crate) fn answering_line(&self, place: usize, stretch: usize) -> Option<usize> {
        let lines = self.law.program.lines.get(place)?;
        lines.iter().position(|line| result(&self.results, line.when).at(stretch))
    }

    /// What the answering line asks for: the facts it tests for being unknown and that are unknown, then what it names.
    pub(crate) fn needs(&self, place: usize, stretch: usize) -> Vec<Fact> {
        let Some((_, compiled)) = self.answering(place, stretch) else { return Vec::new() };
        let mut open = compiled.asks & self.fixed.unknown;
        let mut needs = Vec::with_capacity(compiled.needs.len().max(1));
        while open != 0 {
            let bit = usize::try_from(open.trailing_zeros()).unwrap_or_default();
            needs.extend(asked_fact(bit).map(Fact::Circumstance));
            open &= open - 1;
        }
        for need in &compiled.needs {
            if !needs.contains(need) {
                needs.push(*need);
            }
        }
        needs
    }

    /// The amount on a day, in pence.
    pub(crate) fn amount(&self, terms: Terms, day: Day) -> Option<i64> {
        let figure = self.law.figures.figures.get(terms.figure?)?;
        let of_day = if terms.at_education_start { self.fixed.start? } else { day };
        let amount = figure.on(of_day, |age| self.extra.reaches(age) <= of_day)?;
        Some(if terms.less_paid { amount.saturating_sub(self.fixed.paid).max(0) } else { amount })
    }

    /// The first later day, up to 25, on which status, stage or route differs.
    pub(crate) fn next_change(&self, stretch: usize, standing: Standing) -> Option<NextChange> {
        let other = !self.status.days_of_standing(standing);
        let later = other.next_from(stretch + 1).filter(|later| *later < self.days.stretches())?;
        let day = self.days.start(later);
        if day > self.care.ages.b25 {
            return None;
        }
        Some(NextChange { date: day.date()?, standing: self.status.standing(later) })
    }

    /// The first day of a timeline.
    pub(crate) fn first_day(&self, held: Held<W>) -> Option<Day> {
        let first = held.next_from(0).filter(|first| *first < self.days.stretches())?;
        Some(self.days.start(first))
    }

    /// Three months after becoming eligible, becoming relevant without a plan, or telling the authority under s.23CA.
    pub(crate) fn needs_assessment_due(
        &self,
        standing: Standing,
        eligible_from: Option<Day>,
    ) -> Option<NaiveDate> {
        let circumstances = &self.person.circumstances;
        let from = match (standing.status, standing.duty_stage) {
            (Status::Eligible, _) => eligible_from,
            (Status::Relevant, _) if circumstances.answers.get(FactId::HasPathwayPlan) == Some(false) => {
                self.first_day(self.status.relevant)
            }
            (_, Some(DutyStage::S23CA)) => circumstances.education_request_date.map(Day::of),
            _ => None,
        };
        day_after_months(from?, 3).date()
    }
}
