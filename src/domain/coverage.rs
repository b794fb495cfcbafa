//! Who is getting what they are owed: a fold over everyone the service is responsible for, on one day, without text.
//!
//! What is counted is a list that can be read: what the council owes or pays for, where something shows whether it was
//! given. Rights that need no giving (priority if homeless, seeing one's file) are not counted.
//!
//! Two kinds of silence are kept apart from a gap: what was never recorded here (it may long have been given), and people whom
//! somebody else owes.

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
    shown::{self, Records, Shown, counted, visits_owed},
    standing::{Standing, Stands, is_once},
    whose::Whose,
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
        /// The answer was no.
        Refused = "refused",
        /// They said no thank you.
        Declined = "declined",
        /// It is of no use to them now, and an adviser wrote why.
        NotRelevant = "not-relevant",
        /// Nothing is recorded here yet: it may have been given, and it may not.
        NotRecorded = "not-recorded",
        /// A fact is missing: the rule may say yes or no.
        Unknown = "unknown",
        /// Returns of some years are not loaded: the rule may say yes or no.
        YearsMissing = "years-missing",
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
        /// Owed, and nothing is recorded here yet.
        NotRecorded = "not-recorded",
        /// A fact is missing: perhaps owed.
        Unknown = "unknown",
    }
}

impl Lines {
    /// Whether it counts this one.
    fn hold(self, owed: &Owed) -> bool {
        let known = !owed.gap.is_some_and(Gap::may_not_be_owed);
        match self {
            Self::Missing => owed.gap.is_some_and(Gap::is_lacking),
            Self::Unpaid => owed.lacking.0 > 0,
            Self::Given => owed.gap.is_none(),
            Self::Due => known,
            Self::NotRecorded => owed.gap == Some(Gap::NotRecorded),
            Self::Unknown => !known,
        }
    }
}

impl Gap {
    /// The rule may say yes or no.
    #[must_use]
    pub const fn may_not_be_owed(self) -> bool {
        matches!(self, Self::Unknown | Self::YearsMissing)
    }

    /// It is owed, and known not to be had.
    #[must_use]
    pub const fn is_lacking(self) -> bool {
        !self.may_not_be_owed() && !matches!(self, Self::NotRecorded)
    }
}

/// One person of the cohort.
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

/// Somebody whom another council owes, or may: in no figure of ours.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeftOut {
    /// Who.
    pub subject: Subject,
    /// Who owes them.
    pub whose: Whose,
}

/// The cohort on one day.
#[derive(Debug, Clone, Default)]
pub struct Coverage {
    /// Everyone with a status, or who may have one.
    pub subjects: Vec<Subject>,
    /// What each person is owed, grouped by person.
    pub owed: Vec<Owed>,
    /// Those whom somebody else owes.
    pub left_out: Vec<LeftOut>,
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

/// Numbers of a part. What may not be owed at all ([`Gap::may_not_be_owed`]) is counted apart and in none of the others.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Numbers {
    /// How many things are owed.
    pub due: usize,
    /// How many of them were given.
    pub given: usize,
    /// Of these, such of which nothing is recorded here yet.
    pub not_recorded: usize,
    /// Things for which a fact is missing.
    pub unknown: usize,
    /// How many people are owed something.
    pub people_due: usize,
    /// How many people are missing something.
    pub people_lacking: usize,
    /// Different people of whom something is not recorded here yet.
    pub people_not_recorded: usize,
    /// Different people for whom a fact is missing.
    pub people_unknown: usize,
    /// The money not received.
    pub lacking: Pence,
}

impl Numbers {
    /// Things owed that are known not to be given.
    #[must_use]
    pub const fn missing(&self) -> usize {
        self.due.saturating_sub(self.given).saturating_sub(self.not_recorded)
    }
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
        let one = Subject { person, team: shown.team, adviser: shown.adviser, status: assessment.status };
        let whose = Whose::of(law, assessment, facts);
        if !whose.is_ours() {
            self.left_out.push(LeftOut { subject: one, whose });
            return;
        }
        let subject = self.subjects.len();
        self.subjects.push(one);
        let day = assessment.as_of;
        let ledger = facts.ledger();
        let years = assessment.status == Status::NeedsInformation && !facts.years_wanted(day).is_empty();
        for (which, entitlement, thing, by) in counted(law) {
            let Some(answer) = assessment.entitlement(which) else { continue };
            let records = shown::read(by, shown, day);
            let happened = ledger.happened(&entitlement.id);
            let place = Standing::of(answer, is_once(entitlement), &happened, records);
            let Some(gap) = gap_of(place.stands, shown.ledger_begun, years) else { continue };
            let amount = place.left.unwrap_or(Pence(answer.amount_pence.unwrap_or(0)));
            let lacking = if gap.is_some_and(Gap::is_lacking) { amount } else { Pence(0) };
            self.owed.push(Owed { subject, thing, entitlement: Some(which), gap, lacking });
        }
        if visits_owed(assessment.status, assessment.duty_stage) {
            let gap = match shown.visits(day) {
                Records::Done => None,
                Records::Late => Some(Gap::Waiting),
                Records::Nothing => Some(Gap::NotRecorded),
            };
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

/// Given, or why not; nothing for what is not owed today. `begun`: something of the person's ledger is written down, so that
/// what is not there was not done. `years`: returns of years that are not loaded would settle it.
const fn gap_of(stands: Stands, begun: bool, years: bool) -> Option<Option<Gap>> {
    match stands {
        Stands::Has | Stands::Had => Some(None),
        Stands::NotTold if begun => Some(Some(Gap::NotTold)),
        Stands::NotTold | Stands::NotRecorded => Some(Some(Gap::NotRecorded)),
        Stands::Told => Some(Some(Gap::Told)),
        // Agreed but not given is still waiting for us.
        Stands::Waiting | Stands::Late | Stands::Agreed => Some(Some(Gap::Waiting)),
        Stands::Refused => Some(Some(Gap::Refused)),
        Stands::Declined => Some(Some(Gap::Declined)),
        Stands::NotRelevant => Some(Some(Gap::NotRelevant)),
        Stands::ToCheck if years => Some(Some(Gap::YearsMissing)),
        Stands::ToCheck => Some(Some(Gap::Unknown)),
        // Whoever decides says whether it is owed.
        Stands::ToAsk | Stands::Later | Stands::NotInForce | Stands::NotForThem => None,
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
    not_recorded: Option<usize>,
    unknown: Option<usize>,
}

impl Tally {
    fn add(&mut self, owed: &Owed) {
        let numbers = &mut self.numbers;
        let new = |last: &mut Option<usize>| usize::from(last.replace(owed.subject) != Some(owed.subject));
        if owed.gap.is_some_and(Gap::may_not_be_owed) {
            numbers.unknown += 1;
            numbers.people_unknown += new(&mut self.unknown);
            return;
        }
        numbers.due += 1;
        numbers.people_due += new(&mut self.due);
        match owed.gap {
            None => numbers.given += 1,
            Some(Gap::NotRecorded) => {
                numbers.not_recorded += 1;
                numbers.people_not_recorded += new(&mut self.not_recorded);
            }
            Some(_) => {
                numbers.people_lacking += new(&mut self.lacking);
                numbers.lacking = Pence(numbers.lacking.0.saturating_add(owed.lacking.0));
            }
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests")]
mod tests;
