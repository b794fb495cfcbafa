//! An adviser sees what is known about a person's circumstances, and which entitlements are waiting for an answer.

use leaving_care_rules::{
    Law,
    assessment::{Fact, LawState, Outcome},
    catalogue::EntitlementIndex,
};
use onward_domain::{
    access::Purpose,
    asked::papers_in_order,
    care::{Circumstance, CircumstanceFact, CircumstanceValue, Course, Facts},
    id::PersonId,
    own_answer::OwnAnswer,
};
use onward_store::{
    StoreResult,
    repo::versions::{Rows, Version},
    scope::{Caseload, Record},
};

use crate::usecases::ask::Ask;

use super::{
    Answered,
    consider::{Considered, between},
};

/// Something an entitlement may be waiting for that an adviser may answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Topic {
    /// One of the circumstances.
    Fact(CircumstanceFact),
    /// What they study or train for: a course, its first day, its length, or that there is none.
    Course,
}

impl Topic {
    /// The topic of a fact that the rules ask for; `None` for anything no record holds, and for care dates.
    #[must_use]
    pub fn of(fact: &Fact) -> Option<Self> {
        let (Fact::Circumstance(fact) | Fact::Asked(fact)) = fact else { return None };
        match CircumstanceFact::try_from(*fact) {
            Ok(fact) => Some(Self::Fact(fact)),
            Err(_) => Some(Self::Course),
        }
    }
}

/// A topic without an answer, and the entitlements waiting for it today.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Missing {
    /// What has to be answered.
    pub topic: Topic,
    /// What is waiting for it, in the order of the law's list.
    pub waiting: Vec<EntitlementIndex>,
}

/// What entitlements are waiting for today, where only an answer on the record decides; the one most are waiting for
/// first.
#[must_use]
pub fn missing(law: &Law, one: &Answered) -> Vec<Missing> {
    let mut found: Vec<Missing> = Vec::new();
    for (which, ..) in one.entitlements(law) {
        let Some(answer) = one.before_giving.entitlement(which) else { continue };
        if answer.outcome != Outcome::NeedsInformation || answer.state != LawState::InForce {
            continue;
        }
        let open = |topic: &Topic| match topic {
            Topic::Fact(fact) => {
                let said = one.listed.facts.circumstance(*fact).map(|said| said.note.value);
                said.is_none_or(|said| said == CircumstanceValue::NotKnown)
            }
            Topic::Course => true,
        };
        for topic in answer.needs.iter().filter_map(Topic::of).filter(open) {
            match found.iter_mut().find(|each| each.topic == topic) {
                Some(each) if each.waiting.contains(&which) => {}
                Some(each) => each.waiting.push(which),
                None => found.push(Missing { topic, waiting: vec![which] }),
            }
        }
    }
    found.sort_by_key(|each| (std::cmp::Reverse(each.waiting.len()), each.topic));
    papers_in_order(&mut found, |each| match each.topic {
        Topic::Fact(fact) => Some(fact.fact()),
        Topic::Course => None,
    });
    found
}

/// What the page about what is known shows.
#[derive(Debug, Clone)]
pub struct SeenFacts {
    /// The person, assessed.
    pub answered: Answered,
    /// What is missing, and what is waiting for it.
    pub missing: Vec<Missing>,
    /// The current answers.
    pub answers: Vec<Version<Circumstance>>,
    /// The current courses, latest first day first.
    pub courses: Vec<Version<Course>>,
    /// What the answer saved just now has changed.
    pub effect: Option<Effect>,
    /// What the person says about themselves today.
    pub own: Vec<OwnAnswer>,
}

/// What one saved answer changed.
#[derive(Debug, Clone)]
pub struct Effect {
    pub topic: Topic,
    /// The law's answers with what was known before, and with the new answer.
    pub considered: Considered,
}

/// Opens the record and reads what is known. `saved`: the version that was saved just now.
///
/// # Errors
/// `NotFound` for a person who is not the adviser's; any store error.
pub fn see_facts(ask: &Ask<'_, Caseload>, person: PersonId, saved: &str) -> StoreResult<SeenFacts> {
    let (law, now) = (ask.law, ask.now);
    let record = ask.open(person, Purpose::PersonPage)?;
    let answered = Answered::of(law, record.overview()?, now.today).in_record(&record);
    let mut answers = record.circumstances().seen()?;
    answers.retain(|version| version.row.recorded.stands());
    let mut courses = record.courses().seen()?;
    courses.retain(|version| version.row.recorded.stands());
    courses.sort_by_key(|version| std::cmp::Reverse((version.row.note.start, version.row.id)));
    let before = facts_before(&record, &answered.listed.facts, saved)?;
    let effect = before.map(|(topic, before)| {
        let before = before.rules_person(now.today);
        let considered = between(law, ask.messages, (&before, now.today), (&answered.facts, now.today));
        Effect { topic, considered }
    });
    let own = record.own_answers().standing()?;
    Ok(SeenFacts { missing: missing(law, &answered), answered, answers, courses, effect, own })
}

/// What was known before a version replaced it; `None` when that version is not current, or is not this person's.
fn facts_before(record: &Record<'_>, facts: &Facts, saved: &str) -> StoreResult<Option<(Topic, Facts)>> {
    let mut before = facts.clone();
    if let Some(version) = saved.parse().ok().and_then(|id| taken(&mut before.circumstances, id)) {
        let history = record.circumstances().history()?;
        before.circumstances.extend(replaced(history, version.id, |row| row.recorded.superseded_at = None));
        return Ok(Some((Topic::Fact(version.note.fact), before)));
    }
    if let Some(version) = saved.parse().ok().and_then(|id| taken(&mut before.courses, id)) {
        let history = record.courses().history()?;
        before.courses.extend(replaced(history, version.id, |row| row.recorded.superseded_at = None));
        return Ok(Some((Topic::Course, before)));
    }
    Ok(None)
}

/// Removes one version from the current ones.
fn taken<T: Rows>(rows: &mut Vec<T>, id: T::Id) -> Option<T> {
    let found = rows.iter().find(|row| row.id() == id && row.recorded().stands()).cloned();
    rows.retain(|row| row.id() != id);
    found
}

/// The version that was replaced, as it was then.
fn replaced<T: Rows>(history: Vec<T>, by: T::Id, stand: impl Fn(&mut T)) -> Option<T> {
    let mut row = history.into_iter().find(|row| row.superseded_by() == Some(by))?;
    stand(&mut row);
    Some(row)
}
