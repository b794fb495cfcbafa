//! What comes to the children's hub, and its ledger.

diesel::table! {
    hub_contacts (id) {
        id -> Text,
        reference -> Text,
        sent_key -> Text,
        door -> Text,
        sender -> Text,
        harm -> Text,
        about -> Text,
        words -> Text,
        reach -> Nullable<Text>,
        discussed_on -> Nullable<Date>,
        not_discussed -> Nullable<Text>,
        not_discussed_why -> Nullable<Text>,
        came_at -> Timestamp,
        decide_by -> Timestamp,
        flood -> Bool,
        taken_how -> Nullable<Text>,
        taken_by -> Nullable<Text>,
        lives -> Nullable<Text>,
    }
}

diesel::table! {
    hub_steps (id) {
        id -> Text,
        contact_id -> Text,
        kind -> Text,
        harm -> Nullable<Text>,
        agency -> Nullable<Text>,
        ground -> Nullable<Text>,
        law -> Nullable<Text>,
        because -> Nullable<Text>,
        name -> Nullable<Text>,
        on_day -> Nullable<Date>,
        agrees -> Nullable<Bool>,
        outcome -> Nullable<Text>,
        rests_on -> Nullable<Text>,
        words -> Nullable<Text>,
        at -> Timestamp,
        by_user -> Text,
        of_step -> Nullable<Text>,
        next_step -> Nullable<Text>,
        to_whom -> Nullable<Text>,
        person_id -> Nullable<Text>,
    }
}

diesel::table! {
    hub_views (step_id, agency) {
        step_id -> Text,
        agency -> Text,
        agrees -> Bool,
        why -> Text,
    }
}

diesel::table! {
    sealed_drafts (hash) {
        hash -> Text,
        sealed -> Text,
        until -> Timestamp,
        origin -> Nullable<Text>,
    }
}

diesel::table! {
    hub_partners (user_id) {
        user_id -> Text,
        agency -> Text,
        set_at -> Timestamp,
        set_by -> Text,
    }
}

diesel::table! {
    hub_parts (id) {
        id -> Text,
        contact_id -> Text,
        agency -> Text,
        words -> Text,
        at -> Timestamp,
        by_user -> Text,
        ground -> Nullable<Text>,
        law -> Nullable<Text>,
        said_by -> Nullable<Text>,
    }
}

diesel::table! {
    hub_marks (id) {
        id -> Text,
        contact_id -> Text,
        entry -> Text,
        reason -> Nullable<Text>,
        at -> Timestamp,
        by_user -> Text,
    }
}

diesel::table! {
    hub_routes (id) {
        id -> Text,
        contact_id -> Text,
        home -> Text,
        why -> Text,
        at -> Timestamp,
        by_user -> Text,
    }
}

diesel::table! {
    hub_passes (id) {
        id -> Text,
        contact_id -> Text,
        council -> Text,
        words -> Text,
        ground -> Text,
        law -> Nullable<Text>,
        taken_by -> Nullable<Text>,
        at -> Timestamp,
        by_user -> Text,
    }
}

diesel::table! {
    hub_alerts (id) {
        id -> Text,
        contact_id -> Text,
        made_at -> Timestamp,
        due_at -> Timestamp,
        tries -> BigInt,
        ended -> Nullable<Text>,
        ended_at -> Nullable<Timestamp>,
    }
}

diesel::allow_tables_to_appear_in_same_query!(hub_contacts, hub_steps, hub_alerts);
