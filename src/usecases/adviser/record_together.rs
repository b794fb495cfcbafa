//! One step for several people at once, for example that everybody was told of the same grant. Each gets a line in their own
//! ledger; whoever can't take it is left alone, and the answer says why.

use chrono::NaiveDate;
use leaving_care_rules::catalogue::EntitlementIndex;
use onward_domain::{
    access::Purpose,
    entitlement::{EntitlementAct, EntitlementNote, standing},
    id::PersonId,
    standing::Stands,
};
use onward_store::{StoreError, StoreResult, scope::Caseload};
use serde::{Deserialize, Serialize};

use super::{Answered, see_my_people::see_my_people};
use crate::usecases::ask::Ask;

/// What a form's key is used up for.
const ACT: &str = "entitlement.together";

/// The steps that can be recorded for several people at once: what is the same for all of them. A payment has its own
/// amount and a refusal its own reason, so neither is here.
pub const ACTS: [EntitlementAct; 4] =
    [EntitlementAct::Told, EntitlementAct::Asked, EntitlementAct::Agreed, EntitlementAct::Declined];

/// Which of my people, by where one entitlement stands for them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Group {
    /// They can have it, and nobody told them.
    #[default]
    Untold,
    /// They know, and have not asked.
    Told,
    /// They asked, and wait for an answer.
    Waiting,
    /// Everybody.
    All,
}

impl Group {
    /// Whether somebody is in it. `told`: somebody told them already.
    #[must_use]
    pub const fn holds(self, stands: Stands, told: bool) -> bool {
        match self {
            Self::Untold => matches!(stands, Stands::NotTold | Stands::Late | Stands::NotRecorded) && !told,
            Self::Told => matches!(stands, Stands::Told),
            Self::Waiting => matches!(stands, Stands::Waiting),
            Self::All => true,
        }
    }
}

/// Whom a form is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Chosen {
    /// The people selected, each once.
    These(Vec<PersonId>),
    /// Everybody of this group on the day the form is carried out.
    Everyone(Group),
}

/// What a form sent.
#[derive(Debug, Clone)]
pub struct Sent {
    /// The form's own key.
    pub key: String,
    pub place: usize,
    pub act: EntitlementAct,
    pub day: NaiveDate,
    /// What was said: each of them can read it.
    pub words: Option<String>,
    pub chosen: Chosen,
}

/// Why somebody got no line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Because {
    /// They are not this adviser's any more.
    NotYours,
    /// The rule says no.
    RuleSaysNo,
    /// It begins on a later day, or is not in force.
    NotYet,
    /// A fact is missing.
    ToCheck,
    /// It is recorded already, or something later is.
    Already,
    /// They have it.
    HasIt,
    /// It was refused: that is for the two of them.
    Refused,
    /// They said no thank you.
    Declined,
}

/// What happened to each person. Stored with the form's key, so that a form sent twice says the same.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recorded {
    /// The entitlement's id.
    pub entitlement: String,
    /// The word of the step.
    pub act: String,
    pub done: Vec<PersonId>,
    pub left: Vec<(PersonId, Because)>,
}

/// One entitlement and all my people.
#[derive(Debug, Clone)]
pub struct Seen {
    pub people: Vec<Answered>,
    /// What happened to the form just sent, if there was one.
    pub recorded: Option<Recorded>,
}

/// All my people, and what happened to the form with this key.
///
/// # Errors
/// Any store error.
pub fn see_together(ask: &Ask<'_, Caseload>, key: &str) -> StoreResult<Seen> {
    let people = see_my_people(ask)?;
    // A key that belongs to another form says nothing here.
    let recorded = ask.tx.done_before(ask.me, key, ACT).unwrap_or_default();
    Ok(Seen { people, recorded: recorded.and_then(|kept| serde_json::from_str(&kept).ok()) })
}

/// Whether somebody told this person of it, by a step that still counts.
#[must_use]
pub fn was_told(one: &Answered, entitlement: &str) -> bool {
    let acts = [EntitlementAct::Told, EntitlementAct::Asked, EntitlementAct::Agreed, EntitlementAct::Paid];
    standing(&one.listed.facts.entitlements)
        .iter()
        .any(|step| step.note.entitlement == entitlement && acts.contains(&step.note.act))
}

/// Where one entitlement stands for a person, and whether they were told.
#[must_use]
pub fn where_it_stands(one: &Answered, which: EntitlementIndex, entitlement: &str) -> Option<(Stands, bool)> {
    Some((one.standings.get(which.place())?.stands, was_told(one, entitlement)))
}

/// Records one step for everybody chosen who can take it, in one transaction, each record opened by itself.
///
/// # Errors
/// `NotFound` for an entitlement that does not exist; any store error.
pub fn record_together(ask: &Ask<'_, Caseload>, sent: &Sent) -> StoreResult<()> {
    if ask.tx.done_before(ask.me, &sent.key, ACT)?.is_some() {
        return Ok(());
    }
    let entitlement = ask.law.entitlements().get(sent.place).ok_or(StoreError::NotFound)?;
    let which = ask.law.find(&entitlement.id).ok_or(StoreError::NotFound)?;
    if !ACTS.contains(&sent.act) {
        return Err(StoreError::NotAllowed("this step is for one person at a time".into()));
    }
    let people = see_my_people(ask)?;
    let stands = |one: &Answered| where_it_stands(one, which, &entitlement.id);
    let chosen: Vec<PersonId> = match &sent.chosen {
        Chosen::These(people) => people.clone(),
        Chosen::Everyone(group) => people
            .iter()
            .filter(|one| stands(one).is_some_and(|(stands, told)| group.holds(stands, told)))
            .map(|one| one.listed.person.id)
            .collect(),
    };
    let mut recorded = Recorded {
        entitlement: entitlement.id.clone(),
        act: sent.act.word().to_owned(),
        done: Vec::new(),
        left: Vec::new(),
    };
    for person in chosen {
        let one = people.iter().find(|one| one.listed.person.id == person);
        let because = match one.and_then(stands) {
            None => Some(Because::NotYours),
            Some((stands, told)) => hinders(sent.act, stands, told),
        };
        match because {
            Some(because) => recorded.left.push((person, because)),
            None => {
                let note = EntitlementNote {
                    note: sent.words.clone(),
                    ..EntitlementNote::new(entitlement.id.clone(), sent.act, sent.day)
                };
                ask.open(person, Purpose::Entitlements)?.entitlements().add(&note)?;
                recorded.done.push(person);
            }
        }
    }
    let kept = serde_json::to_string(&recorded).map_err(|why| StoreError::Database(why.to_string()))?;
    ask.tx.use_up(ask.me, &sent.key, ACT, &kept, ask.now.at)
}

/// Why a step can't be recorded for somebody, by where the entitlement stands for them.
const fn hinders(act: EntitlementAct, stands: Stands, told: bool) -> Option<Because> {
    use EntitlementAct::{Agreed, Asked, Declined, Told};
    match (act, stands) {
        (_, Stands::NotForThem) => Some(Because::RuleSaysNo),
        (_, Stands::NotInForce | Stands::Later) => Some(Because::NotYet),
        (_, Stands::Had | Stands::Has) => Some(Because::HasIt),
        (Told, _) if told => Some(Because::Already),
        // Somebody can be told of what may be theirs; nothing else is decided before it is known.
        (Told, Stands::ToCheck) => None,
        (_, Stands::ToCheck) => Some(Because::ToCheck),
        (_, Stands::Refused) => Some(Because::Refused),
        (Declined, Stands::Declined) => Some(Because::Already),
        (_, Stands::Declined) => Some(Because::Declined),
        (Asked, Stands::Waiting | Stands::Agreed) | (Agreed, Stands::Agreed) => Some(Because::Already),
        _ => None,
    }
}

#[cfg(test)]
mod tests;
