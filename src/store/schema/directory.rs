//! The directory of teams and services: entries in versions, what readers say is wrong, and what they could not find.

diesel::table! {
    directory_entries (id) {
        id -> Text,
        entry_id -> Text,
        kind -> Text,
        name -> Text,
        provider -> Text,
        does -> Text,
        for_whom -> Text,
        does_not -> Nullable<Text>,
        phone -> Nullable<Text>,
        answers -> Text,
        hours -> Nullable<Text>,
        night_phone -> Nullable<Text>,
        email -> Nullable<Text>,
        web -> Nullable<Text>,
        place -> Nullable<Text>,
        languages -> Nullable<Text>,
        needs -> Text,
        also -> Nullable<Text>,
        owner_id -> Nullable<Text>,
        checked_on -> Nullable<Date>,
        checked_by -> Nullable<Text>,
        check_by -> Date,
        shown -> Bool,
        feed -> Nullable<Text>,
        feed_key -> Nullable<Text>,
        whole -> Nullable<Text>,
        recorded_at -> Timestamp,
        recorded_by -> Nullable<Text>,
        superseded_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    directory_words (word) {
        word -> Text,
    }
}

diesel::table! {
    directory_flags (id) {
        id -> Text,
        sent_key -> Text,
        entry_id -> Text,
        wrong -> Text,
        words -> Nullable<Text>,
        at -> Timestamp,
        flag_outcome -> Nullable<Text>,
        settled_at -> Nullable<Timestamp>,
        settled_by -> Nullable<Text>,
    }
}

diesel::table! {
    directory_questions (id) {
        id -> Text,
        sent_key -> Text,
        code_hash -> Text,
        asks -> Text,
        reach -> Nullable<Text>,
        at -> Timestamp,
        promised -> Timestamp,
        question_outcome -> Nullable<Text>,
        answer -> Nullable<Text>,
        entry_id -> Nullable<Text>,
        need -> Nullable<Text>,
        answered_at -> Nullable<Timestamp>,
        answered_by -> Nullable<Text>,
    }
}

diesel::table! {
    directory_feeds (name) {
        name -> Text,
        address -> Text,
        added_at -> Timestamp,
        added_by -> Nullable<Text>,
        due_at -> Timestamp,
        anyway -> Bool,
        tried_at -> Nullable<Timestamp>,
        had_at -> Nullable<Timestamp>,
        services -> Nullable<BigInt>,
        left_out -> Text,
        problem -> Nullable<Text>,
        problem_since -> Nullable<Timestamp>,
        detail -> Nullable<Text>,
        stopped_at -> Nullable<Timestamp>,
    }
}

diesel::allow_tables_to_appear_in_same_query!(directory_entries, directory_flags);
