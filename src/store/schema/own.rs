//! What a young person and their adviser arrange between them, and what they keep for themselves.

use super::records::allocations;

diesel::table! {
    appointments (id) {
        id -> Text,
        person_id -> Text,
        made_at -> Timestamp,
        made_by -> Nullable<Text>,
    }
}

diesel::table! {
    appointment_turns (id) {
        id -> Text,
        appointment_id -> Text,
        number -> BigInt,
        turn -> Text,
        meets_at -> Timestamp,
        how -> Text,
        place -> Nullable<Text>,
        words -> Nullable<Text>,
        by_young -> Bool,
        said_at -> Timestamp,
        said_by -> Nullable<Text>,
    }
}

diesel::joinable!(appointment_turns -> appointments (appointment_id));
diesel::allow_tables_to_appear_in_same_query!(appointment_turns, appointments);
diesel::allow_tables_to_appear_in_same_query!(appointments, allocations);
diesel::allow_tables_to_appear_in_same_query!(appointment_turns, allocations);
