//! Who is getting what they are owed: a fold over the whole cohort on one day, without text.
//!
//! What is counted is a list that can be read: what the council owes or pays for, where something shows whether it was
//! given. Rights that need no giving (priority if homeless, seeing one's file) are not counted.

use std::collections::BTreeMap;

use chrono::{Months, NaiveDate};
use leaving_care_rules::{
    Law,
    assessment::{Assessment, DutyStage, Status},
    catalogue::EntitlementIndex,
    entitlement::outcome::Per,
};

use crate::{
    entitlement::{EntitlementStep, standing},
    id::{PersonId, TeamId, UserId},
    money::Pence,
    standing::{Standing, Stands},
};

crate::words! {
    /// What a column of coverage counts.
    pub enum Thing {
        /// A personal adviser who is allocated today.
        Adviser = "adviser",
        /// A pathway plan whose review is not overdue.
        Plan = "plan",
        /// A visit in the last two months.
        Visit = "visit",
        /// Money for a first home.
        FirstHome = "first-home",
        /// Bursaries for study and apprenticeships.
        Bursaries = "bursaries",
        /// Council tax paid or reduced.
        CouncilTax = "council-tax",
        /// Help with the costs of study, and a home in the holidays.
        Study = "study",
    }

    /// Why someone who may have a thing does not have it.
    pub enum Gap {
        /// They know, and have not asked.
        Told = "told",
        /// They asked, or it is ours to do, and it waits for us.
        Waiting = "waiting",
        /// Nobody told them.
        NotTold = "not-told",
        /// Refused, or they said no thank you.
        Refused = "refused",
        /// A fact is missing: the rule may say yes or no.
        Unknown = "unknown",
    }
}

/// What shows that a thing was given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum ShownBy {
    Ledger,
    Allocation,
    Review,
}

impl ShownBy {
    fn read(self, shown: &Shown, day: NaiveDate) -> Option<bool> {
        match self {
            Self::Ledger => None,
            Self::Allocation => Some(shown.adviser.is_some()),
            Self::Review => Some(shown.plan_in_date(day)),
        }
    }
}

/// Whether the service's own records show that this entitlement is met; nothing where only the ledger can.
#[must_use]
pub fn shown_for(id: &str, shown: &Shown, day: NaiveDate) -> Option<bool> {
    COUNTED.iter().find(|counted| counted.0 == id).and_then(|(.., by)| by.read(shown, day))
}

/// Is this counted, and does its ledger of steps alone show whether it was given?
#[must_use]
pub fn by_ledger(id: &str) -> bool {
    COUNTED.iter().any(|(counted, _, by)| *counted == id && *by == ShownBy::Ledger)
}

/// Each entitlement that is counted: its id, its column, and what shows it.
const COUNTED: &[(&str, Thing, ShownBy)] = &[
    ("personal_adviser", Thing::Adviser, ShownBy::Allocation),
    ("qualifying_advice", Thing::Adviser, ShownBy::Allocation),
    ("pathway_plan", Thing::Plan, ShownBy::Review),
    ("setting_up_home_allowance", Thing::FirstHome, ShownBy::Ledger),
    ("he_bursary", Thing::Bursaries, ShownBy::Ledger),
    ("apprenticeship_bursary", Thing::Bursaries, ShownBy::Ledger),
    ("bursary_16_19", Thing::Bursaries, ShownBy::Ledger),
    ("council_tax_discount", Thing::CouncilTax, ShownBy::Ledger),
    ("education_assistance", Thing::Study, ShownBy::Ledger),
    ("qualifying_education_help", Thing::Study, ShownBy::Ledger),
    ("vacation_accommodation", Thing::Study, ShownBy::Ledger),
];

/// A visit is owed at most so many months after the last. Care Leavers (England) Regulations 2010 reg 8(2).
pub const VISIT_MONTHS: u32 = 2;

/// What the service's own records show of a person, beside what the rules read.
#[derive(Debug, Clone, Default)]
pub struct Shown {
    /// The adviser who is allocated today.
    pub adviser: Option<UserId>,
    /// The team of that allocation.
    pub team: Option<TeamId>,
    /// There is an agreed plan; by when it must be reviewed, where that is known.
    pub plan: Option<Option<NaiveDate>>,
    /// The last visit, face to face.
    pub last_visit: Option<NaiveDate>,
}

impl Shown {
    /// An agreed plan whose review is not overdue.
    #[must_use]
    pub fn plan_in_date(&self, day: NaiveDate) -> bool {
        self.plan.is_some_and(|review| review.is_none_or(|review| day <= review))
    }

    /// The day by which the next visit is owed.
    #[must_use]
    pub fn visit_due(&self) -> Option<NaiveDate> {
        self.last_visit?.checked_add_months(Months::new(VISIT_MONTHS))
    }
}

/// Is a visit owed at least every two months? Relevant, and former relevant while all of s.23C is owed.
#[must_use]
pub const fn visits_owed(status: Status, stage: Option<DutyStage>) -> bool {
    matches!(status, Status::Relevant) || matches!(stage, Some(DutyStage::S23C | DutyStage::S23C7))
}

/// One person of the cohort.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Subject {
    /// Who.
    pub person: PersonId,
    /// Their team.
    pub team: Option<TeamId>,
    /// Their adviser.
    pub adviser: Option<UserId>,
    /// Their status on the day.
    pub status: Status,
}

/// One thing that one person is owed, or may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Owed {
    /// Whose: the place in [`Coverage::subjects`].
    pub subject: usize,
    /// The column that counts it.
    pub thing: Thing,
    /// Which entitlement; none for a visit.
    pub entitlement: Option<EntitlementIndex>,
    /// Why it was not given; none when it was.
    pub gap: Option<Gap>,
    /// The money that was not had.
    pub lacking: Pence,
}

/// The cohort on one day.
#[derive(Debug, Clone, Default)]
pub struct Coverage {
    /// Everyone with a status, or who may have one.
    pub subjects: Vec<Subject>,
    /// What each is owed, person after person.
    pub owed: Vec<Owed>,
}

/// Which part of the cohort a number is about.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Part {
    /// Only this team; `Some(None)` for those without one.
    pub team: Option<Option<TeamId>>,
    /// Only this column.
    pub thing: Option<Thing>,
    /// Only this reason.
    pub gap: Option<Gap>,
    /// Only this status.
    pub status: Option<Status>,
    /// Only this entitlement.
    pub entitlement: Option<EntitlementIndex>,
}

/// Numbers of a part. What may not be owed at all ([`Gap::Unknown`]) is counted apart and in none of the others.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Numbers {
    /// Things owed.
    pub due: usize,
    /// Of these, given.
    pub given: usize,
    /// Things for which a fact is missing.
    pub unknown: usize,
    /// Different people who are owed something.
    pub people_due: usize,
    /// Different people who lack something.
    pub people_lacking: usize,
    /// Different people for whom a fact is missing.
    pub people_unknown: usize,
    /// The money that was not had.
    pub lacking: Pence,
}

impl Coverage {
    /// Adds one person: what the rules say of them, their ledger, and what our records show.
    pub fn add(
        &mut self,
        law: &Law,
        person: PersonId,
        assessment: &Assessment,
        ledger: &[EntitlementStep],
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
        let steps = standing(ledger);
        for &(id, thing, by) in COUNTED {
            let Some(which) = law.find(id) else { continue };
            let Some(answer) = assessment.entitlement(which) else { continue };
            let once = is_once(law, which);
            let records = by.read(shown, day);
            let own: Vec<_> = steps.iter().copied().filter(|step| step.note.entitlement == id).collect();
            let place = Standing::of(answer, once, &own, records);
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

    /// What is owed to a part of the cohort, with whose it is.
    pub fn of(&self, part: Part) -> impl Iterator<Item = (&Subject, &Owed)> {
        self.owed.iter().filter_map(move |owed| {
            let subject = self.subjects.get(owed.subject)?;
            let fits = part.team.is_none_or(|team| team == subject.team)
                && part.thing.is_none_or(|thing| thing == owed.thing)
                && part.gap.is_none_or(|gap| Some(gap) == owed.gap)
                && part.status.is_none_or(|status| status == subject.status)
                && part.entitlement.is_none_or(|which| Some(which) == owed.entitlement);
            fits.then_some((subject, owed))
        })
    }

    /// The numbers of a part.
    #[must_use]
    pub fn numbers(&self, part: Part) -> Numbers {
        let mut tally = Tally::default();
        for (_, owed) in self.of(part) {
            tally.add(owed);
        }
        tally.numbers
    }

    /// The numbers of every team and column, in one pass.
    #[must_use]
    pub fn by_team(&self) -> BTreeMap<Option<TeamId>, BTreeMap<Thing, Numbers>> {
        let mut teams: BTreeMap<Option<TeamId>, BTreeMap<Thing, Tally>> = BTreeMap::new();
        for (subject, owed) in self.of(Part::default()) {
            teams.entry(subject.team).or_default().entry(owed.thing).or_default().add(owed);
        }
        teams.into_iter().map(|(team, things)| (team, numbers_of(things))).collect()
    }

    /// The numbers of every key that a thing owed has, in one pass.
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

/// Its money is given one time.
#[must_use]
pub fn is_once(law: &Law, which: EntitlementIndex) -> bool {
    law.entitlements()
        .get(which.place())
        .and_then(|entitlement| entitlement.money.as_ref())
        .is_some_and(|money| money.per == Per::Once)
}

/// Given, or why not; nothing for what is not owed today.
const fn gap_of(stands: Stands) -> Option<Option<Gap>> {
    match stands {
        Stands::Has => Some(None),
        Stands::NotTold => Some(Some(Gap::NotTold)),
        Stands::Told => Some(Some(Gap::Told)),
        // Agreed and not given still waits for us.
        Stands::Waiting | Stands::Agreed => Some(Some(Gap::Waiting)),
        Stands::Refused | Stands::Declined => Some(Some(Gap::Refused)),
        Stands::ToCheck => Some(Some(Gap::Unknown)),
        Stands::Later | Stands::NotInForce | Stands::NotForThem => None,
    }
}

fn numbers_of<K: Ord>(tallies: BTreeMap<K, Tally>) -> BTreeMap<K, Numbers> {
    tallies.into_iter().map(|(key, tally)| (key, tally.numbers)).collect()
}

/// Numbers while they are counted. What a person is owed lies together, so the last person counted tells a new one.
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
mod tests {
    use super::*;
    use crate::{
        entitlement::{EntitlementAct, EntitlementNote},
        id::EntitlementStepId,
    };
    use chrono::DateTime;
    use leaving_care_rules::{assess, json};

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn today() -> NaiveDate {
        day("2026-11-23")
    }

    /// In foster care from 12 to 18: former relevant, and nothing known of study or council tax.
    fn jay() -> Assessment {
        let person: json::Person = serde_json::from_value(serde_json::json!({
            "date_of_birth": "2008-03-02",
            "episodes": [{"start": "2020-01-12", "end": "2026-03-02", "legal_status": "C2", "placement": "U1", "reason_ended": "E6"}],
            "events": [],
            "circumstances": {"education": {"kind": "none"}, "council_tax_liable": false}
        }))
        .unwrap();
        assess(Law::england().unwrap(), &person, today())
    }

    fn step(act: EntitlementAct, amount: Option<i64>) -> EntitlementStep {
        EntitlementStep {
            id: EntitlementStepId::new(),
            person: PersonId::new(),
            note: EntitlementNote {
                entitlement: "setting_up_home_allowance".into(),
                act,
                happened_on: day("2026-11-01"),
                amount: amount.map(Pence),
                note: None,
                takes_back: None,
            },
            recorded_at: DateTime::UNIX_EPOCH,
            recorded_by: None,
        }
    }

    fn shown() -> Shown {
        Shown {
            adviser: Some(UserId::new()),
            team: Some(TeamId::new()),
            plan: Some(Some(day("2027-01-01"))),
            last_visit: Some(day("2026-11-01")),
        }
    }

    fn covered(people: &[(&[EntitlementStep], Shown)]) -> Coverage {
        let mut coverage = Coverage::default();
        for (ledger, shown) in people {
            coverage.add(Law::england().unwrap(), PersonId::new(), &jay(), ledger, shown);
        }
        coverage
    }

    #[test]
    fn jay_whom_nobody_told_of_his_first_home_money_is_one_person_and_3000_pounds() {
        let coverage = covered(&[(&[], shown())]);
        let all = coverage.numbers(Part::default());
        assert_eq!((all.due, all.given, all.people_lacking, all.lacking), (4, 3, 1, Pence(300_000)));
        let why = coverage.numbers(Part {
            gap: Some(Gap::NotTold),
            thing: Some(Thing::FirstHome),
            ..Part::default()
        });
        assert_eq!((why.due, why.lacking), (1, Pence(300_000)));
    }

    #[test]
    fn what_was_paid_leaves_the_rest_as_the_gap() {
        let coverage = covered(&[(&[step(EntitlementAct::Paid, Some(185_000))], shown())]);
        assert_eq!(
            coverage.numbers(Part { gap: Some(Gap::Told), ..Part::default() }).lacking,
            Pence(115_000)
        );
    }

    #[test]
    fn without_an_adviser_a_plan_or_a_visit_all_three_wait_for_us() {
        let coverage = covered(&[(&[], Shown::default())]);
        let waiting = coverage.numbers(Part { gap: Some(Gap::Waiting), ..Part::default() });
        assert_eq!((waiting.due, waiting.people_lacking, waiting.lacking), (3, 1, Pence(0)));
    }

    #[test]
    fn a_review_or_a_visit_is_late_the_day_after_it_was_due_and_not_before() {
        let on = |review: &str, visit: &str| {
            let shown = Shown { plan: Some(Some(day(review))), last_visit: Some(day(visit)), ..shown() };
            let coverage = covered(&[(&[], shown)]);
            [Thing::Plan, Thing::Visit]
                .map(|thing| coverage.numbers(Part { thing: Some(thing), ..Part::default() }).given)
        };
        assert_eq!(on("2026-11-23", "2026-09-23"), [1, 1]);
        assert_eq!(on("2026-11-22", "2026-09-22"), [0, 0]);
    }

    #[test]
    fn the_parts_add_up_to_the_whole() {
        let coverage = covered(&[
            (&[], shown()),
            (&[step(EntitlementAct::Asked, None)], shown()),
            (&[], Shown::default()),
        ]);
        let all = coverage.numbers(Part::default());
        let teams = coverage.by_team();
        assert_eq!(teams.len(), 3);
        let sum = |field: fn(&Numbers) -> usize| {
            teams.values().flat_map(BTreeMap::values).map(field).sum::<usize>()
        };
        assert_eq!((sum(|n| n.due), sum(|n| n.given)), (all.due, all.given));
        let reasons = coverage.by(|_, owed| owed.gap);
        assert_eq!(reasons.values().map(|numbers| numbers.lacking.0).sum::<i64>(), all.lacking.0);
        assert_eq!(coverage.by(|subject, _| Some(subject.status))[&Status::FormerRelevant].people_due, 3);
    }

    #[test]
    fn every_counted_entitlement_is_in_the_catalogue() {
        let law = Law::england().unwrap();
        let missing: Vec<_> = COUNTED.iter().filter(|(id, ..)| law.find(id).is_none()).collect();
        assert!(missing.is_empty(), "{missing:?}");
    }
}
