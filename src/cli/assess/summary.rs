//! Counts over all lines, and how long reading and assessing took, separately, on one thread.

use super::answer::Request;
use super::lines::Lines;
use leaving_care_rules::assessment::Outcome;
use leaving_care_rules::{Law, assess};
use std::collections::BTreeMap;
use std::fmt;
use std::io::{self, Read};
use std::time::{Duration, Instant};

/// This many people are read, then assessed, before the next are read: the clock is read twice for all of them.
const BUNDLE: usize = 1024;

/// What `--summary` prints.
#[derive(Debug, Default)]
pub struct Summary {
    people: u64,
    errors: u64,
    /// People whose record lacks what its own reasons for an end say happened.
    checks: u64,
    reading: Duration,
    assessing: Duration,
    statuses: BTreeMap<String, u64>,
    /// For each entitlement in the order of the law: its id, how many have each outcome, and the total pence of those
    /// entitled.
    entitlements: Vec<(String, [u64; 4], i64)>,
}

/// Reads and assesses everything.
///
/// # Errors
/// The source can't be read to the end.
pub fn of(law: &Law, source: impl Read) -> io::Result<Summary> {
    let ids = law.entitlements().iter().map(|entitlement| (entitlement.id.clone(), [0; 4], 0));
    let mut summary = Summary { entitlements: ids.collect(), ..Summary::default() };
    let mut lines = Lines::of(source);
    let mut bundle = Vec::with_capacity(BUNDLE);
    loop {
        bundle.clear();
        let began = Instant::now();
        summary.read(&mut lines, &mut bundle)?;
        let read = Instant::now();
        let answers: Vec<_> = bundle.iter().map(|each| assess(law, &each.person, each.as_of)).collect();
        summary.assessing += read.elapsed();
        summary.reading += read - began;
        let checked = bundle.iter().filter(|each| !each.person.unsaid().is_empty()).count();
        summary.checks += u64::try_from(checked).unwrap_or(u64::MAX);
        for answer in &answers {
            summary.count(answer);
        }
        if bundle.len() < BUNDLE {
            return Ok(summary);
        }
    }
}

impl Summary {
    /// How many lines could not be read.
    pub fn errors(&self) -> u64 {
        self.errors
    }

    fn read(&mut self, lines: &mut Lines<impl Read>, into: &mut Vec<Request>) -> io::Result<()> {
        while into.len() < BUNDLE {
            let Some(line) = lines.next()? else { break };
            match Request::read(&line) {
                Ok(request) => into.push(request),
                Err(_) => self.errors += 1,
            }
        }
        Ok(())
    }

    fn count(&mut self, answer: &leaving_care_rules::Assessment) {
        self.people += 1;
        // The word that the document uses for it.
        let status = serde_json::to_value(answer.status).ok();
        let status = status.as_ref().and_then(|word| word.as_str()).unwrap_or_default();
        match self.statuses.get_mut(status) {
            Some(count) => *count += 1,
            None => drop(self.statuses.insert(status.to_owned(), 1)),
        }
        for ((_, counts, pence), each) in self.entitlements.iter_mut().zip(&answer.entitlements) {
            let place = match each.outcome {
                Outcome::Entitled => {
                    *pence += each.amount_pence.unwrap_or_default();
                    0
                }
                Outcome::Upcoming => 1,
                Outcome::NeedsInformation => 2,
                Outcome::NotEntitled => 3,
            };
            if let Some(count) = counts.get_mut(place) {
                *count += 1;
            }
        }
    }
}

impl fmt::Display for Summary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "people              {}", self.people)?;
        writeln!(f, "bad lines           {}", self.errors)?;
        if self.checks > 0 {
            writeln!(f, "something to check  {}", self.checks)?;
        }
        writeln!(f, "seconds reading     {:.3}", self.reading.as_secs_f64())?;
        writeln!(f, "seconds assessing   {:.3}", self.assessing.as_secs_f64())?;
        let each =
            if self.people == 0 { 0.0 } else { self.assessing.as_secs_f64() / count(self.people) * 1e6 };
        writeln!(f, "microseconds each   {each:.2}")?;
        writeln!(f)?;
        for (status, number) in &self.statuses {
            writeln!(f, "{status:<28}{number:>10}")?;
        }
        writeln!(f)?;
        writeln!(
            f,
            "{:<36}{:>10}{:>10}{:>12}{:>13}{:>16}",
            "entitlement", "entitled", "upcoming", "needs info", "not entitled", "pounds at most"
        )?;
        for (id, [entitled, upcoming, asks, not], pence) in &self.entitlements {
            let pounds = pence / 100;
            writeln!(f, "{id:<36}{entitled:>10}{upcoming:>10}{asks:>12}{not:>13}{pounds:>16}")?;
        }
        Ok(())
    }
}

fn count(number: u64) -> f64 {
    #[expect(clippy::as_conversions, reason = "a count of people, for a mean")]
    let number = number as f64;
    number
}
