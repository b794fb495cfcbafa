//! What an adviser's day is made of beside the records.

use chrono::NaiveDate;
use diesel::prelude::*;
use onward_domain::{
    desk::{Aside, Cover, How, SetAside, Task},
    id::{CoverId, NightNoteId, PersonId, SetAsideId, TaskId, UserId},
    night::{Night, NightNote, NightSaid},
};

use super::row;
use crate::{
    schema::desk::{covers, night_notes, set_asides, tasks},
    types::Instant,
};

row!(Task, tasks, |t| {
    id: TaskId = t.id,
    person_id: PersonId = t.person,
    what: String = t.what,
    due_on: NaiveDate = t.due_on,
    made_at: Instant = t.made_at,
    made_by: Option<UserId> = t.made_by,
    done_at: Option<Instant> = t.done_at,
    done_by: Option<UserId> = t.done_by,
} => Self { id, person: person_id, what, due_on, made_at, made_by, done_at, done_by });

row!(SetAside, set_asides, |s| {
    id: SetAsideId = s.id,
    person_id: PersonId = s.person,
    about: String = s.aside.about,
    due_on: NaiveDate = s.aside.due_on,
    how: How = s.aside.how,
    until_day: Option<NaiveDate> = s.aside.until,
    why: String = s.aside.why,
    made_at: Instant = s.made_at,
    made_by: Option<UserId> = s.made_by,
    done_on: Option<NaiveDate> = s.aside.done_on,
} => Self {
    id,
    person: person_id,
    aside: Aside { about, due_on, how, done_on, until: until_day, why },
    made_at,
    made_by,
});

row!(Cover, covers, |c| {
    id: CoverId = c.id,
    absent_id: UserId = c.absent,
    cover_id: UserId = c.cover,
    from_day: NaiveDate = c.from,
    until_day: Option<NaiveDate> = c.until,
    made_at: Instant = c.made_at,
    made_by: Option<UserId> = c.made_by,
} => Self { id, absent: absent_id, cover: cover_id, from: from_day, until: until_day, made_at, made_by });

row!(NightNote, night_notes, |n| {
    id: NightNoteId = n.id,
    person_id: PersonId = n.person,
    what: Night = n.said.what,
    happened_on: NaiveDate = n.said.happened_on,
    at_place: Option<String> = n.said.place,
    words: String = n.said.words,
    written_at: Instant = n.written_at,
    written_by: Option<UserId> = n.written_by,
} => Self {
    id,
    person: person_id,
    said: NightSaid { what, happened_on, place: at_place, words },
    written_at,
    written_by,
});
