//! The first safe day for care to end, held against trying every day.

use crate::agreement::share;
use crate::engine::law;
use chrono::{Days, NaiveDate};
use leaving_care_rules::assessment::{LawState, Outcome};
use leaving_care_rules::leaving::{Afterwards, Leaving, leaving};
use leaving_care_rules::person::LivesWith;
use leaving_care_rules::{Person, assess};
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use serde_json::{Value, json};

/// Somebody in care at 14 to 17: perhaps an earlier time in care, and one that runs.
#[derive(Clone, Debug)]
struct InCare {
    born: NaiveDate,
    today: NaiveDate,
    /// Days before today that care began.
    began: u64,
    /// An earlier time in care: days before this one began, and how long it was.
    earlier: Option<(u64, u64)>,
    foster: bool,
    lives: Option<LivesWith>,
}

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day")
}

fn in_care() -> impl Strategy<Value = InCare> {
    let lives = prop::sample::select(vec![None, Some(LivesWith::Parent), Some(LivesWith::RelativeNoPr)]);
    let earlier = prop::option::of((1..400_u64, prop_oneof![1..400_u64, 80..100_u64]));
    let age = prop_oneof![14 * 365..6570_u64, 5800..5900_u64, 6480..6570_u64];
    (0..3000_u64, age, prop_oneof![1..120_u64, 1..900_u64], earlier, any::<bool>(), lives).prop_map(
        |(born, age, began, earlier, foster, lives)| {
            let born = day("2008-01-01") + Days::new(born);
            InCare { born, today: born + Days::new(age), began, earlier, foster, lives }
        },
    )
}

impl InCare {
    /// The document, with care ending on a day; `None` while it runs. Made here from nothing: no what-if is used.
    fn document(&self, end: Option<NaiveDate>) -> Value {
        let placement = if self.foster { "U4" } else { "K2" };
        let start = self.today - Days::new(self.began);
        let mut episodes =
            vec![json!({"start": start, "end": end, "legal_status": "V2", "placement": placement})];
        if let Some((before, lasted)) = self.earlier {
            let begins = start - Days::new(before + lasted);
            let ends = start - Days::new(before);
            episodes.push(json!({"start": begins, "end": ends, "legal_status": "C2", "placement": "U4"}));
        }
        let events = match (end, self.lives) {
            (Some(end), Some(with)) => json!([{"type": "returned_home", "start": end, "with": with}]),
            _ => json!([]),
        };
        json!({"date_of_birth": self.born, "episodes": episodes, "events": events})
    }

    fn person(&self, end: Option<NaiveDate>) -> Person {
        serde_json::from_value(self.document(end)).expect("a person")
    }

    /// How good the answer to each entitlement is on a day, with care ending on another: no, to ask, or yes.
    fn answers(&self, end: NaiveDate, on: NaiveDate) -> Vec<u8> {
        let answer = assess(law(), &self.person(Some(end)), on);
        let rank = |outcome| match outcome {
            Outcome::Entitled => 2,
            Outcome::NeedsInformation => 1,
            Outcome::NotEntitled | Outcome::Upcoming => 0,
        };
        let each = answer.entitlements.iter();
        each.map(|each| if each.state == LawState::InForce { rank(each.outcome) } else { 0 }).collect()
    }

    /// Whether ending on a day loses, on a third day, what a later ending would keep.
    fn loses(&self, end: NaiveDate, later: NaiveDate, on: NaiveDate) -> bool {
        on >= later && self.answers(end, on).iter().zip(self.answers(later, on)).any(|(one, two)| *one < two)
    }

    fn birthday(&self, age: u8) -> NaiveDate {
        leaving_care_rules::calendar::birthday(self.born, age)
    }

    /// Days on which something may be seen to be lost.
    fn seen_on(&self, later: NaiveDate) -> Vec<NaiveDate> {
        let mut days = vec![later, later + Days::new(1), later + Days::new(200)];
        days.extend([16, 18, 20, 21, 24].map(|age| self.birthday(age)));
        days.extend([18, 21, 25].map(|age| self.birthday(age) - Days::new(1)));
        days.retain(|day| *day >= later);
        days
    }
}

fn check(life: &InCare) -> Result<(), String> {
    let afterwards = Afterwards { lives_with: life.lives, ..Afterwards::default() };
    let Ok(found) = leaving(law(), &life.person(None), life.today, &afterwards) else { return Ok(()) };
    let b18 = life.birthday(18);
    no_earlier_day_is_safe(life, &found)?;
    let mut later = found.safe_from;
    while later < b18 {
        later = (later + Days::new(1)).max((later + Days::new(37)).min(b18));
        for on in life.seen_on(later) {
            if life.loses(found.safe_from, later, on) {
                return Err(format!("{} is called safe, and {later} keeps more on {on}", found.safe_from));
            }
        }
    }
    Ok(())
}

/// Each earlier day loses, against some later ending, on the first day that its stretch names.
fn no_earlier_day_is_safe(life: &InCare, found: &Leaving) -> Result<(), String> {
    let mut end = life.today;
    while end < found.safe_from {
        let stretch = found.stretches.iter().find(|each| each.from <= end && end < each.until);
        let stretch = stretch.ok_or(format!("{end} is in no stretch"))?;
        if !stretch.read_two_ways {
            if stretch.lost.is_empty() {
                return Err(format!("{end} loses nothing and is before {}", found.safe_from));
            }
            let mut laters: Vec<NaiveDate> = found.stretches.iter().map(|each| each.from).collect();
            laters.extend([end + Days::new(1), found.safe_from, life.birthday(18)]);
            laters.retain(|later| *later > end && *later <= life.birthday(18));
            let lost = laters.iter().any(|later| {
                let mut days = life.seen_on(*later);
                days.extend(stretch.lost.iter().map(|lost| lost.from + Days::new(1)));
                days.iter().any(|on| life.loses(end, *later, *on))
            });
            if !lost {
                return Err(format!("{end}: nothing is lost, and it is before {}", found.safe_from));
            }
        }
        end = end + Days::new(if end + Days::new(12) < found.safe_from { 11 } else { 1 });
    }
    Ok(())
}

#[test]
fn no_day_before_the_first_safe_one_is_safe_and_that_one_is() {
    let config = Config { cases: share(60), failure_persistence: None, ..Config::default() };
    let run = TestRunner::new(config)
        .run(&in_care(), |life| check(&life).map_err(proptest::test_runner::TestCaseError::fail));
    if let Err(why) = run {
        panic!("{why}");
    }
}
