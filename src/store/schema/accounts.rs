//! How people sign in: credentials, recovery codes, invitations, sessions, known devices.

diesel::table! {
    credentials (user_id) {
        user_id -> Text,
        sign_in_name -> Text,
        passphrase_hash -> Text,
        totp_secret -> Nullable<Text>,
        totp_last_step -> Nullable<BigInt>,
        changed_at -> Timestamp,
    }
}

diesel::table! {
    recovery_codes (code_hash) {
        code_hash -> Text,
        user_id -> Text,
        made_at -> Timestamp,
        used_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    invitations (id) {
        id -> Text,
        user_id -> Text,
        code_hash -> Text,
        made_by -> Nullable<Text>,
        made_at -> Timestamp,
        expires_at -> Timestamp,
        wrong_tries -> BigInt,
        used_at -> Nullable<Timestamp>,
        withdrawn_at -> Nullable<Timestamp>,
        again -> Bool,
        seen_at -> Nullable<Timestamp>,
        seen_by -> Nullable<Text>,
    }
}

diesel::table! {
    account_changes (id) {
        id -> Text,
        user_id -> Text,
        what -> Text,
        role -> Nullable<Text>,
        asked_by -> Text,
        asked_at -> Timestamp,
        settled_at -> Nullable<Timestamp>,
        settled_by -> Nullable<Text>,
        agreed -> Bool,
    }
}

diesel::table! {
    sessions (id) {
        id -> Text,
        key_hash -> Text,
        user_id -> Text,
        state -> Text,
        device -> Text,
        own_device -> Bool,
        began_at -> Timestamp,
        last_seen_at -> Timestamp,
        idle_until -> Timestamp,
        ends_at -> Timestamp,
        ended_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    known_devices (token_hash) {
        token_hash -> Text,
        user_id -> Text,
        first_seen_at -> Timestamp,
        last_seen_at -> Timestamp,
    }
}

diesel::table! {
    second_looks (id) {
        id -> Text,
        what -> Text,
        about -> Text,
        words -> Nullable<Text>,
        asked_by -> Text,
        asked_at -> Timestamp,
        answered_by -> Nullable<Text>,
        answered_at -> Nullable<Timestamp>,
        agreed -> Nullable<Bool>,
        answer -> Nullable<Text>,
    }
}

diesel::joinable!(invitations -> users (user_id));
diesel::joinable!(account_changes -> users (user_id));
diesel::joinable!(credentials -> users (user_id));
diesel::joinable!(sessions -> users (user_id));

use super::people::{persons, users};
diesel::allow_tables_to_appear_in_same_query!(account_changes, users);
diesel::allow_tables_to_appear_in_same_query!(credentials, users);
diesel::allow_tables_to_appear_in_same_query!(invitations, users);
diesel::allow_tables_to_appear_in_same_query!(invitations, persons);
diesel::allow_tables_to_appear_in_same_query!(sessions, users);

use super::records::{care_episodes, life_events};
diesel::allow_tables_to_appear_in_same_query!(care_episodes, invitations);
diesel::allow_tables_to_appear_in_same_query!(care_episodes, sessions);
diesel::allow_tables_to_appear_in_same_query!(life_events, invitations);
diesel::allow_tables_to_appear_in_same_query!(life_events, sessions);
