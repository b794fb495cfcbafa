//! What this database is for.

diesel::table! {
    demonstrations (id) {
        id -> BigInt,
        today -> Date,
        created_at -> Timestamp,
    }
}
