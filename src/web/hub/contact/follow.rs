//! What a decision asks for, what of it was done, and decisions that were withdrawn.

use chrono::{DateTime, NaiveDate, Utc};
use onward_domain::{
    hub::{
        Addressee, Agency, Deed, NextStep, Outcome, Step, View,
        follow::{Asked, What, asks},
    },
    id::HubStepId,
};
use onward_store::repo::hub::WithLedger;
use serde::Serialize;

use crate::{clock::london_day, usecases::hub::contacts::Seen};

/// A decision with everything that follows it.
#[derive(Debug, Clone, Serialize)]
pub struct FollowShown {
    decision: HubStepId,
    outcome: Outcome,
    at: DateTime<Utc>,
    by: Option<String>,
    views: Vec<ViewShown>,
    /// What it asks for: next steps, then messages.
    asked: Vec<AskedShown>,
    pub withdrawn: Option<WithdrawnShown>,
}

/// How an agency saw it.
#[derive(Debug, Clone, Serialize)]
pub struct ViewShown {
    agency: Agency,
    agrees: bool,
    why: String,
}

/// A next step or a message.
#[derive(Debug, Clone, Default, Serialize)]
pub struct AskedShown {
    next: Option<NextStep>,
    to: Option<Addressee>,
    due: Option<NaiveDate>,
    late: bool,
    /// `done`, `sent`, `not_sent` or nothing.
    is: Option<&'static str>,
    on: Option<NaiveDate>,
    by: Option<String>,
    words: Option<String>,
    at: Option<DateTime<Utc>>,
}

/// A decision that holds no more.
#[derive(Debug, Clone, Serialize)]
pub struct WithdrawnShown {
    at: DateTime<Utc>,
    by: Option<String>,
    why: String,
    agreed_with: Option<String>,
    /// Who was told of it, and not yet that it holds no more.
    to_tell: Vec<Addressee>,
}

impl ViewShown {
    /// As it was written down.
    pub fn of(view: &View) -> Self {
        Self { agency: view.agency, agrees: view.agrees, why: view.why.clone() }
    }
}

impl AskedShown {
    /// Of something that a decision asks for.
    pub fn of(asked: &Asked<'_>, today: NaiveDate) -> Self {
        let row =
            Self { due: Some(asked.due), late: asked.done.is_none() && asked.due < today, ..Self::default() };
        let row = match asked.what {
            What::Next(next) => Self { next: Some(next), ..row },
            What::Message(to) => Self { to: Some(to), ..row },
        };
        let Some(step) = asked.done else { return row };
        let row = Self { at: Some(step.at), ..row };
        match step.deed.clone() {
            Deed::Done { on, by, .. } => Self { is: Some("done"), on: Some(on), by: Some(by), ..row },
            Deed::Sent { on, by, how, .. } => {
                Self { is: Some("sent"), on: Some(on), by: Some(by), words: Some(how), ..row }
            }
            Deed::NotSent { why, .. } => Self { is: Some("not_sent"), words: Some(why), ..row },
            _ => row,
        }
    }
}

/// Every decision of a contact, oldest first.
pub fn decisions(one: &WithLedger, seen: &Seen, today: NaiveDate) -> Vec<FollowShown> {
    let name = |step: &Step| seen.names.get(&step.by).cloned();
    let shown = |step: &Step| {
        let Deed::Decided { outcome, views, .. } = &step.deed else { return None };
        let asked = asks(&one.contact, step, &one.steps, london_day);
        Some(FollowShown {
            decision: step.id,
            outcome: *outcome,
            at: step.at,
            by: name(step),
            views: views.iter().map(ViewShown::of).collect(),
            asked: asked.iter().map(|each| AskedShown::of(each, today)).collect(),
            withdrawn: one.steps.iter().find_map(|other| match &other.deed {
                Deed::Withdrawn { decision, why, agreed_with } if *decision == step.id => {
                    Some(WithdrawnShown {
                        at: other.at,
                        by: name(other),
                        why: why.clone(),
                        agreed_with: agreed_with.clone(),
                        to_tell: to_tell(one, step.id, other),
                    })
                }
                _ => None,
            }),
        })
    };
    one.steps.iter().filter_map(shown).collect()
}

/// Who was sent a message about a decision before it was withdrawn, and heard nothing since.
fn to_tell(one: &WithLedger, decision: HubStepId, withdrawn: &Step) -> Vec<Addressee> {
    let holds = one.stands().decision.map(|(holds, _)| holds);
    let mut since = false;
    let (mut heard, mut answered) = (Vec::new(), Vec::new());
    for step in &one.steps {
        since = since || step.id == withdrawn.id;
        match &step.deed {
            Deed::Sent { decision: of, to, .. } if *of == decision && !since => heard.push(*to),
            // What is sent about a later decision takes its place.
            Deed::Sent { decision: of, to, .. } | Deed::NotSent { decision: of, to, .. }
                if since && (*of == decision || holds == Some(*of)) =>
            {
                answered.push(*to);
            }
            _ => {}
        }
    }
    Addressee::ALL.iter().copied().filter(|to| heard.contains(to) && !answered.contains(to)).collect()
}
