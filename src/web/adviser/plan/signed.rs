//! One plan that was signed, as it was signed, beside another, word by word.

use actix_web::web::{Path, Query};
use chrono::NaiveDate;
use onward_domain::{
    id::PersonId,
    pathway::{Document, SignedPart},
    plan::PlanArea,
};
use serde::{Deserialize, Serialize};

use super::{
    area_words,
    diff::{self, Bit},
};
use crate::{
    usecases::{
        adviser::plan::{SeenPlan, SignedPlan, see_plan, see_signed},
        ask::OpensRecords,
    },
    web::{
        adviser::who::Who,
        desk::{Adviser, Desk, Manager, Seat},
        error::Situation,
        reply::PageResult,
        view::Page,
        words::Say,
    },
};

/// With which other plan it is compared.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct With {
    pub with: Option<i64>,
}

/// The page.
#[derive(Debug, Clone, Serialize)]
pub struct SignedPage {
    who: Who,
    number: i64,
    document: Document,
    hash: Option<String>,
    agreed_on: Option<NaiveDate>,
    parts: Vec<PartShown>,
    numbers: Vec<i64>,
    with: Option<i64>,
    here: String,
    back: String,
    /// It is a draft, to print for somebody who can't read it on a phone and to have their answer on paper.
    to_print: bool,
}

#[derive(Debug, Clone, Serialize)]
struct PartShown {
    area: PlanArea,
    words: Say,
    part: SignedPart,
    /// What changed against the other plan; nothing where none was asked for.
    changed: Vec<Bit>,
    steps_added: Vec<String>,
    steps_gone: Vec<String>,
}

impl Page for SignedPage {
    const TEMPLATE: &str = "adviser/plan_signed.html";
}

impl SignedPage {
    pub fn of(seen: &SignedPlan, with: Option<i64>, managers: bool) -> Self {
        let who = Who::of(&seen.answered);
        let who = if managers { who.this_page_alone() } else { who };
        let root = if managers {
            format!("/manager/people/{}", seen.answered.listed.person.id)
        } else {
            who.base.clone()
        };
        let back = if managers { root.clone() } else { format!("{root}/plan") };
        let parts = seen.document.parts.iter().filter(|part| is_written(part));
        Self {
            number: seen.plan.number,
            agreed_on: seen.plan.agreed_on,
            hash: seen.hash.clone(),
            parts: parts.map(|part| PartShown::of(part, seen.other.as_ref())).collect(),
            numbers: seen.numbers.clone(),
            with: with.filter(|_| seen.other.is_some()),
            here: format!("{root}/plan/versions/{}", seen.plan.number),
            document: seen.document.clone(),
            back,
            who,
            to_print: false,
        }
    }

    /// The draft as it would be signed now; nothing where there is none.
    pub fn of_draft(seen: &SeenPlan) -> Option<Self> {
        let (draft, who) = (seen.draft.as_ref()?, Who::of(&seen.answered));
        let parts = draft.document.parts.iter().filter(|part| is_written(part));
        let back = format!("{}/plan", who.base);
        Some(Self {
            number: draft.plan.number,
            agreed_on: None,
            hash: None,
            parts: parts.map(|part| PartShown::of(part, None)).collect(),
            numbers: Vec::new(),
            with: None,
            here: format!("{back}/print"),
            document: draft.document.clone(),
            back,
            who,
            to_print: true,
        })
    }
}

fn is_written(part: &SignedPart) -> bool {
    part.agreed.is_some() || part.own_words.is_some() || !part.steps.is_empty()
}

impl PartShown {
    fn of(part: &SignedPart, other: Option<&Document>) -> Self {
        let before = other.and_then(|other| other.part(part.area));
        let whats = |part: &SignedPart| part.steps.iter().map(|step| step.what.clone()).collect::<Vec<_>>();
        let (now, was) = (whats(part), before.map(whats).unwrap_or_default());
        let text = |part: &SignedPart| part.agreed.clone().unwrap_or_default();
        Self {
            area: part.area,
            words: area_words(part.area),
            changed: before.map(|before| diff::words(&text(before), &text(part))).unwrap_or_default(),
            steps_added: match other {
                Some(_) => now.iter().filter(|what| !was.contains(what)).cloned().collect(),
                None => Vec::new(),
            },
            steps_gone: was.into_iter().filter(|what| !now.contains(what)).collect(),
            part: part.clone(),
        }
    }
}

/// The draft, to print and to post.
pub async fn print(desk: Desk<Adviser>, at: Path<PersonId>) -> PageResult {
    let person = *at;
    let seen = desk.read(move |ask| see_plan(ask, person)).await?;
    desk.show(&SignedPage::of_draft(&seen).ok_or(Situation::NotFound)?)
}

/// For the adviser.
pub async fn look(desk: Desk<Adviser>, at: Path<(PersonId, i64)>, with: Query<With>) -> PageResult {
    show(&desk, at.into_inner(), with.with, false).await
}

/// For a manager.
pub async fn look_for_manager(
    desk: Desk<Manager>,
    at: Path<(PersonId, i64)>,
    with: Query<With>,
) -> PageResult {
    show(&desk, at.into_inner(), with.with, true).await
}

async fn show<S: Seat<Scope: OpensRecords>>(
    desk: &Desk<S>,
    (person, number): (PersonId, i64),
    with: Option<i64>,
    managers: bool,
) -> PageResult {
    let seen = desk.read(move |ask| see_signed(ask, person, number, with)).await?;
    desk.show(&SignedPage::of(&seen, with, managers))
}
