//! What a young person writes for themselves.

use chrono::NaiveDate;
use diesel::prelude::*;
use onward_domain::{
    budget::{BudgetLine, BudgetLineNote, BudgetPlan, BudgetPlanNote, Every, LineKind},
    id::{
        BudgetLineId, BudgetPlanId, ImportId, MessageId, MoveJobId, PageShareId, PersonId, PlaceViewId,
        ReadyRoomId, UserId, WishId,
    },
    money::Pence,
    place::{
        MoveJob, MoveJobNote, OwnPage, PageShare, PageShareNote, PlaceView, PlaceViewNote, Ready, ReadyRoom,
        ReadyRoomNote, Right, Room,
    },
    recorded::{Recorded, Source},
    talk::Message,
    wish::{Wish, WishKind, WishNote, WishState},
};

use super::row;
use crate::{
    schema::records::{
        budget_lines, budget_plans, messages, move_jobs, page_shares, place_views, ready_rooms, wishes,
    },
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

row!(Wish, wishes, |w| {
    id: WishId = w.id,
    person_id: PersonId = w.person,
    kind: WishKind = w.note.kind,
    title: String = w.note.title,
    place: Option<String> = w.note.place,
    state: WishState = w.note.state,
    by_day: Option<NaiveDate> = w.note.by,
    next_step: Option<String> = w.note.next,
    source: Source = w.recorded.source,
    recorded_at: Instant = w.recorded.at,
    recorded_by: Option<UserId> = w.recorded.by,
    import_id: Option<ImportId> = w.recorded.import,
    superseded_at: Option<Instant> = w.recorded.superseded_at,
    superseded_by: Option<WishId> = w.superseded_by,
    apply_by: Option<NaiveDate> = w.note.apply_by,
    interview_on: Option<NaiveDate> = w.note.interview_on,
    starts_on: Option<NaiveDate> = w.note.starts_on,
} => Self {
    id,
    person: person_id,
    note: WishNote {
        kind, title, place, state, apply_by, interview_on, starts_on, by: by_day, next: next_step,
    },
    recorded: Recorded { source, at: recorded_at, by: recorded_by, import: import_id, superseded_at },
    superseded_by,
});

row!(PlaceView, place_views, |v| {
    id: PlaceViewId = v.id,
    person_id: PersonId = v.person,
    suits: Right = v.note.right,
    words: Option<String> = v.note.words,
    move_day: Option<NaiveDate> = v.note.move_day,
    source: Source = v.recorded.source,
    recorded_at: Instant = v.recorded.at,
    recorded_by: Option<UserId> = v.recorded.by,
    import_id: Option<ImportId> = v.recorded.import,
    superseded_at: Option<Instant> = v.recorded.superseded_at,
    superseded_by: Option<PlaceViewId> = v.superseded_by,
} => Self {
    id,
    person: person_id,
    note: PlaceViewNote { right: suits, words, move_day },
    recorded: Recorded { source, at: recorded_at, by: recorded_by, import: import_id, superseded_at },
    superseded_by,
});

row!(ReadyRoom, ready_rooms, |r| {
    id: ReadyRoomId = r.id,
    person_id: PersonId = r.person,
    room: Room = r.note.room,
    ready: Ready = r.note.ready,
    source: Source = r.recorded.source,
    recorded_at: Instant = r.recorded.at,
    recorded_by: Option<UserId> = r.recorded.by,
    import_id: Option<ImportId> = r.recorded.import,
    superseded_at: Option<Instant> = r.recorded.superseded_at,
    superseded_by: Option<ReadyRoomId> = r.superseded_by,
} => Self {
    id,
    person: person_id,
    note: ReadyRoomNote { room, ready },
    recorded: Recorded { source, at: recorded_at, by: recorded_by, import: import_id, superseded_at },
    superseded_by,
});

row!(MoveJob, move_jobs, |j| {
    id: MoveJobId = j.id,
    person_id: PersonId = j.person,
    what: String = j.note.what,
    by_day: Option<NaiveDate> = j.note.by,
    done: bool = j.note.done,
    source: Source = j.recorded.source,
    recorded_at: Instant = j.recorded.at,
    recorded_by: Option<UserId> = j.recorded.by,
    import_id: Option<ImportId> = j.recorded.import,
    superseded_at: Option<Instant> = j.recorded.superseded_at,
    superseded_by: Option<MoveJobId> = j.superseded_by,
} => Self {
    id,
    person: person_id,
    note: MoveJobNote { what, by: by_day, done },
    recorded: Recorded { source, at: recorded_at, by: recorded_by, import: import_id, superseded_at },
    superseded_by,
});

row!(PageShare, page_shares, |s| {
    id: PageShareId = s.id,
    person_id: PersonId = s.person,
    page: OwnPage = s.note.page,
    shared: bool = s.note.shared,
    source: Source = s.recorded.source,
    recorded_at: Instant = s.recorded.at,
    recorded_by: Option<UserId> = s.recorded.by,
    import_id: Option<ImportId> = s.recorded.import,
    superseded_at: Option<Instant> = s.recorded.superseded_at,
    superseded_by: Option<PageShareId> = s.superseded_by,
} => Self {
    id,
    person: person_id,
    note: PageShareNote { page, shared },
    recorded: Recorded { source, at: recorded_at, by: recorded_by, import: import_id, superseded_at },
    superseded_by,
});

row!(Message, messages, |m| {
    id: MessageId = m.id,
    person_id: PersonId = m.person,
    from_young: bool = m.from_young,
    body: String = m.text,
    sent_at: Instant = m.sent_at,
    sent_by: Option<UserId> = m.sent_by,
    read_at: Option<Instant> = m.read_at,
    read_by: Option<UserId> = m.read_by,
} => Self { id, person: person_id, from_young, text: body, sent_at, sent_by, read_at, read_by });
