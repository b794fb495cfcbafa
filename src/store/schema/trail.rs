//! Who looked, and what was changed.

diesel::table! {
    access_log (seq) {
        seq -> BigInt,
        at -> Timestamp,
        user_id -> Text,
        role -> Text,
        person_id -> Nullable<Text>,
        purpose -> Text,
        access_right -> Text,
        break_glass_id -> Nullable<Text>,
        detail -> Nullable<Text>,
        before_hash -> Text,
        hash -> Text,
    }
}

diesel::table! {
    audit_trail (seq) {
        seq -> BigInt,
        at -> Timestamp,
        user_id -> Nullable<Text>,
        person_id -> Nullable<Text>,
        what -> Text,
        subject -> Nullable<Text>,
        detail -> Nullable<Text>,
        before_hash -> Text,
        hash -> Text,
    }
}

diesel::table! {
    break_glass (id) {
        id -> Text,
        user_id -> Text,
        person_id -> Text,
        reason -> Text,
        opened_at -> Timestamp,
        ends_at -> Timestamp,
        ended_at -> Nullable<Timestamp>,
        seen_at -> Nullable<Timestamp>,
        seen_by -> Nullable<Text>,
    }
}

diesel::table! {
    idempotency_keys (user_id, key) {
        user_id -> Text,
        key -> Text,
        act -> Text,
        answer -> Text,
        created_at -> Timestamp,
    }
}

diesel::table! {
    data_version (id) {
        id -> BigInt,
        version -> BigInt,
    }
}

use super::people::users;
diesel::allow_tables_to_appear_in_same_query!(break_glass, users);
diesel::allow_tables_to_appear_in_same_query!(access_log, users);
diesel::allow_tables_to_appear_in_same_query!(audit_trail, users);
