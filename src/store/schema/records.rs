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
        authority -> Nullable<Text>,
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
        alone -> Nullable<Text>,
        own_words -> Nullable<Text>,
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
        why -> Nullable<Text>,
        provided -> Nullable<Bool>,
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
        support_by -> Nullable<Text>,
        support_weeks -> Nullable<BigInt>,
        support_why -> Nullable<Text>,
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
        otherwise -> Nullable<Text>,
    }
}

diesel::table! {
    plan_parts (id) {
        id -> Text,
        plan_id -> Text,
        area -> Text,
        agreed -> Text,
        otherwise -> Nullable<Text>,
        version -> BigInt,
        changed_at -> Timestamp,
        changed_by -> Nullable<Text>,
    }
}

diesel::table! {
    own_steps (id) {
        id -> Text,
        person_id -> Text,
        place -> BigInt,
        made_at -> Timestamp,
        made_by -> Nullable<Text>,
    }
}

diesel::table! {
    own_step_versions (id) {
        id -> Text,
        step_id -> Text,
        number -> BigInt,
        area -> Text,
        what -> Text,
        who -> Text,
        due_on -> Nullable<Date>,
        status -> Text,
        otherwise -> Nullable<Text>,
        said_at -> Timestamp,
        said_by -> Nullable<Text>,
    }
}

diesel::table! {
    page_shares (id) {
        id -> Text,
        person_id -> Text,
        page -> Text,
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
    plan_shares (id) {
        id -> Text,
        person_id -> Text,
        area -> Text,
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
        by_day -> Nullable<Date>,
        decider -> Nullable<Text>,
        paid_to -> Nullable<Text>,
        payee -> Nullable<Text>,
        evidence -> Nullable<Text>,
        document_id -> Nullable<Text>,
    }
}

diesel::table! {
    proof_letters (id) {
        id -> Text,
        person_id -> Text,
        receiver -> Text,
        name -> Text,
        says -> Text,
        supported_until -> Nullable<Date>,
        code_hash -> Text,
        code_sealed -> Text,
        made_at -> Timestamp,
        made_by -> Nullable<Text>,
        ends_on -> Date,
        ended_at -> Nullable<Timestamp>,
        since -> Nullable<Date>,
        address -> Nullable<Text>,
        first_home -> Bool,
        guarantor -> Bool,
    }
}

diesel::table! {
    proof_checks (id) {
        id -> Text,
        letter_id -> Text,
        at -> Timestamp,
    }
}

diesel::table! {
    plan_sayings (id) {
        id -> Text,
        person_id -> Text,
        plan_id -> Nullable<Text>,
        area -> Nullable<Text>,
        kind -> Text,
        words -> Nullable<Text>,
        said_at -> Timestamp,
        said_by -> Nullable<Text>,
    }
}

diesel::table! {
    rectifications (id) {
        id -> Text,
        person_id -> Text,
        about -> Text,
        shown -> Text,
        words -> Text,
        said_at -> Timestamp,
        said_by -> Nullable<Text>,
        answer_by -> Date,
        outcome -> Nullable<Text>,
        answer -> Nullable<Text>,
        answered_at -> Nullable<Timestamp>,
        answered_by -> Nullable<Text>,
    }
}

diesel::table! {
    entitlement_overrides (id) {
        id -> Text,
        person_id -> Text,
        entitlement -> Text,
        gives -> Bool,
        pence -> Nullable<BigInt>,
        reason -> Text,
        evidence -> Text,
        until_day -> Date,
        asked_at -> Timestamp,
        asked_by -> Text,
        answered_at -> Nullable<Timestamp>,
        answered_by -> Nullable<Text>,
        agreed -> Nullable<Bool>,
        answer -> Nullable<Text>,
        ended_at -> Nullable<Timestamp>,
        ended_by -> Nullable<Text>,
        ended_why -> Nullable<Text>,
    }
}

use super::people::{persons, teams, users};
diesel::allow_tables_to_appear_in_same_query!(allocations, persons);
diesel::allow_tables_to_appear_in_same_query!(allocations, users);
diesel::allow_tables_to_appear_in_same_query!(allocations, teams);
diesel::allow_tables_to_appear_in_same_query!(care_episodes, persons);
diesel::allow_tables_to_appear_in_same_query!(care_episodes, users);
diesel::allow_tables_to_appear_in_same_query!(life_events, persons);
diesel::allow_tables_to_appear_in_same_query!(life_events, users);
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
diesel::joinable!(proof_checks -> proof_letters (letter_id));
diesel::allow_tables_to_appear_in_same_query!(proof_checks, proof_letters);
diesel::allow_tables_to_appear_in_same_query!(rectifications, allocations);
diesel::allow_tables_to_appear_in_same_query!(entitlement_overrides, allocations);
diesel::allow_tables_to_appear_in_same_query!(plan_steps, plans);
diesel::allow_tables_to_appear_in_same_query!(plan_sayings, allocations);
diesel::allow_tables_to_appear_in_same_query!(own_step_versions, own_steps);

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

diesel::table! {
    wishes (id) {
        id -> Text,
        person_id -> Text,
        kind -> Text,
        title -> Text,
        place -> Nullable<Text>,
        state -> Text,
        by_day -> Nullable<Date>,
        next_step -> Nullable<Text>,
        source -> Text,
        recorded_at -> Timestamp,
        recorded_by -> Nullable<Text>,
        import_id -> Nullable<Text>,
        superseded_at -> Nullable<Timestamp>,
        superseded_by -> Nullable<Text>,
        apply_by -> Nullable<Date>,
        interview_on -> Nullable<Date>,
        starts_on -> Nullable<Date>,
    }
}

diesel::table! {
    place_views (id) {
        id -> Text,
        person_id -> Text,
        suits -> Text,
        words -> Nullable<Text>,
        move_day -> Nullable<Date>,
        source -> Text,
        recorded_at -> Timestamp,
        recorded_by -> Nullable<Text>,
        import_id -> Nullable<Text>,
        superseded_at -> Nullable<Timestamp>,
        superseded_by -> Nullable<Text>,
    }
}

diesel::table! {
    ready_rooms (id) {
        id -> Text,
        person_id -> Text,
        room -> Text,
        ready -> Text,
        source -> Text,
        recorded_at -> Timestamp,
        recorded_by -> Nullable<Text>,
        import_id -> Nullable<Text>,
        superseded_at -> Nullable<Timestamp>,
        superseded_by -> Nullable<Text>,
    }
}

diesel::table! {
    move_jobs (id) {
        id -> Text,
        person_id -> Text,
        what -> Text,
        by_day -> Nullable<Date>,
        done -> Bool,
        source -> Text,
        recorded_at -> Timestamp,
        recorded_by -> Nullable<Text>,
        import_id -> Nullable<Text>,
        superseded_at -> Nullable<Timestamp>,
        superseded_by -> Nullable<Text>,
    }
}

diesel::table! {
    messages (id) {
        id -> Text,
        person_id -> Text,
        from_young -> Bool,
        body -> Text,
        sent_at -> Timestamp,
        sent_by -> Nullable<Text>,
        read_at -> Nullable<Timestamp>,
        read_by -> Nullable<Text>,
    }
}
