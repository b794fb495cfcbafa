//! Imports of statutory returns, and what the returns said.

diesel::table! {
    imports (id) {
        id -> Text,
        kind -> Text,
        state -> Text,
        fingerprint -> Text,
        skip_problems -> Bool,
        created_at -> Timestamp,
        created_by -> Nullable<Text>,
        claimed_at -> Nullable<Timestamp>,
        applied_at -> Nullable<Timestamp>,
        failed_at -> Nullable<Timestamp>,
        replaced_by -> Nullable<Text>,
        new_people -> BigInt,
        added -> BigInt,
        changed -> BigInt,
        ended -> BigInt,
        withdrawn -> BigInt,
        left_alone -> BigInt,
        questions -> BigInt,
        left_out -> BigInt,
        checks -> BigInt,
        taken_back_at -> Nullable<Timestamp>,
        taken_back_by -> Nullable<Text>,
        taken_back_why -> Nullable<Text>,
        hardly_anything -> Bool,
        thin -> Nullable<Text>,
        answered -> BigInt,
        rights_of -> Nullable<BigInt>,
    }
}

diesel::table! {
    import_files (import_id, number) {
        import_id -> Text,
        number -> BigInt,
        name -> Text,
        holds -> Nullable<Text>,
        year -> Nullable<Text>,
        year_from -> Nullable<Text>,
        lines -> BigInt,
        left_out -> BigInt,
        content -> Nullable<Binary>,
    }
}

diesel::table! {
    import_problems (import_id, number) {
        import_id -> Text,
        number -> BigInt,
        file -> Text,
        line -> Nullable<BigInt>,
        heading -> Nullable<Text>,
        child -> Nullable<Text>,
        weight -> Text,
        what -> Text,
        todo -> Text,
    }
}

diesel::table! {
    import_people (import_id, number) {
        import_id -> Text,
        number -> BigInt,
        says -> Text,
    }
}

diesel::table! {
    import_rights (import_id, turns, child) {
        import_id -> Text,
        turns -> Text,
        child -> Text,
        entitlements -> Text,
    }
}

diesel::table! {
    import_questions (id) {
        id -> Text,
        person_id -> Text,
        import_id -> Text,
        key -> Text,
        what -> Text,
        fact -> Nullable<Text>,
        file -> Nullable<Text>,
        line -> Nullable<BigInt>,
        asked_at -> Timestamp,
        settled_at -> Nullable<Timestamp>,
        settled_by -> Nullable<Text>,
        answer -> Nullable<Text>,
        holds -> Nullable<Text>,
        answered_by -> Nullable<Text>,
        found -> Nullable<Text>,
    }
}

diesel::table! {
    return_rows (import_id, child, year, row_key) {
        person_id -> Text,
        child -> Text,
        year -> BigInt,
        row_key -> Text,
        holds -> Text,
        says -> Text,
        import_id -> Text,
        file -> Text,
        line -> BigInt,
        replaced_by -> Nullable<Text>,
        withdrawn -> Bool,
    }
}

diesel::table! {
    return_holdings (year, holds, import_id) {
        year -> BigInt,
        holds -> Text,
        import_id -> Text,
        replaced_by -> Nullable<Text>,
        withdrawn -> Bool,
    }
}

diesel::table! {
    joined_numbers (person_id) {
        person_id -> Text,
        child -> Text,
        into_id -> Text,
        joined_at -> Timestamp,
        joined_by -> Nullable<Text>,
    }
}

diesel::table! {
    people_on_their_way (person_id) {
        person_id -> Text,
        import_id -> Text,
    }
}

diesel::table! {
    import_links (person_id, fact) {
        person_id -> Text,
        fact -> Text,
        episode_id -> Nullable<Text>,
        event_id -> Nullable<Text>,
    }
}

use super::{people::persons, records::allocations};

diesel::allow_tables_to_appear_in_same_query!(import_questions, allocations);
diesel::allow_tables_to_appear_in_same_query!(return_holdings, imports);
diesel::allow_tables_to_appear_in_same_query!(import_questions, persons);
diesel::allow_tables_to_appear_in_same_query!(joined_numbers, persons);
diesel::allow_columns_to_appear_in_same_group_by_clause!(import_questions::person_id, persons::born);
diesel::allow_tables_to_appear_in_same_query!(people_on_their_way, persons);
diesel::allow_tables_to_appear_in_same_query!(people_on_their_way, import_questions);
diesel::allow_tables_to_appear_in_same_query!(people_on_their_way, imports);
diesel::allow_tables_to_appear_in_same_query!(return_rows, imports);
