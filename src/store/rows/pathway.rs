//! How a plan is assessed for, moves on and is signed.

use diesel::prelude::*;
use onward_domain::{
    basis::Basis,
    confirmation::{Confirm, Confirmation, ConfirmationNote, Decided},
    id::{ConfirmationId, ImportId, NeedPartId, PersonId, PlanEarlierId, PlanId, PlanMoveId, UserId},
    pathway::{Earlier, NeedNote, NeedPart, PlanAct, PlanMove, Snapshot},
    plan::PlanArea,
    recorded::{Recorded, Source},
};

use super::row;
use crate::{
    schema::pathway::{confirmations, need_parts, plan_earlier, plan_moves, plan_snapshots},
    types::Instant,
};

row!(PlanMove, plan_moves, |m| {
    id: PlanMoveId = m.id,
    plan_id: PlanId = m.plan,
    act: PlanAct = m.act,
    words: Option<String> = m.words,
    made_at: Instant = m.made_at,
    made_by: Option<UserId> = m.made_by,
} => Self { id, plan: plan_id, act, words, made_at, made_by });

row!(Snapshot, plan_snapshots, |s| {
    plan_id: PlanId = s.plan,
    says: String = s.says,
    hash: String = s.hash,
    made_at: Instant = s.made_at,
    made_by: Option<UserId> = s.made_by,
} => Self { plan: plan_id, says, hash, made_at, made_by });

row!(Confirmation, confirmations, |c| {
    id: ConfirmationId = c.id,
    person_id: PersonId = c.person,
    code: Confirm = c.note.code,
    decided: Decided = c.note.decided,
    basis: Basis = c.note.basis,
    reason: String = c.note.reason,
    source: Source = c.recorded.source,
    recorded_at: Instant = c.recorded.at,
    recorded_by: Option<UserId> = c.recorded.by,
    import_id: Option<ImportId> = c.recorded.import,
    superseded_at: Option<Instant> = c.recorded.superseded_at,
    superseded_by: Option<ConfirmationId> = c.superseded_by,
} => Self {
    id,
    person: person_id,
    note: ConfirmationNote { code, decided, basis, reason },
    recorded: Recorded { source, at: recorded_at, by: recorded_by, import: import_id, superseded_at },
    superseded_by,
});

row!(NeedPart, need_parts, |n| {
    id: NeedPartId = n.id,
    person_id: PersonId = n.person,
    area: PlanArea = n.note.area,
    says: String = n.note.says,
    source: Source = n.recorded.source,
    recorded_at: Instant = n.recorded.at,
    recorded_by: Option<UserId> = n.recorded.by,
    import_id: Option<ImportId> = n.recorded.import,
    superseded_at: Option<Instant> = n.recorded.superseded_at,
    superseded_by: Option<NeedPartId> = n.superseded_by,
} => Self {
    id,
    person: person_id,
    note: NeedNote { area, says },
    recorded: Recorded { source, at: recorded_at, by: recorded_by, import: import_id, superseded_at },
    superseded_by,
});

row!(Earlier, plan_earlier, |e| {
    id: PlanEarlierId = e.id,
    plan_id: PlanId = e.plan,
    area: PlanArea = e.area,
    words: String = e.words,
    written_at: Instant = e.written_at,
    written_by: Option<UserId> = e.written_by,
} => Self { id, plan: plan_id, area, words, written_at, written_by });
