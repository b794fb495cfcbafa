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
