//! What both sides write of a plan.

use chrono::NaiveDate;
use diesel::prelude::*;
use onward_domain::{
    id::{
        ImportId, OwnStepId, OwnStepVersionId, PersonId, PlanId, PlanPartId, PlanSayingId, PlanShareId,
        StepId, UserId,
    },
    pathway::{Support, SupportBy},
    plan::{
        NewSaying, OwnStep, OwnStepVersion, PartText, Plan, PlanArea, PlanPart, PlanSaying, PlanShare,
        PlanShareNote, PlanStatus, SayingKind, Step, StepStatus, StepText,
    },
    recorded::{Recorded, Source},
};

use super::row;
use crate::{
    schema::records::{
        own_step_versions, own_steps, plan_parts, plan_sayings, plan_shares, plan_steps, plans,
    },
    types::Instant,
};

row!(Plan, plans, |p| {
    id: PlanId = p.id,
    person_id: PersonId = p.person,
    number: i64 = p.number,
    status: PlanStatus = p.status,
    own_words: Option<String> = p.own_words,
    agreed_on: Option<NaiveDate> = p.agreed_on,
    review_due: Option<NaiveDate> = p.review_due,
    version: i64 = p.version,
    created_at: Instant = p.created_at,
    created_by: Option<UserId> = p.created_by,
    support_by: Option<SupportBy> = p.support.as_ref().map(|support| support.by),
    support_weeks: Option<i64> = p.support.as_ref().map(|support| support.weeks),
    support_why: Option<String> = p.support.as_ref().map(|support| support.why.clone()),
} => Self {
    id, person: person_id, number, status, own_words, agreed_on, review_due, version, created_at, created_by,
    support: support_by.zip(support_weeks).zip(support_why).map(|((by, weeks), why)| Support { by, weeks, why }),
});

row!(Step, plan_steps, |s| {
    id: StepId = s.id,
    plan_id: PlanId = s.plan,
    area: PlanArea = s.text.area,
    what: String = s.text.what,
    who: String = s.text.who,
    due_on: Option<NaiveDate> = s.text.due_on,
    status: StepStatus = s.text.status,
    version: i64 = s.version,
    changed_at: Instant = s.changed_at,
    changed_by: Option<UserId> = s.changed_by,
    otherwise: Option<String> = s.text.otherwise,
} => Self {
    id,
    plan: plan_id,
    text: StepText { area, what, who, due_on, status, otherwise },
    version,
    changed_at,
    changed_by,
});

row!(PlanPart, plan_parts, |p| {
    id: PlanPartId = p.id,
    plan_id: PlanId = p.plan,
    area: PlanArea = p.text.area,
    agreed: String = p.text.agreed,
    otherwise: Option<String> = p.text.otherwise,
    version: i64 = p.version,
    changed_at: Instant = p.changed_at,
    changed_by: Option<UserId> = p.changed_by,
} => Self { id, plan: plan_id, text: PartText { area, agreed, otherwise }, version, changed_at, changed_by });

row!(OwnStep, own_steps, |s| {
    id: OwnStepId = s.id,
    person_id: PersonId = s.person,
    place: i64 = s.place,
    made_at: Instant = s.made_at,
    made_by: Option<UserId> = s.made_by,
} => Self { id, person: person_id, place, made_at, made_by });

row!(OwnStepVersion, own_step_versions, |v| {
    id: OwnStepVersionId = v.id,
    step_id: OwnStepId = v.step,
    number: i64 = v.number,
    area: PlanArea = v.text.area,
    what: String = v.text.what,
    who: String = v.text.who,
    due_on: Option<NaiveDate> = v.text.due_on,
    status: StepStatus = v.text.status,
    otherwise: Option<String> = v.text.otherwise,
    said_at: Instant = v.said_at,
    said_by: Option<UserId> = v.said_by,
} => Self {
    id,
    step: step_id,
    number,
    text: StepText { area, what, who, due_on, status, otherwise },
    said_at,
    said_by,
});

row!(PlanShare, plan_shares, |s| {
    id: PlanShareId = s.id,
    person_id: PersonId = s.person,
    area: PlanArea = s.note.area,
    shared: bool = s.note.shared,
    source: Source = s.recorded.source,
    recorded_at: Instant = s.recorded.at,
    recorded_by: Option<UserId> = s.recorded.by,
    import_id: Option<ImportId> = s.recorded.import,
    superseded_at: Option<Instant> = s.recorded.superseded_at,
    superseded_by: Option<PlanShareId> = s.superseded_by,
} => Self {
    id,
    person: person_id,
    note: PlanShareNote { area, shared },
    recorded: Recorded { source, at: recorded_at, by: recorded_by, import: import_id, superseded_at },
    superseded_by,
});

row!(PlanSaying, plan_sayings, |s| {
    id: PlanSayingId = s.id,
    person_id: PersonId = s.person,
    plan_id: Option<PlanId> = s.said.plan,
    area: Option<PlanArea> = s.said.area,
    kind: SayingKind = s.said.kind,
    words: Option<String> = s.said.words,
    said_at: Instant = s.said_at,
    said_by: Option<UserId> = s.said_by,
} => Self { id, person: person_id, said: NewSaying { plan: plan_id, area, kind, words }, said_at, said_by });
