//! Who is getting what they are owed: a fold over everyone the service is responsible for, on one day, without text.
//!
//! What is counted is an explicit list: what the council owes or pays for, where something shows whether it was
//! given. Rights that nobody has to hand over (priority if homeless, seeing one's file) are not counted.

use std::collections::BTreeMap;

use leaving_care_rules::{
    Law,
    assessment::{Assessment, Status},
    catalogue::EntitlementIndex,
};

pub use crate::shown::Thing;
use crate::{
    care::Facts,
    id::{PersonId, TeamId, UserId},
    money::Pence,
    shown::{self, Shown, counted, visits_owed},
    standing::{Standing, Stands, is_once},
};

crate::words! {
    /// Why someone who may have something does not have it.
    pub enum Gap {
        /// They know, but have not asked.
        Told = "told",
        /// They asked, or it is for us to do, and it is waiting for us.
        Waiting = "waiting",
        /// Nobody told them.
        NotTold = "not-told",
        /// Refused, or they said no thank you.
        Refused = "refused",
        /// A fact is missing: the answer may be yes or no.
        Unknown = "unknown",
    }

    /// Which of the things owed a number counts.
    pub enum Lines {
        /// Owed but not given.
        Missing = "missing",
        /// Owed, with money not received.
        Unpaid = "unpaid",
        /// Owed and given.
        Given = "given",
        /// Owed, given or not.
        Due = "due",
        /// A fact is missing: may be owed.
        Unknown = "unknown",
    }
}

impl Lines {
    /// Whether it counts this one.
    fn hold(self, owed: &Owed) -> bool {
        let known = owed.gap != Some(Gap::Unknown);
        match self {
            Self::Missing => known && owed.gap.is_some(),
            Self::Unpaid => known && owed.lacking.0 > 0,
            Self::Given => owed.gap.is_none(),
            Self::Due => known,
            Self::Unknown => !known,
        }
    }
}

/// One person the service is responsible for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Subject {
    pub person: PersonId,
    pub team: Option<TeamId>,
    pub adviser: Option<UserId>,
    /// Their status on the day.
    pub status: Status,
}

/// One thing that a person is owed, or may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Owed {
    /// Whose it is: the index in [`Coverage::subjects`].
    pub subject: usize,
    /// The column that counts it.
    pub thing: Thing,
    /// Which entitlement; `None` for a visit.
    pub entitlement: Option<EntitlementIndex>,
    /// Why it was not given; `None` if it was.
    pub gap: Option<Gap>,
    /// The money not received.
    pub lacking: Pence,
}

/// Everyone the service is responsible for, on one day.
#[derive(Debug, Clone, Default)]
pub struct Coverage {
    /// Everyone with a status, or who may have one.
    pub subjects: Vec<Subject>,
    /// What each person is owed, grouped by person.
    pub owed: Vec<Owed>,
}

/// Which part of the figures a number is about.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Part {
    /// Only this team; `Some(None)` for people without one.
    pub team: Option<Option<TeamId>>,
    /// Only this column.
    pub thing: Option<Thing>,
    /// Only this reason.
    pub gap: Option<Gap>,
    /// Only this status.
    pub status: Option<Status>,
    /// Only this entitlement.
    pub entitlement: Option<EntitlementIndex>,
    /// Only these lines.
    pub lines: Option<Lines>,
}

impl Part {
    /// Whether it includes a person, whatever they are owed.
    #[must_use]
    pub fn holds(&self, subject: &Subject) -> bool {
        self.team.is_none_or(|team| team == subject.team)
            && self.status.is_none_or(|status| status == subject.status)
    }
}

/// The numbers for a part. Things that may not be owed at all ([`Gap::Unknown`]) are counted separately and in none of
/// the others.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Numbers {
    /// How many things are owed.
    pub due: usize,
    /// How many of them were given.
    pub given: usize,
    /// Things for which a fact is missing.
    pub unknown: usize,
    /// How many people are owed something.
    pub people_due: usize,
    /// How many people are missing something.
    pub people_lacking: usize,
    /// How many people have a missing fact.
    pub people_unknown: usize,
    /// The money not received.
    pub lacking: Pence,
}

impl Coverage {
    /// Adds one person: what the rules say about [`Facts::before_giving`], the facts including the ledger, and what our
    /// records show.
    pub fn add(
        &mut self,
        law: &Law,
        person: PersonId,
        assessment: &Assessment,
        facts: &Facts,
        shown: &Shown,
    ) {
        if assessment.status == Status::None {
            return;
        }
        let subject = self.subjects.len();
        let day = assessment.as_of;
        self.subjects.push(Subject {
            person,
            team: shown.team,
            adviser: shown.adviser,
            status: assessment.status,
        });
        let ledger = facts.ledger();
        for (which, entitlement, thing, by) in counted(law) {
            let Some(answer) = assessment.entitlement(which) else { continue };
            let records = shown::read(by, shown, day);
            let happened = ledger.happened(&entitlement.id);
            let place = Standing::of(answer, is_once(entitlement), &happened, records);
            let Some(gap) = gap_of(place.stands) else { continue };
            let amount = place.left.unwrap_or(Pence(answer.amount_pence.unwrap_or(0)));
            let lacking = if gap.is_some_and(|gap| gap != Gap::Unknown) { amount } else { Pence(0) };
            self.owed.push(Owed { subject, thing, entitlement: Some(which), gap, lacking });
        }
        if visits_owed(assessment.status, assessment.duty_stage) {
            let late = shown.visit_due().is_none_or(|due| due < day);
            let gap = late.then_some(Gap::Waiting);
            self.owed.push(Owed { subject, thing: Thing::Visit, entitlement: None, gap, lacking: Pence(0) });
        }
    }

    /// What a part of the people are owed, and who each thing belongs to.
    pub fn of(&self, part: Part) -> impl Iterator<Item = (&Subject, &Owed)> {
        self.owed.iter().filter_map(move |owed| {
            let subject = self.subjects.get(owed.subject)?;
            let fits = part.holds(subject)
                && part.thing.is_none_or(|thing| thing == owed.thing)
                && part.gap.is_none_or(|gap| Some(gap) == owed.gap)
                && part.entitlement.is_none_or(|which| Some(which) == owed.entitlement)
                && part.lines.is_none_or(|lines| lines.hold(owed));
            fits.then_some((subject, owed))
        })
    }

    /// The numbers for a part.
    #[must_use]
    pub fn numbers(&self, part: Part) -> Numbers {
        let mut tally = Tally::default();
        for (_, owed) in self.of(part) {
            tally.add(owed);
        }
        tally.numbers
    }

    /// The numbers for every team and column, in one pass.
    #[must_use]
    pub fn by_team(&self) -> BTreeMap<Option<TeamId>, BTreeMap<Thing, Numbers>> {
        let mut teams: BTreeMap<Option<TeamId>, BTreeMap<Thing, Tally>> = BTreeMap::new();
        for (subject, owed) in self.of(Part::default()) {
            teams.entry(subject.team).or_default().entry(owed.thing).or_default().add(owed);
        }
        teams.into_iter().map(|(team, things)| (team, numbers_of(things))).collect()
    }

    /// The numbers for every key that a thing owed has, in one pass.
    pub fn by<K: Ord>(&self, key: impl Fn(&Subject, &Owed) -> Option<K>) -> BTreeMap<K, Numbers> {
        let mut tallies: BTreeMap<K, Tally> = BTreeMap::new();
        for (subject, owed) in self.of(Part::default()) {
            if let Some(key) = key(subject, owed) {
                tallies.entry(key).or_default().add(owed);
            }
        }
        numbers_of(tallies)
    }
}

/// Given, or why not; `None` for what is not owed today.
const fn gap_of(stands: Stands) -> Option<Option<Gap>> {
    match stands {
        Stands::Has | Stands::Had => Some(None),
        Stands::NotTold => Some(Some(Gap::NotTold)),
        Stands::Told => Some(Some(Gap::Told)),
        // Agreed but not given is still waiting for us.
        Stands::Waiting | Stands::Late | Stands::Agreed => Some(Some(Gap::Waiting)),
        Stands::Refused | Stands::Declined => Some(Some(Gap::Refused)),
        Stands::ToCheck => Some(Some(Gap::Unknown)),
        Stands::Later | Stands::NotInForce | Stands::NotForThem => None,
    }
}

fn numbers_of<K: Ord>(tallies: BTreeMap<K, Tally>) -> BTreeMap<K, Numbers> {
    tallies.into_iter().map(|(key, tally)| (key, tally.numbers)).collect()
}

/// Running totals. What one person is owed is contiguous, so a change of person means a new one.
#[derive(Debug, Default)]
struct Tally {
    numbers: Numbers,
    due: Option<usize>,
    lacking: Option<usize>,
    unknown: Option<usize>,
}

impl Tally {
    fn add(&mut self, owed: &Owed) {
        let numbers = &mut self.numbers;
        let new = |last: &mut Option<usize>| usize::from(last.replace(owed.subject) != Some(owed.subject));
        if owed.gap == Some(Gap::Unknown) {
            numbers.unknown += 1;
            numbers.people_unknown += new(&mut self.unknown);
            return;
        }
        numbers.due += 1;
        numbers.people_due += new(&mut self.due);
        if owed.gap.is_none() {
            numbers.given += 1;
        } else {
            numbers.people_lacking += new(&mut self.lacking);
            numbers.lacking = Pence(numbers.lacking.0.saturating_add(owed.lacking.0));
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests")]
mod tests;
