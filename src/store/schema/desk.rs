//! What an adviser's day is made of beside the records: own tasks, rows put aside, who stands in for whom.

diesel::table! {
    tasks (id) {
        id -> Text,
        person_id -> Text,
        what -> Text,
        due_on -> Date,
        made_at -> Timestamp,
        made_by -> Nullable<Text>,
        done_at -> Nullable<Timestamp>,
        done_by -> Nullable<Text>,
    }
}

diesel::table! {
    set_asides (id) {
        id -> Text,
        person_id -> Text,
        about -> Text,
        due_on -> Date,
        how -> Text,
        until_day -> Nullable<Date>,
        why -> Text,
        made_at -> Timestamp,
        made_by -> Nullable<Text>,
        done_on -> Nullable<Date>,
    }
}

diesel::table! {
    covers (id) {
        id -> Text,
        absent_id -> Text,
        cover_id -> Text,
        from_day -> Date,
        until_day -> Nullable<Date>,
        made_at -> Timestamp,
        made_by -> Nullable<Text>,
    }
}

diesel::table! {
    night_notes (id) {
        id -> Text,
        person_id -> Text,
        what -> Text,
        happened_on -> Date,
        at_place -> Nullable<Text>,
        words -> Text,
        written_at -> Timestamp,
        written_by -> Nullable<Text>,
    }
}

use super::{people::users, records::allocations};
diesel::allow_tables_to_appear_in_same_query!(covers, users);
diesel::allow_tables_to_appear_in_same_query!(covers, allocations);
diesel::allow_tables_to_appear_in_same_query!(night_notes, allocations);
