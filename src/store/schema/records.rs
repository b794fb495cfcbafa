//! What is recorded about a person.

diesel::table! {
    allocations (id) {
        id -> Text,
        person_id -> Text,
        user_id -> Text,
        part -> Text,
        team_id -> Nullable<Text>,
        from_day -> Date,
        until_day -> Nullable<Date>,
        recorded_at -> Timestamp,
        recorded_by -> Nullable<Text>,
    }
}

diesel::table! {
    care_episodes (id) {
        id -> Text,
        person_id -> Text,
        start_day -> Nullable<Date>,
        end_day -> Nullable<Date>,
        end_unknown -> Bool,
        legal_status -> Nullable<Text>,
        placement -> Nullable<Text>,
        provider -> Nullable<Text>,
        reason_started -> Nullable<Text>,
        reason_ended -> Nullable<Text>,
        reason_moved -> Nullable<Text>,
        need -> Nullable<Text>,
        authority -> Nullable<Text>,
        country -> Nullable<Text>,
        source -> Text,
        recorded_at -> Timestamp,
        recorded_by -> Nullable<Text>,
        import_id -> Nullable<Text>,
        superseded_at -> Nullable<Timestamp>,
        superseded_by -> Nullable<Text>,
    }
}

diesel::table! {
    life_events (id) {
        id -> Text,
        person_id -> Text,
        kind -> Text,
        start_day -> Date,
        end_day -> Nullable<Date>,
        lives_with -> Nullable<Text>,
        lives_with_holder -> Nullable<Bool>,
        episode_id -> Nullable<Text>,
        source -> Text,
        recorded_at -> Timestamp,
        recorded_by -> Nullable<Text>,
        import_id -> Nullable<Text>,
        superseded_at -> Nullable<Timestamp>,
        superseded_by -> Nullable<Text>,
    }
}

diesel::table! {
    circumstances (id) {
        id -> Text,
        person_id -> Text,
        fact -> Text,
        yes -> Nullable<Bool>,
        on_day -> Nullable<Date>,
        pence -> Nullable<BigInt>,
        choice -> Nullable<Text>,
        since -> Nullable<Date>,
        source -> Text,
        recorded_at -> Timestamp,
        recorded_by -> Nullable<Text>,
        import_id -> Nullable<Text>,
        superseded_at -> Nullable<Timestamp>,
        superseded_by -> Nullable<Text>,
    }
}

diesel::table! {
    own_answers (id) {
        id -> Text,
        person_id -> Text,
        fact -> Text,
        said -> Text,
        yes -> Nullable<Bool>,
        on_day -> Nullable<Date>,
        pence -> Nullable<BigInt>,
        choice -> Nullable<Text>,
        words -> Nullable<Text>,
        recorded_at -> Timestamp,
        recorded_by -> Nullable<Text>,
        superseded_at -> Nullable<Timestamp>,
        superseded_by -> Nullable<Text>,
        settled_as -> Nullable<Text>,
        settled_at -> Nullable<Timestamp>,
        settled_by -> Nullable<Text>,
        settled_why -> Nullable<Text>,
    }
}

diesel::table! {
    courses (id) {
        id -> Text,
        person_id -> Text,
        kind -> Text,
        name -> Nullable<Text>,
        start_day -> Nullable<Date>,
        end_day -> Nullable<Date>,
        in_pathway_plan -> Nullable<Bool>,
        months -> Nullable<BigInt>,
        full_time -> Nullable<Bool>,
        residential -> Nullable<Bool>,
        continuing -> Nullable<Bool>,
        source -> Text,
        recorded_at -> Timestamp,
        recorded_by -> Nullable<Text>,
        import_id -> Nullable<Text>,
        superseded_at -> Nullable<Timestamp>,
        superseded_by -> Nullable<Text>,
    }
}

diesel::table! {
    contacts (id) {
        id -> Text,
        person_id -> Text,
        kind -> Text,
        happened_on -> Date,
        summary -> Text,
        next_on -> Nullable<Date>,
        source -> Text,
        recorded_at -> Timestamp,
        recorded_by -> Nullable<Text>,
        import_id -> Nullable<Text>,
        superseded_at -> Nullable<Timestamp>,
        superseded_by -> Nullable<Text>,
    }
}

diesel::table! {
    notes (id) {
        id -> Text,
        person_id -> Text,
        body -> Text,
        shared -> Bool,
        source -> Text,
        recorded_at -> Timestamp,
        recorded_by -> Nullable<Text>,
        import_id -> Nullable<Text>,
        superseded_at -> Nullable<Timestamp>,
        superseded_by -> Nullable<Text>,
    }
}

diesel::table! {
    homes (id) {
        id -> Text,
        person_id -> Text,
        kind -> Text,
        suitable -> Nullable<Bool>,
        from_day -> Nullable<Date>,
        until_day -> Nullable<Date>,
        address -> Nullable<Text>,
        source -> Text,
        recorded_at -> Timestamp,
        recorded_by -> Nullable<Text>,
        import_id -> Nullable<Text>,
        superseded_at -> Nullable<Timestamp>,
        superseded_by -> Nullable<Text>,
    }
}

diesel::table! {
    activities (id) {
        id -> Text,
        person_id -> Text,
        kind -> Text,
        from_day -> Nullable<Date>,
        until_day -> Nullable<Date>,
        place -> Nullable<Text>,
        source -> Text,
        recorded_at -> Timestamp,
        recorded_by -> Nullable<Text>,
        import_id -> Nullable<Text>,
        superseded_at -> Nullable<Timestamp>,
        superseded_by -> Nullable<Text>,
    }
}

diesel::table! {
    plans (id) {
        id -> Text,
        person_id -> Text,
        number -> BigInt,
        status -> Text,
        own_words -> Nullable<Text>,
        agreed_on -> Nullable<Date>,
        review_due -> Nullable<Date>,
        version -> BigInt,
        created_at -> Timestamp,
        created_by -> Nullable<Text>,
    }
}

diesel::table! {
    plan_steps (id) {
        id -> Text,
        plan_id -> Text,
        area -> Text,
        what -> Text,
        who -> Text,
        due_on -> Nullable<Date>,
        status -> Text,
        version -> BigInt,
        changed_at -> Timestamp,
        changed_by -> Nullable<Text>,
    }
}

diesel::table! {
    entitlement_steps (id) {
        id -> Text,
        person_id -> Text,
        entitlement -> Text,
        act -> Text,
        happened_on -> Date,
        pence -> Nullable<BigInt>,
        note -> Nullable<Text>,
        takes_back -> Nullable<Text>,
        recorded_at -> Timestamp,
        recorded_by -> Nullable<Text>,
    }
}

use super::people::{persons, teams, users};
diesel::allow_tables_to_appear_in_same_query!(allocations, persons);
diesel::allow_tables_to_appear_in_same_query!(allocations, users);
diesel::allow_tables_to_appear_in_same_query!(allocations, teams);
diesel::allow_tables_to_appear_in_same_query!(care_episodes, allocations);
diesel::allow_tables_to_appear_in_same_query!(life_events, allocations);
diesel::allow_tables_to_appear_in_same_query!(circumstances, allocations);
diesel::allow_tables_to_appear_in_same_query!(courses, allocations);
diesel::allow_tables_to_appear_in_same_query!(own_answers, allocations);
diesel::allow_tables_to_appear_in_same_query!(contacts, allocations);
diesel::allow_tables_to_appear_in_same_query!(notes, allocations);
diesel::allow_tables_to_appear_in_same_query!(homes, allocations);
diesel::allow_tables_to_appear_in_same_query!(activities, allocations);
diesel::allow_tables_to_appear_in_same_query!(plans, allocations);
diesel::allow_tables_to_appear_in_same_query!(entitlement_steps, allocations);
diesel::allow_tables_to_appear_in_same_query!(plan_steps, plans);

diesel::table! {
    budget_lines (id) {
        id -> Text,
        person_id -> Text,
        kind -> Text,
        called -> Nullable<Text>,
        pence -> BigInt,
        every -> Text,
        due -> Nullable<Date>,
        source -> Text,
        recorded_at -> Timestamp,
        recorded_by -> Nullable<Text>,
        import_id -> Nullable<Text>,
        superseded_at -> Nullable<Timestamp>,
        superseded_by -> Nullable<Text>,
    }
}

diesel::table! {
    budget_plans (id) {
        id -> Text,
        person_id -> Text,
        paid -> Text,
        pay_day -> Nullable<Date>,
        saved -> BigInt,
        goal -> Nullable<BigInt>,
        shares_in -> Bool,
        shares_out -> Bool,
        shares_left -> Bool,
        shares_pot -> Bool,
        source -> Text,
        recorded_at -> Timestamp,
        recorded_by -> Nullable<Text>,
        import_id -> Nullable<Text>,
        superseded_at -> Nullable<Timestamp>,
        superseded_by -> Nullable<Text>,
    }
}
