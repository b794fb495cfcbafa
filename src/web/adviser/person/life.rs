//! The person's life on their page: care, home and work, what is next, the plan, contacts and notes.

use chrono::NaiveDate;
use leaving_care_rules::Law;
use onward_domain::{
    contact::ContactKind,
    due::What,
    entitlement::{EntitlementAct, standing},
    id::ContactId,
    money::Pence,
    plan::StepStatus,
    returns::ssda903::code,
};
use serde::Serialize;

use super::page::recorded_on;
use crate::{
    usecases::adviser::{Answered, see_person::SeenPerson},
    web::{adviser::due, parts::PaymentShown, words::Say},
};

/// How many lines each list shows.
const SHOWN: usize = 5;
/// How many steps of the plan.
const STEPS: usize = 3;

/// Care in a sentence.
#[derive(Debug, Clone, Serialize)]
pub struct Care {
    first: Option<NaiveDate>,
    last: Option<NaiveDate>,
    runs: bool,
    records: usize,
    /// Days that count since 14; `None` if nothing is known.
    days: Option<i32>,
}

impl Care {
    /// From the first to the last record.
    pub fn of(one: &Answered) -> Self {
        let lines = one.listed.facts.episodes_in_order();
        Self {
            first: lines.iter().filter_map(|line| line.note.start).min(),
            last: lines.iter().filter_map(|line| line.note.end).max(),
            runs: lines.iter().any(|line| {
                line.note.end.is_none_or(|end| one.today < end)
                    && !line.note.end_unknown
                    && line.note.start.is_some_and(|start| start <= one.today)
            }),
            records: lines.len(),
            days: one.assessment.qualifying_days,
        }
    }
}

/// Where they live and what they do today.
#[derive(Debug, Clone, Serialize)]
pub struct Living {
    home: Option<Lives>,
    activity: Option<Lives>,
}

/// A home or an activity, as the return's code says it.
#[derive(Debug, Clone, Serialize)]
struct Lives {
    words: String,
    code: String,
    since: Option<NaiveDate>,
    suitable: Option<bool>,
}

impl Living {
    /// The current ones.
    pub fn of(seen: &SeenPerson) -> Self {
        let today = seen.answered.today;
        let current = |from: Option<NaiveDate>, until: Option<NaiveDate>| {
            from.is_none_or(|from| from <= today) && until.is_none_or(|until| today < until)
        };
        let home = seen.homes.iter().rev().find(|home| current(home.note.from, home.note.until));
        let activity = seen.activities.iter().rev().find(|one| current(one.note.from, one.note.until));
        Self {
            home: home.map(|home| {
                let kind = home.note.kind.as_str();
                // The list has each letter twice; whether it is suitable is stored separately.
                let words = code::ACCOMMODATION.words(kind);
                let words = words.or_else(|| code::ACCOMMODATION.words(&format!("{kind}1")));
                Lives {
                    words: words.unwrap_or(kind).to_owned(),
                    code: kind.to_owned(),
                    since: home.note.from,
                    suitable: home.note.suitable,
                }
            }),
            activity: activity.map(|one| Lives {
                words: code::ACTIVITY.words(&one.note.kind).unwrap_or(&one.note.kind).to_owned(),
                code: one.note.kind.clone(),
                since: one.note.from,
                suitable: None,
            }),
        }
    }
}

/// Something that is due.
#[derive(Debug, Clone, Serialize)]
pub struct Next {
    on: NaiveDate,
    what: Say,
    late: bool,
}

/// What is due, soonest first.
pub fn next(one: &Answered) -> Vec<Next> {
    next_but(one, None)
}

/// The same, but for one kind.
pub fn next_but(one: &Answered, without: Option<What>) -> Vec<Next> {
    one.due
        .iter()
        .filter(|each| Some(each.what) != without)
        .take(SHOWN)
        .map(|each| Next { on: each.day, what: due::what(each.what), late: each.late(one.today) })
        .collect()
}

/// The agreed plan.
#[derive(Debug, Clone, Serialize)]
pub struct PlanShown {
    number: i64,
    agreed: Option<NaiveDate>,
    done: usize,
    steps: usize,
    review: Option<NaiveDate>,
    own_words: Option<String>,
    open: Vec<StepShown>,
}

/// A step to be done.
#[derive(Debug, Clone, Serialize)]
pub struct StepShown {
    what: String,
    who: String,
    by: Option<NaiveDate>,
}

/// The plan and its next open steps.
pub fn plan(seen: &SeenPerson) -> Option<PlanShown> {
    plan_with(seen, STEPS)
}

/// The plan and its open steps, at most so many.
pub fn plan_with(seen: &SeenPerson, most: usize) -> Option<PlanShown> {
    let (plan, steps) = seen.plan.as_ref()?;
    let open = steps.iter().filter(|step| matches!(step.text.status, StepStatus::ToDo | StepStatus::Stuck));
    Some(PlanShown {
        number: plan.number,
        agreed: plan.agreed_on,
        done: steps.iter().filter(|step| step.text.status == StepStatus::Done).count(),
        steps: steps.len(),
        review: plan.review_due,
        own_words: plan.own_words.clone(),
        open: open
            .take(most)
            .map(|step| StepShown {
                what: step.text.what.clone(),
                who: step.text.who.clone(),
                by: step.text.due_on,
            })
            .collect(),
    })
}

/// Their own open steps that they share.
pub fn own_steps(seen: &SeenPerson) -> Vec<StepShown> {
    let open = seen.own_steps.iter().map(|line| &line.now.text).filter(|text| text.status.is_open());
    open.map(|text| StepShown { what: text.what.clone(), who: text.who.clone(), by: text.due_on }).collect()
}

/// The last contacts, and how many there are.
#[derive(Debug, Clone, Serialize)]
pub struct Contacts {
    shown: Vec<ContactShown>,
    all: usize,
}

#[derive(Debug, Clone, Serialize)]
struct ContactShown {
    id: ContactId,
    on: NaiveDate,
    how: &'static str,
    summary: String,
}

impl StepShown {
    /// Who does it, as written.
    pub fn who(&self) -> &str {
        &self.who
    }
}

impl PlanShown {
    /// The open steps.
    pub fn open(&self) -> &[StepShown] {
        &self.open
    }
}

impl Contacts {
    /// Newest first.
    pub fn of(seen: &SeenPerson) -> Self {
        let shown = seen.contacts.iter().take(SHOWN).map(|contact| ContactShown {
            id: contact.id,
            on: contact.note.happened_on,
            how: match contact.note.kind {
                ContactKind::VisitAtHome => "at-home",
                ContactKind::VisitElsewhere => "face-to-face",
                ContactKind::Call => "phone",
                ContactKind::Video => "video",
                ContactKind::Message => "message",
                ContactKind::Tried => "tried",
                ContactKind::Refused => "refused",
                ContactKind::Group => "group",
            },
            summary: contact.note.summary.clone(),
        });
        Self { shown: shown.collect(), all: seen.contacts.len() }
    }
}

#[derive(Debug, Clone, Serialize)]
pub struct NoteShown {
    on: NaiveDate,
    text: String,
}

/// Newest first.
pub fn notes(seen: &SeenPerson) -> Vec<NoteShown> {
    let shown = seen.notes.iter().take(SHOWN);
    shown.map(|note| NoteShown { on: recorded_on(&note.recorded), text: note.text.clone() }).collect()
}

/// How many payments the page shows.
const PAYMENTS: usize = 5;

/// The money and things of the ledger, the newest first.
#[derive(Debug, Clone, Serialize)]
pub struct Payments {
    shown: Vec<PaidShown>,
    all: usize,
}

#[derive(Debug, Clone, Serialize)]
struct PaidShown {
    on: NaiveDate,
    what: String,
    amount: Option<Pence>,
    payment: Option<PaymentShown>,
}

impl Payments {
    pub fn of(one: &Answered, law: &Law) -> Self {
        let mut paid = standing(&one.listed.facts.entitlements);
        paid.retain(|step| step.note.act == EntitlementAct::Paid);
        paid.sort_by_key(|step| std::cmp::Reverse((step.note.happened_on, step.id)));
        let shown = paid.iter().take(PAYMENTS).map(|step| PaidShown {
            on: step.note.happened_on,
            what: law.name_of(&step.note.entitlement).to_owned(),
            amount: step.note.amount,
            payment: PaymentShown::of(&step.note.payment, &[], ""),
        });
        Self { shown: shown.collect(), all: paid.len() }
    }
}
