//! What a young person writes for themselves.

use chrono::NaiveDate;
use diesel::prelude::*;
use onward_domain::{
    budget::{BudgetLine, BudgetLineNote, BudgetPlan, BudgetPlanNote, Every, LineKind},
    id::{BudgetLineId, BudgetPlanId, ImportId, PersonId, UserId},
    money::Pence,
    recorded::{Recorded, Source},
};

use super::row;
use crate::{
    schema::records::{budget_lines, budget_plans},
    types::Instant,
};

row!(BudgetLine, budget_lines, |l| {
    id: BudgetLineId = l.id,
    person_id: PersonId = l.person,
    kind: LineKind = l.note.kind,
    called: Option<String> = l.note.called,
    pence: Pence = l.note.amount,
    every: Every = l.note.every,
    due: Option<NaiveDate> = l.note.due,
    source: Source = l.recorded.source,
    recorded_at: Instant = l.recorded.at,
    recorded_by: Option<UserId> = l.recorded.by,
    import_id: Option<ImportId> = l.recorded.import,
    superseded_at: Option<Instant> = l.recorded.superseded_at,
    superseded_by: Option<BudgetLineId> = l.superseded_by,
} => Self {
    id,
    person: person_id,
    note: BudgetLineNote { kind, called, amount: pence, every, due },
    recorded: Recorded { source, at: recorded_at, by: recorded_by, import: import_id, superseded_at },
    superseded_by,
});

row!(BudgetPlan, budget_plans, |p| {
    id: BudgetPlanId = p.id,
    person_id: PersonId = p.person,
    paid: Every = p.note.paid,
    pay_day: Option<NaiveDate> = p.note.pay_day,
    saved: Pence = p.note.saved,
    goal: Option<Pence> = p.note.goal,
    shares_in: bool = p.note.shares_in,
    shares_out: bool = p.note.shares_out,
    shares_left: bool = p.note.shares_left,
    shares_pot: bool = p.note.shares_pot,
    source: Source = p.recorded.source,
    recorded_at: Instant = p.recorded.at,
    recorded_by: Option<UserId> = p.recorded.by,
    import_id: Option<ImportId> = p.recorded.import,
    superseded_at: Option<Instant> = p.recorded.superseded_at,
    superseded_by: Option<BudgetPlanId> = p.superseded_by,
} => Self {
    id,
    person: person_id,
    note: BudgetPlanNote { paid, pay_day, saved, goal, shares_in, shares_out, shares_left, shares_pot },
    recorded: Recorded { source, at: recorded_at, by: recorded_by, import: import_id, superseded_at },
    superseded_by,
});
