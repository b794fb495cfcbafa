//! What this database is for.

diesel::table! {
    demonstrations (id) {
        id -> BigInt,
        today -> Date,
        created_at -> Timestamp,
    }
}

diesel::table! {
    outside_copies (name) {
        name -> Text,
        body -> Text,
        came_from -> Text,
        came_at -> Timestamp,
    }
}

diesel::table! {
    notices (id) {
        id -> Text,
        words -> Text,
        pages -> Text,
        readers -> Text,
        first_day -> Date,
        last_day -> Date,
        made_at -> Timestamp,
        made_by -> Text,
        ended_at -> Nullable<Timestamp>,
    }
}
