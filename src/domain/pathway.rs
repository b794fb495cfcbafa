//! How a pathway plan becomes one: written, read by the young person, signed by their adviser, and by a manager or sent back; what
//! prompts whoever reads it; and the text that is signed.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use crate::{
    id::{PersonId, PlanId, PlanMoveId, UserId},
    plan::{PartText, PlanArea, PlanPart, SayingKind, Step, StepStatus, StepText},
    recorded::Recorded,
};

crate::words! {
    /// One move of a draft on its way.
    pub enum PlanAct {
        /// The young person can read it on their own pages.
        Shared = "shared",
        /// The adviser signed it; it waits for a manager.
        HandedIn = "handed_in",
        /// A manager sent it back, with words.
        SentBack = "sent_back",
        /// A manager signed it.
        Signed = "signed",
    }

    /// Who gives the support that was agreed.
    pub enum SupportBy {
        Adviser = "adviser",
        SocialWorker = "social_worker",
        Both = "both",
    }
}

/// A move, as recorded. Moves are only added.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlanMove {
    pub id: PlanMoveId,
    pub plan: PlanId,
    pub act: PlanAct,
    /// What was said with it.
    pub words: Option<String>,
    pub made_at: DateTime<Utc>,
    pub made_by: Option<UserId>,
}

/// Where a plan stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// Being written.
    Writing,
    /// The young person has it to read.
    WithThem,
    /// It waits for a manager.
    WithManager,
    /// It came back with words.
    SentBack,
    Signed,
}

impl Stage {
    /// From its moves, in their order.
    #[must_use]
    pub fn of(moves: &[PlanMove]) -> Self {
        match moves.last().map(|last| last.act) {
            None => Self::Writing,
            Some(PlanAct::Shared) => Self::WithThem,
            Some(PlanAct::HandedIn) => Self::WithManager,
            Some(PlanAct::SentBack) => Self::SentBack,
            Some(PlanAct::Signed) => Self::Signed,
        }
    }

    /// Whether its text may still be changed. What waits for a signature is what was read.
    #[must_use]
    pub const fn may_be_written(self) -> bool {
        !matches!(self, Self::WithManager | Self::Signed)
    }
}

/// The level of support that was agreed: who, how often and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Support {
    pub by: SupportBy,
    /// They meet at least every so many weeks.
    pub weeks: i64,
    pub why: String,
}

/// What an assessment found about one matter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NeedNote {
    pub area: PlanArea,
    pub says: String,
}

/// The same, in one version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NeedPart {
    pub id: crate::id::NeedPartId,
    pub person: PersonId,
    pub note: NeedNote,
    pub recorded: Recorded,
    /// The version that replaced it.
    pub superseded_by: Option<crate::id::NeedPartId>,
}

/// What is not clear about a step. It advises, and blocks nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Prompt {
    /// It can't be told when it is done.
    Vague,
    /// No one person is named.
    Who,
    /// There is no day.
    When,
    /// Nothing is said of what happens if it fails.
    Otherwise,
    /// The same step stood in the plan before and was not done.
    Again,
}

/// Beginnings that say nothing of what will be done.
const VAGUE: [&str; 10] = [
    "support ",
    "help ",
    "encourage ",
    "continue ",
    "explore ",
    "look into ",
    "consider ",
    "work on ",
    "ensure ",
    "monitor ",
];
/// Nobody in particular.
const NOBODY: [&str; 6] = ["all", "everyone", "we", "us", "team", "tbc"];
/// A step of fewer words says too little.
const FEW_WORDS: usize = 4;

/// Whether whoever is to do it is no one person.
#[must_use]
pub fn is_nobody(who: &str) -> bool {
    let who = who.trim().to_lowercase();
    who.is_empty() || NOBODY.contains(&who.as_str())
}

/// What is not clear about a step, with those of the plan before.
#[must_use]
pub fn prompts(step: &StepText, before: &[StepText]) -> Vec<Prompt> {
    let what = step.what.trim().to_lowercase();
    let few = what.split_whitespace().count() < FEW_WORDS;
    let vague = VAGUE.iter().any(|word| what.starts_with(word)) || few;
    let again = before.iter().any(|other| {
        other.what.trim().to_lowercase() == what
            && matches!(other.status, StepStatus::ToDo | StepStatus::Stuck)
    });
    let found = [
        (Prompt::Vague, vague),
        (Prompt::Who, is_nobody(&step.who)),
        (Prompt::When, step.due_on.is_none()),
        (Prompt::Otherwise, step.otherwise.as_ref().is_none_or(|text| text.trim().is_empty())),
        (Prompt::Again, again),
    ];
    found.into_iter().filter(|(_, is)| *is).map(|(prompt, _)| prompt).collect()
}

/// How much of the ten matters is there. Care Leavers (England) Regulations 2010, Schedule 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Covered {
    /// Neither words nor a step.
    Missing,
    /// Something is there, and nothing is said of what happens if it fails.
    NoContingency,
    Whole,
}

/// How far one matter is.
#[must_use]
pub fn covered(area: PlanArea, parts: &[PartText], steps: &[StepText]) -> Covered {
    let said = |text: &Option<String>| text.as_ref().is_some_and(|text| !text.trim().is_empty());
    let part = parts.iter().find(|part| part.area == area && !part.agreed.trim().is_empty());
    let steps: Vec<_> = steps.iter().filter(|step| step.area == area).collect();
    if part.is_none() && steps.is_empty() {
        return Covered::Missing;
    }
    let otherwise = part.is_some_and(|part| said(&part.otherwise))
        || !steps.is_empty() && steps.iter().all(|step| said(&step.otherwise));
    if otherwise { Covered::Whole } else { Covered::NoContingency }
}

/// One step of the signed text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignedStep {
    pub what: String,
    pub who: String,
    pub due_on: Option<NaiveDate>,
    pub otherwise: Option<String>,
    pub status: StepStatus,
}

/// One matter of the signed text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignedPart {
    pub area: PlanArea,
    /// The young person's own words, where they share them.
    pub own_words: Option<String>,
    pub agreed: Option<String>,
    pub otherwise: Option<String>,
    pub steps: Vec<SignedStep>,
    /// They say that it is not what they said, in their words.
    pub disputed: Vec<String>,
}

/// What the young person answered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answer {
    pub kind: SayingKind,
    pub words: Option<String>,
    pub on: NaiveDate,
}

impl Answer {
    /// They don't agree with all of it.
    #[must_use]
    pub const fn disagrees(&self) -> bool {
        matches!(self.kind, SayingKind::Disagree | SayingKind::Partly)
    }
}

/// A whole plan as it is signed: everything that can be read of it later, without any row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Document {
    pub number: i64,
    pub support: Option<Support>,
    pub parts: Vec<SignedPart>,
    /// What the young person said to the whole of it.
    pub answer: Option<Answer>,
    /// What happens about what they don't agree with.
    pub about_it: Option<String>,
    pub adviser: Option<String>,
    pub manager: Option<String>,
    pub signed_on: Option<NaiveDate>,
    pub review_due: Option<NaiveDate>,
}

impl Document {
    /// From the rows of a plan. `own_words`: what they say of a part now, and of which parts they say that it is not so.
    #[must_use]
    pub fn of(
        number: i64,
        support: Option<Support>,
        parts: &[PlanPart],
        steps: &[Step],
        own_words: &[(PlanArea, SayingKind, String)],
    ) -> Self {
        let part = |area: PlanArea| {
            let part = parts.iter().find(|part| part.text.area == area).map(|part| &part.text);
            let said = |kind| {
                own_words
                    .iter()
                    .filter(move |said| said.0 == area && said.1 == kind)
                    .map(|said| said.2.clone())
            };
            SignedPart {
                area,
                own_words: said(SayingKind::Words).next(),
                agreed: part.map(|part| part.agreed.clone()).filter(|text| !text.trim().is_empty()),
                otherwise: part.and_then(|part| part.otherwise.clone()),
                steps: steps.iter().filter(|step| step.text.area == area).map(signed).collect(),
                disputed: said(SayingKind::NotWhatISaid).collect(),
            }
        };
        Self {
            number,
            support,
            parts: PlanArea::ALL.iter().copied().map(part).collect(),
            answer: None,
            about_it: None,
            adviser: None,
            manager: None,
            signed_on: None,
            review_due: None,
        }
    }

    /// One of its matters.
    #[must_use]
    pub fn part(&self, area: PlanArea) -> Option<&SignedPart> {
        self.parts.iter().find(|part| part.area == area)
    }
}

fn signed(step: &Step) -> SignedStep {
    SignedStep {
        what: step.text.what.clone(),
        who: step.text.who.clone(),
        due_on: step.text.due_on,
        otherwise: step.text.otherwise.clone(),
        status: step.text.status,
    }
}

/// Words of a draft that somebody wrote over: nobody's are lost.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Earlier {
    pub id: crate::id::PlanEarlierId,
    pub plan: PlanId,
    pub area: PlanArea,
    pub words: String,
    pub written_at: DateTime<Utc>,
    pub written_by: Option<UserId>,
}

/// A signed plan as it is kept: its text, and what that comes to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Snapshot {
    pub plan: PlanId,
    /// The document, as it was written.
    pub says: String,
    /// SHA-256 of it, in hexadecimal.
    pub hash: String,
    pub made_at: DateTime<Utc>,
    pub made_by: Option<UserId>,
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    fn step(what: &str, who: &str, due: Option<&str>, otherwise: Option<&str>) -> StepText {
        StepText {
            area: PlanArea::Home,
            what: what.into(),
            who: who.into(),
            due_on: due.map(|day| day.parse().unwrap()),
            status: StepStatus::ToDo,
            otherwise: otherwise.map(str::to_owned),
        }
    }

    #[test]
    fn a_clear_step_has_no_prompt_and_a_vague_one_has_each() {
        let clear = step(
            "Read the meter together and set up a payment",
            "Priya",
            Some("2026-11-26"),
            Some("Ask for the fund"),
        );
        assert!(prompts(&clear, &[]).is_empty());
        let vague = step("Help Jay with bills", "", None, None);
        let all = [Prompt::Vague, Prompt::Who, Prompt::When, Prompt::Otherwise, Prompt::Again];
        assert_eq!(prompts(&vague, std::slice::from_ref(&vague)), all);
        assert_eq!(prompts(&StepText { who: "Everyone".into(), ..clear }, &[]), [Prompt::Who]);
    }

    #[test]
    fn a_matter_is_missing_lacks_a_contingency_or_is_whole() {
        let part = PartText { area: PlanArea::Money, agreed: "A budget".into(), otherwise: None };
        assert_eq!(covered(PlanArea::Money, &[], &[]), Covered::Missing);
        assert_eq!(covered(PlanArea::Money, std::slice::from_ref(&part), &[]), Covered::NoContingency);
        let backed = PartText { otherwise: Some("The fund".into()), ..part };
        assert_eq!(covered(PlanArea::Money, &[backed], &[]), Covered::Whole);
        let open = step("Look at two flats near college", "Jay", None, None);
        assert_eq!(covered(PlanArea::Home, &[], &[open]), Covered::NoContingency);
    }

    #[test]
    fn what_waits_for_a_signature_is_not_changed() {
        let moved = |act| PlanMove {
            id: PlanMoveId::new(),
            plan: PlanId::new(),
            act,
            words: None,
            made_at: DateTime::UNIX_EPOCH,
            made_by: None,
        };
        assert_eq!(Stage::of(&[]), Stage::Writing);
        let sent = [moved(PlanAct::Shared), moved(PlanAct::HandedIn)];
        assert!(!Stage::of(&sent).may_be_written());
        assert!(Stage::of(&[sent[0].clone(), sent[1].clone(), moved(PlanAct::SentBack)]).may_be_written());
    }
}
