//! What the page of a plan shows.

use chrono::{DateTime, NaiveDate, Utc};
use onward_domain::{
    id::PersonId,
    money::Pence,
    pathway::{Answer, Covered, PlanAct, PlanMove, Stage, Support, prompts},
    plan::{Plan, PlanArea, StepText},
};
use serde::Serialize;

use super::{
    area_words,
    form::{HandInForm, SupportForm},
    in_row,
};
use crate::{
    clock::london_day,
    usecases::{
        adviser::{
            made_before::{Made, on_paper},
            plan::{DraftSeen, SeenPlan},
        },
        in_a_row::InARow,
    },
    web::{
        adviser::who::Who,
        form::{Clash, ClashRow, Sheet},
        view::{FormState, Page},
        words::{Say, says::adviser::plan as told},
    },
};

/// The plan's own page.
#[derive(Debug, Clone, Serialize)]
pub struct PlanPage {
    who: Who,
    today: NaiveDate,
    draft: Option<DraftShown>,
    last: Option<LastShown>,
    /// One that was made before there was a record here.
    paper: Option<PaperShown>,
    versions: Vec<VersionShown>,
    assessed: bool,
    /// Its place among the plans that are gone through in a row.
    row: Option<Beside>,
    next: Option<PersonId>,
    support: Sheet<SupportForm>,
    hand_in: Sheet<HandInForm>,
}

#[derive(Debug, Clone, Serialize)]
struct PaperShown {
    on: NaiveDate,
    by: Option<String>,
    place: Option<String>,
}

/// Where one of several is, with the ways to those beside it.
#[derive(Debug, Clone, Serialize)]
struct Beside {
    at: usize,
    of: usize,
    before: Option<String>,
    after: Option<String>,
}

impl Page for PlanPage {
    const TEMPLATE: &str = "adviser/plan.html";

    fn state(&self) -> FormState {
        match self.support.state() {
            FormState::Fresh => self.hand_in.state(),
            other => other,
        }
    }
}

#[derive(Debug, Clone, Serialize)]
struct DraftShown {
    number: i64,
    version: i64,
    stage: Stage,
    may_write: bool,
    /// The young person has to say something first, or somebody for them.
    words_needed: bool,
    ready: usize,
    prompted: usize,
    parts: Vec<PartShown>,
    missing: Vec<Missing>,
    offered: Vec<OfferedShown>,
    answer: Option<Answer>,
    changed_since: bool,
    answered_before: Option<NaiveDate>,
    moves: Vec<MoveShown>,
    /// What a manager wrote when it came back last.
    sent_back: Option<String>,
    support: Option<Support>,
    compared: Compared,
}

#[derive(Debug, Clone, Serialize)]
struct PartShown {
    area: PlanArea,
    words: Say,
    href: String,
    covered: Covered,
    own_words: Option<String>,
    agreed: Option<String>,
    steps: usize,
    prompted: usize,
    /// What the last plan said, in short.
    last: Option<String>,
    disputed: Vec<String>,
}

#[derive(Debug, Clone, Serialize)]
struct Missing {
    words: Say,
    href: String,
    contingency: bool,
}

#[derive(Debug, Clone, Serialize)]
struct OfferedShown {
    place: usize,
    name: String,
    left: Option<Pence>,
}

#[derive(Debug, Clone, Serialize)]
struct MoveShown {
    act: PlanAct,
    on: NaiveDate,
    at: DateTime<Utc>,
    by: Option<String>,
    words: Option<String>,
}

/// The steps beside those of the last plan.
#[derive(Debug, Clone, Default, Serialize)]
struct Compared {
    added: usize,
    done: usize,
    carried: usize,
    gone: usize,
}

#[derive(Debug, Clone, Serialize)]
struct LastShown {
    number: i64,
    href: String,
    review: Option<NaiveDate>,
    late: bool,
}

#[derive(Debug, Clone, Serialize)]
struct VersionShown {
    number: i64,
    href: String,
    on: Option<NaiveDate>,
    kept: bool,
}

impl PlanPage {
    /// The page, with forms that were sent and not accepted.
    pub fn of(
        seen: &SeenPlan,
        row: Option<InARow>,
        (support, hand_in): (Sheet<SupportForm>, Sheet<HandInForm>),
    ) -> Self {
        let who = Who::of(&seen.answered);
        let base = format!("{}/plan", who.base);
        let today = seen.answered.today;
        let before = before(seen);
        Self {
            today,
            draft: seen.draft.as_ref().map(|draft| DraftShown::of(seen, draft, &before, &base)),
            last: seen.last.as_ref().map(|(plan, ..)| LastShown {
                number: plan.number,
                href: format!("{base}/versions/{}", plan.number),
                review: plan.review_due,
                late: plan.review_due.is_some_and(|due| due < today),
            }),
            paper: on_paper(&seen.answered.listed.facts.entitlements, Made::Plan).map(|step| PaperShown {
                on: step.note.happened_on,
                by: step.note.decider.clone(),
                place: step.note.note.clone(),
            }),
            versions: seen
                .signed
                .iter()
                .map(|(plan, snapshot)| VersionShown {
                    number: plan.number,
                    href: format!("{base}/versions/{}", plan.number),
                    on: plan.agreed_on,
                    kept: snapshot.is_some(),
                })
                .collect(),
            assessed: !seen.needs.is_empty(),
            next: row.and_then(|row| row.after),
            row: row.map(|row| Beside {
                at: row.at,
                of: row.of,
                before: row.before.map(in_row),
                after: row.after.map(in_row),
            }),
            support: filled(seen, support),
            hand_in,
            who,
        }
    }
}

/// The steps of the last plan.
pub(super) fn before(seen: &SeenPlan) -> Vec<StepText> {
    let steps = seen.last.iter().flat_map(|(_, steps, _)| steps);
    steps.map(|step| step.text.clone()).collect()
}

/// A fresh form says what was agreed so far.
fn filled(seen: &SeenPlan, sheet: Sheet<SupportForm>) -> Sheet<SupportForm> {
    let Some(draft) = seen.draft.as_ref().filter(|_| sheet.state() == FormState::Fresh) else { return sheet };
    let version = draft.plan.version.to_string();
    Sheet::new(match &draft.plan.support {
        Some(support) => SupportForm {
            version,
            support: support.by.to_string(),
            weeks: support.weeks.to_string(),
            why: support.why.clone(),
        },
        None => SupportForm { version, ..SupportForm::default() },
    })
}

/// What somebody else agreed meanwhile, beside what was written here.
pub(super) fn support_clash(theirs: &Plan, yours: &SupportForm) -> Clash {
    let said = |support: &Support| format!("{}, {}", support.weeks, support.why);
    let theirs = theirs.support.as_ref().map(said).unwrap_or_default();
    let row = ClashRow::new(
        told::Support,
        Say::words(theirs),
        Say::words(format!("{}, {}", yours.weeks, yours.why)),
    );
    Clash::somebody(vec![row])
}

impl DraftShown {
    fn of(seen: &SeenPlan, draft: &DraftSeen, before: &[StepText], base: &str) -> Self {
        let parts: Vec<PartShown> =
            draft.covered.iter().map(|one| PartShown::of(seen, draft, *one, before, base)).collect();
        let answer = draft.document.answer.clone();
        Self {
            number: draft.plan.number,
            version: draft.plan.version,
            stage: draft.stage,
            may_write: draft.stage.may_be_written() && seen.answered.may_change,
            words_needed: answer.as_ref().is_none_or(Answer::disagrees),
            ready: parts.iter().filter(|part| part.covered == Covered::Whole && part.prompted == 0).count(),
            prompted: draft.prompted(before),
            missing: parts
                .iter()
                .filter(|part| part.covered != Covered::Whole)
                .map(|part| Missing {
                    words: part.words.clone(),
                    href: part.href.clone(),
                    contingency: part.covered == Covered::NoContingency,
                })
                .collect(),
            offered: seen
                .offered
                .iter()
                .map(|one| OfferedShown { place: one.place, name: one.name.clone(), left: one.left })
                .collect(),
            changed_since: draft.changed_since,
            answered_before: draft.answered_before,
            moves: draft.moves.iter().map(|one| MoveShown::of(seen, one)).collect(),
            sent_back: draft
                .moves
                .iter()
                .rev()
                .find(|one| one.act == PlanAct::SentBack)
                .filter(|_| draft.stage.may_be_written())
                .and_then(|one| one.words.clone()),
            support: draft.plan.support.clone(),
            compared: compared(draft, before),
            answer,
            parts,
        }
    }
}

impl MoveShown {
    fn of(seen: &SeenPlan, one: &PlanMove) -> Self {
        Self {
            act: one.act,
            on: london_day(one.made_at),
            at: one.made_at,
            by: one.made_by.and_then(|by| seen.names.get(&by.to_string()).cloned()),
            words: one.words.clone(),
        }
    }
}

impl PartShown {
    fn of(
        seen: &SeenPlan,
        draft: &DraftSeen,
        (area, covered): (PlanArea, Covered),
        before: &[StepText],
        base: &str,
    ) -> Self {
        let part = draft.document.part(area);
        let steps: Vec<_> = draft.steps.iter().filter(|step| step.text.area == area).collect();
        let last = seen.last.as_ref().and_then(|(_, _, document)| document.part(area));
        Self {
            area,
            words: area_words(area),
            href: format!("{base}/parts/{area}"),
            covered,
            own_words: part.and_then(|part| part.own_words.clone()),
            agreed: part.and_then(|part| part.agreed.clone()),
            prompted: steps.iter().filter(|step| !prompts(&step.text, before).is_empty()).count(),
            steps: steps.len(),
            last: last.and_then(|part| part.agreed.clone()),
            disputed: part.map(|part| part.disputed.clone()).unwrap_or_default(),
        }
    }
}

fn compared(draft: &DraftSeen, before: &[StepText]) -> Compared {
    use onward_domain::plan::StepStatus;
    let now: Vec<&str> = draft.steps.iter().map(|step| step.text.what.as_str()).collect();
    let was: Vec<&str> = before.iter().map(|step| step.what.as_str()).collect();
    Compared {
        added: now.iter().filter(|what| !was.contains(what)).count(),
        done: before.iter().filter(|step| step.status == StepStatus::Done).count(),
        carried: now.iter().filter(|what| was.contains(what)).count(),
        gone: before
            .iter()
            .filter(|step| step.status.is_open() && !now.contains(&step.what.as_str()))
            .count(),
    }
}
