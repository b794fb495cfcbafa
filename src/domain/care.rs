//! Care history and circumstances: dated facts, each with versions, and what the rules read of them.

use chrono::NaiveDate;
pub use leaving_care_rules::facts::{CircumstanceFact, Takes};
use leaving_care_rules::person::{
    self, Country, EducationKind, Homeless, LegalStatus, LivesWith, Placement, ReasonEnded,
};
use leaving_care_rules::{
    Person,
    facts::FactId,
    in_doubt::{Otherwise, Whole},
};
use serde::{Deserialize, de::IntoDeserializer as _};

use crate::{
    entitlement::{self, EntitlementStep, Given, Happened},
    id::{CircumstanceId, CourseId, EpisodeId, EventId, PersonId},
    money::Pence,
    overrides::Override,
    recorded::{Recorded, Source},
    returns::ssda903::CollectionYear,
    withheld::{OtherFact, Withheld},
};

/// The entitlements whose payments the rules read, by their ids in the catalogue.
const FIRST_HOME: &str = "setting_up_home_allowance";
const HE_BURSARY: &str = "he_bursary";
const APPRENTICESHIP_BURSARY: &str = "apprenticeship_bursary";
/// Those of which the ledger says when they were done, where they are kept elsewhere.
const PATHWAY_PLAN: &str = "pathway_plan";
const NEEDS_ASSESSMENT: &str = "needs_assessment";

/// What a care episode says, as in the statutory return: from `start` (in care) to `end` (no longer in care).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct EpisodeNote {
    /// The first day; `None` when nobody knows.
    pub start: Option<NaiveDate>,
    /// The day it ended; `None` while it is open.
    pub end: Option<NaiveDate>,
    /// It is over, but nobody knows since when.
    pub end_unknown: bool,
    /// The legal status; `None` when nobody knows.
    pub legal_status: Option<LegalStatus>,
    /// The placement code.
    pub placement: Option<String>,
    /// The code of who provided the placement.
    pub provider: Option<String>,
    /// The code of why it began (RNE).
    pub reason_started: Option<String>,
    /// The code of why it ended (REC).
    pub reason_ended: Option<String>,
    /// The code of why the placement changed.
    pub reason_moved: Option<String>,
    /// The code of the category of need (CIN).
    pub need: Option<String>,
    /// The authority that looked after the person; nothing for the council that uses this service.
    pub authority: Option<String>,
    /// The country whose law the care was under, where that is not England.
    pub country: Option<Country>,
}

/// One care episode, in one version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Episode {
    pub id: EpisodeId,
    pub person: PersonId,
    pub note: EpisodeNote,
    pub recorded: Recorded,
    /// The version that replaced it.
    pub superseded_by: Option<EpisodeId>,
}

crate::words! {
    /// Something that happened: every kind that the rules read, and some that end a record.
    pub enum LifeEventKind {
        /// In custody by order of a court.
        Detained = "detained",
        Hospital = "hospital",
        /// Went back to live with someone.
        ReturnedHome = "returned_home",
        /// Under a special guardianship order.
        SpecialGuardianship = "special_guardianship",
        Adopted = "adopted",
        /// Privately fostered.
        PrivateFostering = "private_fostering",
        /// Accommodated by a voluntary organisation.
        VoluntaryOrganisation = "voluntary_organisation",
        /// Accommodated in a private children's home.
        PrivateChildrensHome = "private_childrens_home",
        /// Accommodated by a health body.
        HealthAccommodation = "health_accommodation",
        /// Accommodated by a local authority under its education functions.
        EducationAccommodation = "education_accommodation",
        /// Accommodated in a care home or independent hospital.
        CareHome = "care_home",
        /// Housed under section 17, which is not being looked after.
        Section17Accommodation = "section17_accommodation",
        /// Missing; still looked after.
        Missing = "missing",
        /// Another authority took over their care.
        TakenOver = "taken_over_by_other_authority",
        MovedAbroad = "moved_abroad",
        FoundToBeAdult = "found_to_be_adult",
        Died = "died",
    }
}

/// What an event says, from `start` (included) to `end` (excluded).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LifeEventNote {
    pub kind: LifeEventKind,
    pub start: NaiveDate,
    /// The first day after it; `None` while it continues.
    pub end: Option<NaiveDate>,
    /// Who they went to live with, if known.
    pub lives_with: Option<LivesWith>,
    /// For special guardianship and adoption: lives with the guardian or adopter (unknown counts as yes).
    pub lives_with_holder: Option<bool>,
    /// The care episode that ended with this event.
    pub episode: Option<EpisodeId>,
    /// Which authority took over, by name; only then.
    pub authority: Option<String>,
}

impl LifeEventNote {
    /// Something that happened from a day on, with nothing more to say of it.
    #[must_use]
    pub const fn new(kind: LifeEventKind, start: NaiveDate) -> Self {
        Self {
            kind,
            start,
            end: None,
            lives_with: None,
            lives_with_holder: None,
            episode: None,
            authority: None,
        }
    }

    /// It goes on on this day.
    #[must_use]
    pub fn runs(&self, day: NaiveDate) -> bool {
        self.start <= day && self.end.is_none_or(|end| day < end)
    }
}

/// One event, in one version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LifeEvent {
    pub id: EventId,
    pub person: PersonId,
    pub note: LifeEventNote,
    pub recorded: Recorded,
    /// The version that replaced it.
    pub superseded_by: Option<EventId>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CircumstanceValue {
    /// Somebody said that it is not known, which replaces an earlier answer.
    NotKnown,
    /// Yes or no.
    Yes(bool),
    Day(NaiveDate),
    /// An amount.
    Money(Pence),
    /// Whether there is somewhere safe to stay.
    Home(Homeless),
}

/// What is recorded about a circumstance.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CircumstanceNote {
    pub fact: CircumstanceFact,
    pub value: CircumstanceValue,
    /// Since when, if known.
    pub since: Option<NaiveDate>,
}

impl CircumstanceNote {
    /// Whether the value is of the kind this circumstance takes.
    #[must_use]
    pub fn fits(&self) -> bool {
        match (self.value, self.fact.takes()) {
            (CircumstanceValue::NotKnown, _)
            | (CircumstanceValue::Yes(_), Takes::YesOrNo)
            | (CircumstanceValue::Day(_), Takes::Day) => true,
            (CircumstanceValue::Money(amount), Takes::Money) => amount.0 >= 0,
            (CircumstanceValue::Home(_), Takes::Choice) => self.fact == CircumstanceFact::Homeless,
            _ => false,
        }
    }
}

/// One circumstance, in one version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Circumstance {
    pub id: CircumstanceId,
    pub person: PersonId,
    /// What is recorded.
    pub note: CircumstanceNote,
    pub recorded: Recorded,
    /// The version that replaced it.
    pub superseded_by: Option<CircumstanceId>,
}

/// What is recorded about a course, training or apprenticeship.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CourseNote {
    pub kind: EducationKind,
    /// Its name, for people to read.
    pub name: Option<String>,
    /// The first day; without one it has always been so.
    pub start: Option<NaiveDate>,
    /// The first day after it; without one it continues.
    pub end: Option<NaiveDate>,
    /// Whether the pathway plan names it.
    pub in_pathway_plan: Option<bool>,
    /// How many months it takes.
    pub months: Option<i64>,
    /// Full time (unknown counts as yes).
    pub full_time: Option<bool>,
    /// Residential (unknown counts as no).
    pub residential: Option<bool>,
    /// Continues a programme begun before 19 (unknown counts as no).
    pub continuing: Option<bool>,
}

/// One course, in one version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Course {
    pub id: CourseId,
    pub person: PersonId,
    /// What is recorded.
    pub note: CourseNote,
    pub recorded: Recorded,
    /// The version that replaced it.
    pub superseded_by: Option<CourseId>,
}

/// Everything on a record that the rules read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Facts {
    /// The accepted date of birth.
    pub born: Option<NaiveDate>,
    /// The current episodes.
    pub episodes: Vec<Episode>,
    /// The current events.
    pub events: Vec<LifeEvent>,
    /// The current circumstances.
    pub circumstances: Vec<Circumstance>,
    /// The current courses.
    pub courses: Vec<Course>,
    /// The whole entitlement ledger.
    pub entitlements: Vec<EntitlementStep>,
    /// Whether there is an agreed pathway plan.
    pub has_plan: bool,
    /// What the rules may not read while it is disputed, and which years are held.
    pub withheld: Withheld,
    /// What was or would be decided in place of the rule's answers, and was not ended.
    pub overrides: Vec<Override>,
}

impl Facts {
    /// The document that the rules read. `today` decides which course is the current one.
    ///
    /// A record without any episodes means that nobody knows whether there was care.
    #[must_use]
    pub fn rules_person(&self, today: NaiveDate) -> Person {
        let mut person = self.before_giving(today);
        let before = self.money(CircumstanceFact::SettingUpHomePaid);
        let since = entitlement::paid(&self.entitlements, FIRST_HOME).0;
        let total = before.unwrap_or(0).saturating_add(since);
        let he = self.bursary_had(CircumstanceFact::HeBursaryPaid, HE_BURSARY);
        let apprenticeship =
            self.bursary_had(CircumstanceFact::ApprenticeshipBursaryPaid, APPRENTICESHIP_BURSARY);
        person.circumstances.setting_up_home_paid = (before.is_some() || since != 0).then_some(total);
        person.circumstances.answers.set(FactId::HeBursaryPaid, he);
        person.circumstances.answers.set(FactId::ApprenticeshipBursaryPaid, apprenticeship);
        person
    }

    /// The same document as if nothing had been given yet: what the law gives, whatever has been received. What has
    /// been received is in [`Self::happened`].
    #[must_use]
    pub fn before_giving(&self, today: NaiveDate) -> Person {
        let mut person = self.as_recorded(today);
        if !self.wanted(&person, today).is_empty() {
            person = person.doubted(Whole::Years);
        }
        if self.withheld.birth {
            person.date_of_birth = None;
        }
        person
    }

    /// The years whose returns are not held and would settle the person's standing on a day.
    #[must_use]
    pub fn years_wanted(&self, today: NaiveDate) -> Vec<CollectionYear> {
        self.wanted(&self.as_recorded(today), today)
    }

    fn wanted(&self, person: &Person, today: NaiveDate) -> Vec<CollectionYear> {
        if self.withheld.birth || self.withheld.care {
            return Vec::new();
        }
        let ended = |on: NaiveDate| {
            let mut over = self.clone();
            for episode in over.episodes.iter_mut().filter(|one| one.recorded.source == Source::Import) {
                let runs = episode.note.end.is_none() && episode.note.start.is_none_or(|start| start < on);
                if runs && !episode.note.end_unknown {
                    episode.note.end = Some(on);
                }
            }
            over.as_recorded(today)
        };
        self.withheld.years_wanted(person, today, ended)
    }

    fn as_recorded(&self, today: NaiveDate) -> Person {
        let episodes = self.episodes_in_order();
        let episodes: Vec<person::Episode> =
            episodes.into_iter().map(|episode| rules_episode(&episode.note)).collect();
        let recorded = Person {
            date_of_birth: self.born,
            died: self.died(),
            episodes: (!episodes.is_empty()).then_some(episodes),
            events: self.events_in_order().into_iter().filter_map(|event| rules_event(&event.note)).collect(),
            circumstances: self.rules_circumstances(today),
            ..Person::default()
        };
        let recorded = recorded.looking_through_temporary_moves();
        if self.withheld.care {
            recorded.doubted(Whole::Question)
        } else if self.withheld.disputed.is_empty() {
            recorded
        } else {
            let otherwise = self.withheld.disputed.iter().map(|one| self.otherwise(&one.other));
            match otherwise.collect::<Option<Vec<_>>>() {
                Some(otherwise) => recorded.doubting(otherwise),
                None => recorded.doubted(Whole::Question),
            }
        }
    }

    /// What the rules try beside what is recorded; `None` where they can't read one of the two.
    fn otherwise(&self, disputed: &OtherFact) -> Option<Otherwise> {
        Some(match disputed {
            OtherFact::Episode { mine, theirs } => Otherwise::Episode {
                place: match mine {
                    Some(mine) => Some(self.episodes_in_order().iter().position(|it| it.id == *mine)?),
                    None => None,
                },
                other: theirs.as_ref().map(rules_episode),
            },
            OtherFact::Event { mine, theirs } => Otherwise::Event {
                place: match mine {
                    Some(mine) => Some(self.events_in_order().iter().position(|it| it.id == *mine)?),
                    None => None,
                },
                other: match theirs {
                    Some(theirs) => Some(rules_event(theirs)?),
                    None => None,
                },
            },
        })
    }

    /// The day of death, if recorded on its own. In care it is the end of an episode.
    fn died(&self) -> Option<NaiveDate> {
        let standing = self.events.iter().filter(|event| event.recorded.stands());
        standing.filter(|event| event.note.kind == LifeEventKind::Died).map(|event| event.note.start).min()
    }

    /// The events that stand and that the rules read, in the order in which [`Self::rules_person`] lists them.
    #[must_use]
    pub fn events_in_order(&self) -> Vec<&LifeEvent> {
        let read = |event: &&LifeEvent| event.recorded.stands() && rules_event(&event.note).is_some();
        let mut events: Vec<&LifeEvent> = self.events.iter().filter(read).collect();
        events.sort_by_key(|event| (event.note.start, event.note.kind, event.id));
        events
    }

    /// The last care that ended because another authority took over.
    #[must_use]
    pub fn taken_over(&self) -> Option<&Episode> {
        let ended = |episode: &&Episode| episode.note.reason_ended.as_deref() == Some("E3");
        self.episodes_in_order().into_iter().rev().find(ended)
    }

    /// The episodes that stand, in the order in which [`Self::rules_person`] lists them: what the rules call the nth
    /// record is the nth of these.
    #[must_use]
    pub fn episodes_in_order(&self) -> Vec<&Episode> {
        let mut episodes: Vec<&Episode> = self.episodes.iter().filter(|e| e.recorded.stands()).collect();
        episodes
            .sort_by_key(|e| (e.note.start.or(e.note.end).unwrap_or(NaiveDate::MAX), e.recorded.at, e.id));
        episodes
    }

    fn rules_circumstances(&self, today: NaiveDate) -> person::Circumstances {
        use CircumstanceFact as F;
        let mut answers = person::Answers::default();
        for fact in F::ALL.iter().filter(|fact| fact.is_read_by_rules()) {
            answers.set(fact.fact(), self.yes(*fact));
        }
        // What was received comes from the ledger: `rules_person`.
        answers.set(FactId::HeBursaryPaid, None);
        answers.set(FactId::ApprenticeshipBursaryPaid, None);
        if answers.get(FactId::HasPathwayPlan).is_none() && (self.has_plan || self.plan_given().is_some()) {
            answers.set(FactId::HasPathwayPlan, Some(true));
        }
        let homeless = match self.circumstance(F::Homeless).map(|said| said.note.value) {
            Some(CircumstanceValue::Home(home)) => Some(home),
            _ => None,
        };
        person::Circumstances {
            answers,
            homeless,
            education: self.course(today).map(rules_course),
            education_request_date: self.day(F::EducationRequestDate),
            support_request_date: self.day(F::SupportRequestDate),
            support_declined_date: self.day(F::SupportDeclinedDate),
            setting_up_home_paid: None,
            leave_to_remain_ends: self.day(F::LeaveToRemainEnds),
            shares_tenancy: self.yes(F::SharesTenancy),
            // Reviews and contacts come from their own records (`crate::due`).
            plan_reviewed_date: None,
            adviser_contact_date: None,
        }
    }

    /// The day on which a pathway plan was last written or reviewed, as its ledger says: for a plan that is kept elsewhere.
    #[must_use]
    pub fn plan_given(&self) -> Option<NaiveDate> {
        self.happened(PATHWAY_PLAN).given?.on
    }

    /// Somebody answered that there is a plan.
    #[must_use]
    pub fn says_there_is_a_plan(&self) -> bool {
        self.yes(CircumstanceFact::HasPathwayPlan) == Some(true)
    }

    /// The assessment of needs was made, as its ledger says.
    #[must_use]
    pub fn is_assessed(&self) -> bool {
        self.happened(NEEDS_ASSESSMENT).given.is_some()
    }

    /// The newest answer that stands.
    #[must_use]
    pub fn circumstance(&self, fact: CircumstanceFact) -> Option<&Circumstance> {
        self.circumstances
            .iter()
            .filter(|c| c.note.fact == fact && c.recorded.stands())
            .max_by_key(|c| (c.recorded.at, c.id))
    }

    /// The course that the rules read: the current one, or the next to begin, or the last that ended.
    #[must_use]
    pub fn course(&self, today: NaiveDate) -> Option<&Course> {
        let standing = || self.courses.iter().filter(|c| c.recorded.stands());
        let begun = |c: &&Course| c.note.start.is_none_or(|start| start <= today);
        let over = |c: &&Course| c.note.end.is_some_and(|end| end <= today);
        let running = standing().filter(|c| begun(c) && !over(c)).max_by_key(|c| (c.recorded.at, c.id));
        let next = || standing().filter(|c| !begun(c)).min_by_key(|c| (c.note.start, c.id));
        let last = || standing().filter(over).max_by_key(|c| (c.note.end, c.id));
        running.or_else(next).or_else(last)
    }

    /// The current ledger, gathered once for every entitlement asked about.
    #[must_use]
    pub fn ledger(&self) -> Ledger<'_> {
        Ledger { steps: entitlement::standing(&self.entitlements), facts: self }
    }

    /// What has happened with one entitlement: its whole ledger, and what was received before this service recorded it.
    #[must_use]
    pub fn happened(&self, entitlement: &str) -> Happened {
        self.ledger().happened(entitlement)
    }

    fn given_before(&self, entitlement: &str) -> Option<Given> {
        let once = |sum: i64, without_sum: bool| Given { sum: Pence(sum), on: None, times: 1, without_sum };
        let had = |fact| (self.yes(fact) == Some(true)).then(|| once(0, true));
        match entitlement {
            FIRST_HOME => self
                .money(CircumstanceFact::SettingUpHomePaid)
                .filter(|sum| *sum > 0)
                .map(|sum| once(sum, false)),
            HE_BURSARY => had(CircumstanceFact::HeBursaryPaid),
            APPRENTICESHIP_BURSARY => had(CircumstanceFact::ApprenticeshipBursaryPaid),
            _ => None,
        }
    }

    pub(crate) fn yes(&self, fact: CircumstanceFact) -> Option<bool> {
        match self.circumstance(fact)?.note.value {
            CircumstanceValue::Yes(yes) => Some(yes),
            _ => None,
        }
    }

    fn day(&self, fact: CircumstanceFact) -> Option<NaiveDate> {
        match self.circumstance(fact)?.note.value {
            CircumstanceValue::Day(day) => Some(day),
            _ => None,
        }
    }

    fn money(&self, fact: CircumstanceFact) -> Option<i64> {
        match self.circumstance(fact)?.note.value {
            CircumstanceValue::Money(amount) => Some(amount.0),
            _ => None,
        }
    }

    /// Whether a bursary was received, in full or in part: how much of it is [`Self::happened`].
    fn bursary_had(&self, fact: CircumstanceFact, bursary: &str) -> Option<bool> {
        if self.happened(bursary).given.is_some() { Some(true) } else { self.yes(fact) }
    }
}

/// A person's entitlement ledger, without steps that were taken back.
#[derive(Debug)]
pub struct Ledger<'f> {
    steps: Vec<&'f EntitlementStep>,
    facts: &'f Facts,
}

impl Ledger<'_> {
    /// What has happened with one entitlement: its steps, and what was received before this service recorded it.
    #[must_use]
    pub fn happened(&self, entitlement: &str) -> Happened {
        let steps: Vec<&EntitlementStep> =
            self.steps.iter().copied().filter(|step| step.note.entitlement == entitlement).collect();
        Happened::of(&steps, self.facts.given_before(entitlement))
    }
}

fn rules_episode(note: &EpisodeNote) -> person::Episode {
    person::Episode {
        start: note.start,
        end: note.end,
        legal_status: note.legal_status,
        placement: note.placement.as_deref().and_then(Placement::of_code),
        reason_ended: note.reason_ended.as_deref().and_then(ReasonEnded::of_code),
        authority: note.authority.clone(),
        country: note.country.unwrap_or_default(),
        end_unknown: note.end_unknown,
        ..person::Episode::default()
    }
}

fn rules_event(note: &LifeEventNote) -> Option<person::Event> {
    Some(person::Event {
        kind: read_word(note.kind.word())?,
        start: note.start,
        end: note.end,
        with: note.lives_with,
        lives_with_holder: note.lives_with_holder,
    })
}

fn rules_course(course: &Course) -> person::Education {
    let note = &course.note;
    person::Education {
        kind: Some(note.kind),
        start: note.start,
        end: note.end,
        in_pathway_plan: note.in_pathway_plan,
        course_months: note.months.and_then(|months| u32::try_from(months).ok()),
        full_time: note.full_time,
        residential: note.residential,
        continuing: note.continuing,
    }
}

/// Reads one of the rules' own words, as written in their documents.
#[must_use]
pub fn read_word<'de, T: Deserialize<'de>>(word: &'de str) -> Option<T> {
    let source: serde::de::value::BorrowedStrDeserializer<'de, serde::de::value::Error> =
        serde::de::value::BorrowedStrDeserializer::new(word);
    T::deserialize(source.into_deserializer()).ok()
}
