//! How a plan is assessed for, moves on and is signed.

diesel::table! {
    plan_moves (id) {
        id -> Text,
        plan_id -> Text,
        act -> Text,
        words -> Nullable<Text>,
        made_at -> Timestamp,
        made_by -> Nullable<Text>,
    }
}

diesel::table! {
    plan_snapshots (plan_id) {
        plan_id -> Text,
        says -> Text,
        hash -> Text,
        made_at -> Timestamp,
        made_by -> Nullable<Text>,
    }
}

diesel::table! {
    need_parts (id) {
        id -> Text,
        person_id -> Text,
        area -> Text,
        says -> Text,
        source -> Text,
        recorded_at -> Timestamp,
        recorded_by -> Nullable<Text>,
        import_id -> Nullable<Text>,
        superseded_at -> Nullable<Timestamp>,
        superseded_by -> Nullable<Text>,
    }
}

diesel::table! {
    confirmations (id) {
        id -> Text,
        person_id -> Text,
        code -> Text,
        decided -> Text,
        basis -> Text,
        reason -> Text,
        source -> Text,
        recorded_at -> Timestamp,
        recorded_by -> Nullable<Text>,
        import_id -> Nullable<Text>,
        superseded_at -> Nullable<Timestamp>,
        superseded_by -> Nullable<Text>,
    }
}

diesel::table! {
    plan_earlier (id) {
        id -> Text,
        plan_id -> Text,
        area -> Text,
        words -> Text,
        written_at -> Timestamp,
        written_by -> Nullable<Text>,
    }
}
