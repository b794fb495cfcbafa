//! How fast the engine is, on one thread: `cargo run --release -p leaving-care-rules --example speed`.
//!
//! People are made up by a fixed recipe (no two alike): one to six episodes of care between 8 and 18, foster homes and
//! children's homes, a third with short breaks, returns home, custody or a guardian, half with a course, most with
//! circumstances. Making them is not timed.
#![allow(clippy::print_stdout, reason = "an example")]

use chrono::{Days, NaiveDate};
use leaving_care_rules::facts::FactId;
use leaving_care_rules::person::{
    Answers, Circumstances, Education, EducationKind, Episode, Event, EventKind, LegalStatus, LivesWith,
    Person, Placement,
};
use leaving_care_rules::{Coverage, Law, Messages, Subject, assess, explain, if_wrong, plain_reasons};
use std::error::Error;
use std::hint::black_box;
use std::time::{Duration, Instant};

/// A small random number generator: the same people every time.
struct Recipe(u64);

impl Recipe {
    fn next(&mut self, below: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % below
    }

    fn maybe(&mut self) -> Option<bool> {
        [Some(true), Some(false), None].get(usize::try_from(self.next(3)).unwrap_or(0)).copied().flatten()
    }

    fn person(&mut self) -> Person {
        let epoch = NaiveDate::from_ymd_opt(1999, 1, 1).unwrap_or_default();
        let later = |day: NaiveDate, days: u64| day.checked_add_days(Days::new(days)).unwrap_or(day);
        let born = later(epoch, self.next(365 * 14));
        let mut day = later(born, 365 * 8 + self.next(365 * 8));
        let mut episodes = Vec::new();
        for _ in 0..=self.next(6) {
            let end = later(day, 20 + self.next(700));
            let legal_status = [LegalStatus::C2, LegalStatus::V2, LegalStatus::C1, LegalStatus::J1];
            episodes.push(Episode {
                start: Some(day),
                end: Some(end),
                legal_status: legal_status.get(usize::try_from(self.next(4)).unwrap_or(0)).copied(),
                placement: Some(if self.next(2) == 0 { Placement::U4 } else { Placement::K2 }),
                authority: Some("Stockton Riverside".to_owned()),
                ..Episode::default()
            });
            day = later(end, if self.next(2) == 0 { 0 } else { self.next(200) });
        }
        if self.next(3) == 0
            && let Some(last) = episodes.last_mut()
        {
            last.end = None;
        }
        let mut events = Vec::new();
        let event = |kind, start, end| Event { kind, start, end, with: None, lives_with_holder: None };
        match self.next(9) {
            0 => events.push(Event {
                with: Some(LivesWith::Parent),
                ..event(EventKind::ReturnedHome, day, Some(later(day, 300)))
            }),
            1 => events.push(event(EventKind::SpecialGuardianship, day, None)),
            2 => events.push(event(EventKind::Detained, day, Some(later(day, 90)))),
            3 => self.short_breaks(born, &mut episodes),
            _ => {}
        }
        Person {
            date_of_birth: Some(born),
            died: None,
            episodes: Some(episodes),
            events,
            circumstances: self.circumstances(born),
            ..Person::default()
        }
    }

    fn short_breaks(&mut self, born: NaiveDate, episodes: &mut Vec<Episode>) {
        for month in 0..6 + self.next(12) {
            let start = born.checked_add_days(Days::new(365 * 15 + 30 * month)).unwrap_or(born);
            episodes.push(Episode {
                start: Some(start),
                end: start.checked_add_days(Days::new(3)),
                legal_status: Some(LegalStatus::V3),
                placement: Some(Placement::K2),
                ..Episode::default()
            });
        }
    }

    fn circumstances(&mut self, born: NaiveDate) -> Circumstances {
        let kinds = [
            EducationKind::None,
            EducationKind::He,
            EducationKind::FeFullTime,
            EducationKind::Apprenticeship,
        ];
        let start = born.checked_add_days(Days::new(365 * 16 + self.next(365 * 5)));
        let education = Education {
            kind: kinds.get(usize::try_from(self.next(4)).unwrap_or(0)).copied(),
            start,
            end: start.and_then(|start| start.checked_add_days(Days::new(700))),
            in_pathway_plan: self.maybe(),
            course_months: Some(36),
            ..Education::default()
        };
        let education = (self.next(2) == 0).then_some(education);
        let mut answers = Answers::default();
        let facts = [
            FactId::StayingPut,
            FactId::PrivatelyRenting,
            FactId::Parent,
            FactId::LimitedCapability,
            FactId::RecourseToPublicFunds,
            FactId::CouncilTaxLiable,
        ];
        for fact in facts {
            answers.set(fact, self.maybe());
        }
        Circumstances {
            education,
            answers,
            setting_up_home_paid: (self.next(3) == 0).then_some(120_000),
            ..Circumstances::default()
        }
    }
}

fn each(time: Duration, count: usize) -> f64 {
    time.as_secs_f64() * 1e6 / f64::from(u32::try_from(count).unwrap_or(u32::MAX))
}

/// The processor time used by this thread, where the system reports it; a busy machine then makes no difference.
fn on_the_processor() -> Option<Duration> {
    let text = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    text.split_whitespace().next()?.parse().ok().map(Duration::from_nanos)
}

fn timed(mut work: impl FnMut()) -> Duration {
    let (processor, clock) = (on_the_processor(), Instant::now());
    work();
    match (processor, on_the_processor()) {
        (Some(before), Some(after)) => after.saturating_sub(before),
        _ => clock.elapsed(),
    }
}

/// The shortest of five runs, each of this many rounds: the system counts time in steps of several milliseconds.
fn best(rounds: u32, mut work: impl FnMut()) -> Duration {
    let times = (0..5).map(|_| timed(|| (0..rounds).for_each(|_| work())) / rounds);
    times.min().unwrap_or_default()
}

fn main() -> Result<(), Box<dyn Error>> {
    let (law, messages) = (Law::england()?, Messages::english()?);
    let day: NaiveDate = "2026-11-22".parse()?;
    let mut recipe = Recipe(7);
    let people: Vec<Person> = (0..50_000).map(|_| recipe.person()).collect();
    let records: usize = people.iter().flat_map(|person| &person.episodes).map(Vec::len).sum();
    println!("{} people, {records} care records, {} entitlements", people.len(), law.entitlements().len());
    let tell = |what: &str, time, count| println!("{what:<32} {:7.2} µs a person", each(time, count));
    let assess_all = || people.iter().for_each(|person| drop(black_box(assess(law, black_box(person), day))));
    tell("assessment, everything:", best(3, assess_all), people.len());
    let fold = || {
        let mut coverage = Coverage::new(law, day, 182);
        for person in &people {
            black_box(coverage.add(law, black_box(person)));
        }
        black_box(coverage);
    };
    tell("coverage of one day:", best(5, fold), people.len());
    let some = people.get(..2_000).unwrap_or_default();
    let why = || {
        for person in some {
            black_box(explain(law, messages, person, day, Subject::Status, &Default::default()));
        }
    };
    tell("why this status, lines and tree:", best(10, why), some.len());
    let all = || some.iter().for_each(|person| drop(black_box(plain_reasons(law, messages, person, day))));
    tell("all reasons in plain words:", best(10, all), some.len());
    let few = people.get(..200).unwrap_or_default();
    let moved = || few.iter().for_each(|person| drop(black_box(if_wrong(law, person, day, Subject::Status))));
    tell("every date moved:", best(1, moved), few.len());
    if std::env::args().any(|argument| argument == "--growth") {
        let (small, large) = (grow(law, day, 50_000), grow(law, day, 1_000_000));
        let exponent = (large.as_secs_f64() / small.as_secs_f64()).ln() / 20f64.ln();
        println!("50,000 in {small:.2?}, 1,000,000 in {large:.2?}: exponent {exponent:.3}");
    }
    Ok(())
}

/// The time for this many different people, made a thousand at a time.
fn grow(law: &Law, day: NaiveDate, count: usize) -> Duration {
    let mut recipe = Recipe(11);
    let mut time = Duration::ZERO;
    for _ in 0..count / 1000 {
        let people: Vec<Person> = (0..1000).map(|_| recipe.person()).collect();
        time += timed(|| people.iter().for_each(|person| drop(black_box(assess(law, person, day)))));
    }
    time
}
