//! What reviewing officers do: reviews, challenges and practice advice.

diesel::table! {
    reviews (id) {
        id -> Text,
        person_id -> Text,
        kind -> Text,
        booked_for -> Date,
        booked_at -> Timestamp,
        booked_by -> Text,
        moved_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    review_records (id) {
        id -> Text,
        person_id -> Text,
        review_id -> Text,
        held_on -> Date,
        views_how -> Text,
        views_before -> Nullable<Text>,
        views_after -> Nullable<Text>,
        outcome -> Nullable<Text>,
        by_when -> Nullable<Date>,
        who -> Nullable<Text>,
        decided -> Text,
        shared -> Bool,
        left_out -> Nullable<Text>,
        left_out_because -> Nullable<Text>,
        source -> Text,
        recorded_at -> Timestamp,
        recorded_by -> Nullable<Text>,
        import_id -> Nullable<Text>,
        superseded_at -> Nullable<Timestamp>,
        superseded_by -> Nullable<Text>,
    }
}

diesel::table! {
    strategy_discussions (id) {
        id -> Text,
        person_id -> Text,
        held_on -> Date,
        no_conference -> Nullable<Text>,
        source -> Text,
        recorded_at -> Timestamp,
        recorded_by -> Nullable<Text>,
        import_id -> Nullable<Text>,
        superseded_at -> Nullable<Timestamp>,
        superseded_by -> Nullable<Text>,
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
    challenge_holders (id) {
        id -> Text,
        level -> BigInt,
        name -> Text,
        from_day -> Date,
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

diesel::allow_tables_to_appear_in_same_query!(reviews, review_records);
