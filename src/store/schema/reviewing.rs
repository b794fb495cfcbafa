//! What reviewing officers do: reviews, challenges and practice advice.

diesel::table! {
    reviews (id) {
        id -> Text,
        person_id -> Text,
        kind -> Text,
        booked_for -> Date,
        booked_at -> Timestamp,
        booked_by -> Text,
        held_on -> Nullable<Date>,
        views_how -> Nullable<Text>,
        views_before -> Nullable<Text>,
        views_after -> Nullable<Text>,
        outcome -> Nullable<Text>,
        by_when -> Nullable<Date>,
        who -> Nullable<Text>,
        decided -> Nullable<Text>,
        recorded_at -> Nullable<Timestamp>,
        recorded_by -> Nullable<Text>,
        moved_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    challenges (id) {
        id -> Text,
        person_id -> Text,
        number -> BigInt,
        matter -> Text,
        title -> Text,
        words -> Text,
        childs_words -> Nullable<Text>,
        raised_on -> Date,
        raised_at -> Timestamp,
        raised_by -> Text,
    }
}

diesel::table! {
    challenge_moves (id) {
        id -> Text,
        challenge_id -> Text,
        act -> Text,
        words -> Text,
        result -> Nullable<Text>,
        how_known -> Nullable<Text>,
        childs_words -> Nullable<Text>,
        on_day -> Date,
        at -> Timestamp,
        by_user -> Text,
    }
}

diesel::table! {
    practice_advice (id) {
        id -> Text,
        advice_id -> Text,
        title -> Text,
        matter -> Text,
        words -> Text,
        recorded_at -> Timestamp,
        recorded_by -> Text,
        superseded_at -> Nullable<Timestamp>,
    }
}
