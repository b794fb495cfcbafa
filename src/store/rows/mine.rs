//! How a young person is reached, how they say that things are, and what they ask of the council.

use chrono::NaiveDate;
use diesel::prelude::*;
use onward_domain::{
    id::{
        CheckInId, ClosingId, ImportId, LanguagesId, LifePersonId, MatterId, MatterTurnId, NotAgainId,
        PersonId, ReachId, ReceiptId, SupportTurnId, UserId,
    },
    life_people::{LifePerson, LifePersonNote, MayKnow},
    matter::{Matter, MatterAct, MatterKind, MatterTurn, MatterTurnNote},
    mine::{
        CheckIn, Closing, Feels, How, Interpreter, Languages, LanguagesNote, May, NotAgain, NotAgainNote,
        Print, Reach, ReachNote,
    },
    money::Pence,
    receipt::{Receipt, ReceiptNote, ReceiptPhoto},
    recorded::{Recorded, Source},
    support::{OfferedHow, SupportAct, SupportNote, SupportTurn},
};

use super::row;
use crate::{
    schema::own::{
        account_closings, check_ins, language_wishes, life_people, matter_turns, matters, not_again,
        reach_wishes, receipt_photos, receipts, support_turns,
    },
    types::Instant,
};

row!(LifePerson, life_people, |l| {
    id: LifePersonId = l.id,
    person_id: PersonId = l.person,
    name: String = l.note.name,
    who: String = l.note.who,
    reach: Option<String> = l.note.reach,
    may: MayKnow = l.note.may,
    agreed_on: NaiveDate = l.note.agreed_on,
    why: Option<String> = l.note.why,
    source: Source = l.recorded.source,
    recorded_at: Instant = l.recorded.at,
    recorded_by: Option<UserId> = l.recorded.by,
    import_id: Option<ImportId> = l.recorded.import,
    superseded_at: Option<Instant> = l.recorded.superseded_at,
    superseded_by: Option<LifePersonId> = l.superseded_by,
} => Self {
    id,
    person: person_id,
    note: LifePersonNote { name, who, reach, may, agreed_on, why },
    recorded: Recorded { source, at: recorded_at, by: recorded_by, import: import_id, superseded_at },
    superseded_by,
});

row!(Reach, reach_wishes, |r| {
    id: ReachId = r.id,
    person_id: PersonId = r.person,
    by_text: May = r.note.text,
    by_call: May = r.note.call,
    voicemail: May = r.note.voicemail,
    by_post: May = r.note.post,
    hours: Option<String> = r.note.hours,
    never: Option<String> = r.note.never,
    source: Source = r.recorded.source,
    recorded_at: Instant = r.recorded.at,
    recorded_by: Option<UserId> = r.recorded.by,
    import_id: Option<ImportId> = r.recorded.import,
    superseded_at: Option<Instant> = r.recorded.superseded_at,
    superseded_by: Option<ReachId> = r.superseded_by,
} => Self {
    id,
    person: person_id,
    note: ReachNote { text: by_text, call: by_call, voicemail, post: by_post, hours, never },
    recorded: Recorded { source, at: recorded_at, by: recorded_by, import: import_id, superseded_at },
    superseded_by,
});

row!(Languages, language_wishes, |l| {
    id: LanguagesId = l.id,
    person_id: PersonId = l.person,
    speaks: Option<String> = l.note.speaks,
    reads: Option<String> = l.note.reads,
    interpreter: Interpreter = l.note.interpreter,
    print: Print = l.note.print,
    words: Option<String> = l.note.words,
    source: Source = l.recorded.source,
    recorded_at: Instant = l.recorded.at,
    recorded_by: Option<UserId> = l.recorded.by,
    import_id: Option<ImportId> = l.recorded.import,
    superseded_at: Option<Instant> = l.recorded.superseded_at,
    superseded_by: Option<LanguagesId> = l.superseded_by,
} => Self {
    id,
    person: person_id,
    note: LanguagesNote { speaks, reads, interpreter, print, words },
    recorded: Recorded { source, at: recorded_at, by: recorded_by, import: import_id, superseded_at },
    superseded_by,
});

row!(NotAgain, not_again, |n| {
    id: NotAgainId = n.id,
    person_id: PersonId = n.person,
    words: String = n.note.words,
    source: Source = n.recorded.source,
    recorded_at: Instant = n.recorded.at,
    recorded_by: Option<UserId> = n.recorded.by,
    import_id: Option<ImportId> = n.recorded.import,
    superseded_at: Option<Instant> = n.recorded.superseded_at,
    superseded_by: Option<NotAgainId> = n.superseded_by,
} => Self {
    id,
    person: person_id,
    note: NotAgainNote { words },
    recorded: Recorded { source, at: recorded_at, by: recorded_by, import: import_id, superseded_at },
    superseded_by,
});

row!(SupportTurn, support_turns, |s| {
    id: SupportTurnId = s.id,
    person_id: PersonId = s.person,
    act: SupportAct = s.note.act,
    happened_on: NaiveDate = s.note.on,
    how: Option<OfferedHow> = s.note.how,
    words: Option<String> = s.note.words,
    by_young: bool = s.by_young,
    said_at: Instant = s.said_at,
    said_by: Option<UserId> = s.said_by,
} => Self {
    id,
    person: person_id,
    note: SupportNote { act, on: happened_on, how, words },
    by_young,
    said_at,
    said_by,
});

row!(CheckIn, check_ins, |c| {
    id: CheckInId = c.id,
    person_id: PersonId = c.person,
    feels: Option<Feels> = c.feels,
    words: Option<String> = c.words,
    said_at: Instant = c.said_at,
    said_by: Option<UserId> = c.said_by,
} => Self { id, person: person_id, feels, words, said_at, said_by });

row!(Matter, matters, |m| {
    id: MatterId = m.id,
    person_id: PersonId = m.person,
    kind: MatterKind = m.kind,
    words: Option<String> = m.words,
    said_at: Instant = m.said_at,
    said_by: Option<UserId> = m.said_by,
    asked_on: NaiveDate = m.asked_on,
    answer_by: NaiveDate = m.answer_by,
} => Self { id, person: person_id, kind, words, said_at, said_by, asked_on, answer_by, turns: Vec::new() });

row!(MatterTurn, matter_turns, |t| {
    id: MatterTurnId = t.id,
    matter_id: MatterId = t.matter,
    person_id: PersonId = t.person,
    act: MatterAct = t.note.act,
    happened_on: NaiveDate = t.note.on,
    by_day: Option<NaiveDate> = t.note.by,
    who: Option<String> = t.note.who,
    words: Option<String> = t.note.words,
    said_at: Instant = t.said_at,
    said_by: Option<UserId> = t.said_by,
} => Self {
    id,
    matter: matter_id,
    person: person_id,
    note: MatterTurnNote { act, on: happened_on, by: by_day, who, words },
    said_at,
    said_by,
});

row!(Closing, account_closings, |c| {
    id: ClosingId = c.id,
    person_id: PersonId = c.person,
    how: How = c.how,
    words: Option<String> = c.words,
    at: Instant = c.at,
} => Self { id, person: person_id, how, words, at });

row!(Receipt, receipts, |r| {
    id: ReceiptId = r.id,
    person_id: PersonId = r.person,
    what: String = r.note.what,
    pence: Pence = r.note.sum,
    bought_on: NaiveDate = r.note.bought,
    photo: bool = r.photo,
    added_at: Instant = r.added_at,
    added_by: Option<UserId> = r.added_by,
    taken_out_at: Option<Instant> = r.taken_out_at,
} => Self {
    id,
    person: person_id,
    note: ReceiptNote { what, sum: pence, bought: bought_on },
    photo,
    added_at,
    added_by,
    taken_out_at,
});

row!(ReceiptPhoto, receipt_photos, |p| {
    receipt_id: ReceiptId = p.receipt,
    person_id: PersonId = p.person,
    sealed: String = p.sealed,
} => Self { receipt: receipt_id, person: person_id, sealed });
