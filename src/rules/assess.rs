//! One assessment: everything the rules say of one person on one day.

use crate::assessment::{
    Assessment, EntitlementAnswer, Fact, KeyDates, LawState, NextChange, Outcome, Standing, Status,
};
use crate::calendar::{Day, birthday, day_after_months};
use crate::care_history::CareHistory;
use crate::catalogue::{Law, Terms};
use crate::entitlement::evaluate::{Extra, Fixed, Ground, Results, result};
use crate::entitlement::program::{Program, asked_fact};
use crate::grid::{ChangeDays, Held};
use crate::json::Person;
use crate::status::{CareDays, StatusDays, change_days};
use crate::{unknown, warning};
use chrono::NaiveDate;

/// What the law says of a person at the start of a day.
///
/// A person of whom nothing is known is an answer too: everything needs information.
pub fn assess(law: &Law, person: &Person, as_of: NaiveDate) -> Assessment {
    match person.date_of_birth {
        None => unknown::without_birth_date(law, as_of),
        Some(_) if unknown::any(person) => unknown::assess_extremes(law, person, as_of),
        Some(born) => with_life(law, born, person, OnDay(as_of)),
    }
}

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

/// What is read off a life. A trait because the number of words of its timelines is a type.
pub(crate) trait Reading {
    type Answer;
    /// Whether the entitlements are looked at; status, care and home are worked out in any case.
    const ENTITLEMENTS: bool = true;

    fn read<const W: usize>(self, life: &Life<'_, W>) -> Self::Answer;
}

/// Works out a life, every fact of which is known, and reads it.
pub(crate) fn with_life<R: Reading>(law: &Law, born: NaiveDate, person: &Person, reading: R) -> R::Answer {
    with_life_in(&mut Room::default(), law, born, person, reading)
}

/// Memory that serves one person after the other.
#[derive(Debug, Clone, Default)]
pub(crate) struct Room {
    days: Vec<Day>,
    results: Vec<u64>,
}

/// The same in a room that is used again.
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
    let mut days = std::mem::take(&mut room.days);
    days.clear();
    days.reserve(96);
    change_days(&care, &person.circumstances, &mut days);
    extra.change_days(program, &mut days);
    let life = Begun { law, program, person, care, extra, days: ChangeDays::from_unsorted(days) };
    let results = &mut room.results;
    let answer = match life.days.stretches() {
        0..=64 => life.read::<1, R>(results, reading),
        65..=128 => life.read::<2, R>(results, reading),
        129..=512 => life.read::<8, R>(results, reading),
        // Changes lie on different days, and care, home and custody are looked at from birth to 25.
        _ => life.read::<160, R>(results, reading),
    };
    room.days = life.days.into_room();
    answer
}

/// A life of which the change days are known.
struct Begun<'l> {
    law: &'l Law,
    program: &'l Program,
    person: &'l Person,
    care: CareHistory<'l>,
    extra: Extra,
    days: ChangeDays,
}

impl Begun<'_> {
    fn read<const W: usize, R: Reading>(&self, room: &mut Vec<u64>, reading: R) -> R::Answer {
        let Begun { law, program, person, care, extra, days } = self;
        let on = CareDays::<W>::of(days, care);
        let status = StatusDays::of(days, care, &on, &person.circumstances);
        let fixed = Fixed::of(&person.circumstances);
        let ground = Ground { days, fixed: &fixed, extra, on: &on, status: &status };
        let results = Results::of(program, &ground, std::mem::take(room));
        let life = Life { law, person, care, days, fixed, extra, on, status, results };
        let answer = reading.read(&life);
        *room = life.results.into_room();
        answer
    }
}

/// Reads the assessment of one day.
pub(crate) struct OnDay(pub(crate) NaiveDate);

impl Reading for OnDay {
    type Answer = Assessment;

    fn read<const W: usize>(self, life: &Life<'_, W>) -> Assessment {
        life.on_day(self.0)
    }
}

impl<const W: usize> Life<'_, W> {
    /// The assessment of one day.
    pub(crate) fn on_day(&self, as_of: NaiveDate) -> Assessment {
        let day = Day::of(as_of);
        let stretch = self.days.stretch_of(day);
        let standing = self.status.standing(stretch);
        let entitlements = self.entitlement_answers(day, stretch);
        let (warnings, confirm) = warning::of(self, day, stretch, standing, &entitlements);
        Assessment {
            as_of,
            status: standing.status,
            duty_stage: standing.duty_stage,
            route: standing.route,
            looked_after: Some(self.on.ordinary.at(stretch)),
            qualifying_days: Some(self.care.qualifying_days(day)),
            missing: Vec::new(),
            entitlements,
            dates: self.key_dates(day, stretch, standing),
            next_change: self.next_change(stretch, standing),
            responsible_authority: self.responsible_authority(day, stretch, standing).map(str::to_owned),
            warnings,
            confirm,
        }
    }

    fn entitlement_answers(&self, day: Day, stretch: usize) -> Vec<EntitlementAnswer> {
        let all = self.law.terms.iter().enumerate();
        all.map(|(place, terms)| self.entitlement_answer(place, *terms, day, stretch)).collect()
    }

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

    fn entitlement_answer(&self, place: usize, terms: Terms, day: Day, stretch: usize) -> EntitlementAnswer {
        let (entitled, asks) = self.entitled_and_asks(place);
        let mut answer = EntitlementAnswer {
            outcome: Outcome::NotEntitled,
            from: None,
            until: None,
            upcoming_from: None,
            amount_pence: None,
            state: law_state(terms, day),
            needs: Vec::new(),
        };
        let mut period_at = None;
        if entitled.at(stretch) {
            answer.outcome = Outcome::Entitled;
            period_at = Some(stretch);
        } else if asks.at(stretch) {
            answer.outcome = Outcome::NeedsInformation;
            answer.needs = self.needs(place, stretch);
            answer.amount_pence = self.amount(terms, day);
            return answer;
        } else if let Some(later) = self.upcoming(entitled, stretch) {
            answer.outcome = Outcome::Upcoming;
            answer.upcoming_from = self.days.start(later).date();
            period_at = Some(later);
        }
        if let Some(at) = period_at {
            let period = entitled.period(self.days, at);
            answer.from = period.start.date();
            answer.until = period.end.date();
            answer.amount_pence = self.amount(terms, day.max(period.start));
        }
        answer
    }

    /// The first later stretch that gives it, if it begins before 25.
    pub(crate) fn upcoming(&self, entitled: Held<W>, stretch: usize) -> Option<usize> {
        let later = entitled.next_from(stretch + 1).filter(|later| *later < self.days.stretches())?;
        (self.days.start(later) < self.care.ages.b25).then_some(later)
    }

    /// The facts that the answering line asks for.
    pub(crate) fn needs(&self, place: usize, stretch: usize) -> Vec<Fact> {
        let lines = self.law.program.lines.get(place).map_or(&[][..], Vec::as_slice);
        let Some((line, compiled)) =
            lines.iter().enumerate().find(|(_, line)| result(&self.results, line.when).at(stretch))
        else {
            return Vec::new();
        };
        let open = compiled.asks & self.fixed.unknown;
        let bits = (0..32).filter(|bit| open >> bit & 1 == 1);
        let mut needs: Vec<Fact> = bits.map(|bit| Fact::Circumstance(asked_fact(bit))).collect();
        let written = self.law.entitlements.get(place).and_then(|entitlement| entitlement.rule.get(line));
        needs.extend(written.into_iter().flat_map(|line| line.needs.iter().cloned().map(Fact::Asked)));
        needs
    }

    /// The amount on a day, in pence.
    pub(crate) fn amount(&self, terms: Terms, day: Day) -> Option<i64> {
        let figure = self.law.figures.figures.get(terms.figure?)?;
        let of_day = if terms.at_education_start { self.fixed.start? } else { day };
        figure.on(of_day, |age| self.extra.reaches(age) <= of_day)
    }

    /// The first later day up to 25 on which status, stage or route differs.
    pub(crate) fn next_change(&self, stretch: usize, standing: Standing) -> Option<NextChange> {
        let other = !self.status.days_of_standing(standing);
        let later = other.next_from(stretch + 1).filter(|later| *later < self.days.stretches())?;
        let day = self.days.start(later);
        if day > self.care.ages.b25 {
            return None;
        }
        Some(NextChange { date: day.date()?, standing: self.status.standing(later) })
    }

    fn key_dates(&self, day: Day, stretch: usize, standing: Standing) -> KeyDates {
        let ages = &self.care.ages;
        let eligible_from = self.first_day(self.status.eligible);
        KeyDates {
            turns_16: ages.b16.date(),
            turns_18: ages.b18.date(),
            turns_21: ages.b21.date(),
            turns_25: Some(birthday(ages.born, 25)),
            reaches_13_weeks: self.care.thirteen_weeks.and_then(Day::date),
            eligible_from: eligible_from.and_then(Day::date),
            needs_assessment_due: self.needs_assessment_due(standing, eligible_from),
            six_month_home_date: self.six_month_home_date(day, stretch),
        }
    }

    /// The first day of a timeline.
    pub(crate) fn first_day(&self, held: Held<W>) -> Option<Day> {
        let first = held.next_from(0).filter(|first| *first < self.days.stretches())?;
        Some(self.days.start(first))
    }

    /// Three months from becoming eligible, relevant without a plan, or telling the authority under s.23CA.
    pub(crate) fn needs_assessment_due(
        &self,
        standing: Standing,
        eligible_from: Option<Day>,
    ) -> Option<NaiveDate> {
        let circumstances = &self.person.circumstances;
        let from = match (standing.status, standing.duty_stage) {
            (Status::Eligible, _) => eligible_from,
            (Status::Relevant, _) if circumstances.has_pathway_plan == Some(false) => {
                self.first_day(self.status.relevant)
            }
            (_, Some(crate::assessment::DutyStage::S23CA)) => {
                circumstances.education_request_date.map(Day::of)
            }
            _ => None,
        };
        day_after_months(from?, 3).date()
    }

    /// When six months at home are complete, for someone within s.23A who is at home.
    fn six_month_home_date(&self, day: Day, stretch: usize) -> Option<NaiveDate> {
        let run = self.care.home.span_at(day).filter(|_| self.status.within_relevant.at(stretch))?;
        day_after_months(run.start, 6).date()
    }

    /// The authority looking after the person, or the one that last did. 3.9.
    fn responsible_authority(&self, day: Day, stretch: usize, standing: Standing) -> Option<&str> {
        use crate::assessment::Route;
        match (standing.status, standing.route) {
            (Status::None, _) if !self.on.ordinary.at(stretch) => return None,
            (Status::Qualifying, Some(Route::LookedAfter | Route::SpecialGuardianship)) => {}
            (Status::Qualifying, _) => return None,
            _ => {}
        }
        let begun = || self.care.stays.iter().filter(|stay| !stay.short_break && stay.span.start <= day);
        let running = begun().rfind(|stay| stay.span.contains(day));
        let last = || begun().max_by_key(|stay| (stay.span.end, stay.span.start));
        running.or_else(last)?.authority
    }
}

/// Whether the law behind an entitlement is in force on a day.
pub(crate) fn law_state(terms: Terms, day: Day) -> LawState {
    if day >= terms.repealed {
        LawState::Repealed
    } else if day < terms.from {
        LawState::PassedNotInForce
    } else {
        LawState::InForce
    }
}
