//! People, teams, users, and the heads of the append-only chains.

diesel::table! {
    persons (id) {
        id -> Text,
        child -> Nullable<Text>,
        known_as -> Text,
        first_names -> Text,
        family_name -> Text,
        search_name -> Text,
        born -> Nullable<Date>,
        sex -> Text,
        protected -> Bool,
        version -> BigInt,
        created_at -> Timestamp,
        family_form -> Text,
    }
}

diesel::table! {
    teams (id) {
        id -> Text,
        name -> Text,
        phone -> Nullable<Text>,
        created_at -> Timestamp,
        ended_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    users (id) {
        id -> Text,
        role -> Text,
        display_name -> Text,
        person_id -> Nullable<Text>,
        team_id -> Nullable<Text>,
        phone -> Nullable<Text>,
        created_at -> Timestamp,
        rights_changed_at -> Timestamp,
        disabled_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    chain_heads (chain) {
        chain -> Text,
        length -> BigInt,
        hash -> Text,
    }
}

diesel::joinable!(users -> persons (person_id));
diesel::allow_tables_to_appear_in_same_query!(persons, teams, users, chain_heads);
