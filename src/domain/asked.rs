//! What an answer of the rules waits for, and what was told of it.
//!
//! Some rules only say to ask. Nobody's answer changes what such a rule says; once everything is answered, whoever decides is
//! asked, and the person is not.

use leaving_care_rules::{
    Law,
    assessment::{Assessment, EntitlementAnswer, Fact, Outcome},
    catalogue::EntitlementIndex,
    facts::{CircumstanceFact, FactId, Kept, entry},
};

use crate::care::{CircumstanceValue, Facts};

/// An answer that stands to something that a rule only says to ask.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Told {
    pub fact: CircumstanceFact,
    pub yes: bool,
}

/// What was told about each entitlement, in the order of its questions.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct AllTold(Vec<(EntitlementIndex, Vec<Told>)>);

impl AllTold {
    /// Of the answers as the rules give them, before anything is taken out.
    #[must_use]
    pub fn of(law: &Law, assessment: &Assessment, facts: &Facts) -> Self {
        let entries = law.entitlements().iter().filter_map(|entry| law.find(&entry.id));
        let told = entries.filter_map(|which| {
            let answer = assessment.entitlement(which).filter(|answer| is_open(answer))?;
            let told: Vec<Told> = answer.needs.iter().filter_map(|need| told(need, facts)).collect();
            (!told.is_empty()).then_some((which, told))
        });
        Self(told.collect())
    }

    /// About one.
    #[must_use]
    pub fn about(&self, which: EntitlementIndex) -> &[Told] {
        self.0.iter().find(|(each, _)| *each == which).map_or(&[], |(_, told)| told)
    }
}

/// Leaves only what nobody has answered yet in what the answers wait for.
pub fn take_out_answered(assessment: &mut Assessment, facts: &Facts) {
    for answer in assessment.entitlements.iter_mut().filter(|answer| is_open(answer)) {
        answer.needs = open(&answer.needs, facts);
    }
}

/// Something was asked, and all of it is answered.
#[must_use]
pub fn all_answered(answer: &EntitlementAnswer, facts: &Facts) -> bool {
    is_open(answer) && !answer.needs.is_empty() && open(&answer.needs, facts).is_empty()
}

fn is_open(answer: &EntitlementAnswer) -> bool {
    answer.outcome == Outcome::NeedsInformation
}

/// What is asked about the papers, what decides most first: whoever needs no leave to stay is asked nothing else.
const PAPERS: [FactId; 3] =
    [FactId::NeedsLeaveToStay, FactId::RecourseToPublicFunds, FactId::LeaveToRemainEnds];

/// Puts what decides most about the papers before the rest of them.
pub fn papers_in_order<T>(all: &mut [T], fact: impl Fn(&T) -> Option<FactId>) {
    let rest = [FactId::RecourseToPublicFunds, FactId::LeaveToRemainEnds, FactId::ImmigrationStatus];
    let place = |of: &dyn Fn(FactId) -> bool| all.iter().position(|one| fact(one).is_some_and(of));
    let first = place(&|fact| rest.contains(&fact));
    let decides = place(&|fact| fact == FactId::NeedsLeaveToStay);
    if let (Some(first), Some(decides)) = (first, decides)
        && first < decides
        && let Some(between) = all.get_mut(first..=decides)
    {
        between.rotate_right(1);
    }
}

/// What of this is not answered yet. Where the papers have to be looked at, first what is not known about them.
fn open(needs: &[Fact], facts: &Facts) -> Vec<Fact> {
    let mut open = Vec::with_capacity(needs.len());
    for need in needs {
        if need.id() == FactId::ImmigrationStatus && value(FactId::NeedsLeaveToStay, facts) != Some(NO) {
            let papers = PAPERS.into_iter().map(Fact::Circumstance);
            open.extend(papers.filter(|paper| !needs.contains(paper) && answered(paper, facts).is_none()));
        }
        if answered(need, facts).is_none() {
            open.push(*need);
        }
    }
    open
}

const NO: CircumstanceValue = CircumstanceValue::Yes(false);

fn told(need: &Fact, facts: &Facts) -> Option<Told> {
    let fact = need.id();
    let asked = entry(fact).is_some_and(|entry| entry.kept == Kept::Asked && !entry.private);
    match (asked, answered(need, facts)?) {
        (true, CircumstanceValue::Yes(yes)) => {
            Some(Told { fact: CircumstanceFact::try_from(fact).ok()?, yes })
        }
        _ => None,
    }
}

/// The answer that stands; nothing for what a record holds.
fn answered(need: &Fact, facts: &Facts) -> Option<CircumstanceValue> {
    let (Fact::Circumstance(fact) | Fact::Asked(fact)) = need else { return None };
    value(*fact, facts)
}

fn value(fact: FactId, facts: &Facts) -> Option<CircumstanceValue> {
    let said = facts.circumstance(CircumstanceFact::try_from(fact).ok()?)?;
    Some(said.note.value).filter(|value| *value != CircumstanceValue::NotKnown)
}
