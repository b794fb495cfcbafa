//! What a young person and their adviser arrange between them, and what they keep for themselves.

use super::records::allocations;

diesel::table! {
    appointments (id) {
        id -> Text,
        person_id -> Text,
        made_at -> Timestamp,
        made_by -> Nullable<Text>,
    }
}

diesel::table! {
    appointment_turns (id) {
        id -> Text,
        appointment_id -> Text,
        number -> BigInt,
        turn -> Text,
        meets_at -> Timestamp,
        how -> Text,
        place -> Nullable<Text>,
        words -> Nullable<Text>,
        by_young -> Bool,
        said_at -> Timestamp,
        said_by -> Nullable<Text>,
    }
}

diesel::joinable!(appointment_turns -> appointments (appointment_id));
diesel::allow_tables_to_appear_in_same_query!(appointment_turns, appointments);
diesel::allow_tables_to_appear_in_same_query!(appointments, allocations);
diesel::allow_tables_to_appear_in_same_query!(appointment_turns, allocations);

diesel::table! {
    life_people (id) {
        id -> Text,
        person_id -> Text,
        name -> Text,
        who -> Text,
        reach -> Nullable<Text>,
        may -> Text,
        agreed_on -> Date,
        why -> Nullable<Text>,
        source -> Text,
        recorded_at -> Timestamp,
        recorded_by -> Nullable<Text>,
        import_id -> Nullable<Text>,
        superseded_at -> Nullable<Timestamp>,
        superseded_by -> Nullable<Text>,
    }
}

diesel::table! {
    reach_wishes (id) {
        id -> Text,
        person_id -> Text,
        by_text -> Text,
        by_call -> Text,
        voicemail -> Text,
        by_post -> Text,
        hours -> Nullable<Text>,
        never -> Nullable<Text>,
        source -> Text,
        recorded_at -> Timestamp,
        recorded_by -> Nullable<Text>,
        import_id -> Nullable<Text>,
        superseded_at -> Nullable<Timestamp>,
        superseded_by -> Nullable<Text>,
    }
}

diesel::table! {
    language_wishes (id) {
        id -> Text,
        person_id -> Text,
        speaks -> Nullable<Text>,
        reads -> Nullable<Text>,
        interpreter -> Text,
        print -> Text,
        words -> Nullable<Text>,
        source -> Text,
        recorded_at -> Timestamp,
        recorded_by -> Nullable<Text>,
        import_id -> Nullable<Text>,
        superseded_at -> Nullable<Timestamp>,
        superseded_by -> Nullable<Text>,
    }
}

diesel::table! {
    not_again (id) {
        id -> Text,
        person_id -> Text,
        words -> Text,
        source -> Text,
        recorded_at -> Timestamp,
        recorded_by -> Nullable<Text>,
        import_id -> Nullable<Text>,
        superseded_at -> Nullable<Timestamp>,
        superseded_by -> Nullable<Text>,
    }
}

diesel::table! {
    support_turns (id) {
        id -> Text,
        person_id -> Text,
        act -> Text,
        happened_on -> Date,
        how -> Nullable<Text>,
        words -> Nullable<Text>,
        by_young -> Bool,
        said_at -> Timestamp,
        said_by -> Nullable<Text>,
    }
}

diesel::table! {
    pronouns (person_id) {
        person_id -> Text,
        says -> Text,
        changed_at -> Timestamp,
    }
}

diesel::table! {
    check_ins (id) {
        id -> Text,
        person_id -> Text,
        feels -> Nullable<Text>,
        words -> Nullable<Text>,
        said_at -> Timestamp,
        said_by -> Nullable<Text>,
    }
}

diesel::table! {
    matters (id) {
        id -> Text,
        person_id -> Text,
        kind -> Text,
        words -> Nullable<Text>,
        said_at -> Timestamp,
        said_by -> Nullable<Text>,
        asked_on -> Date,
        answer_by -> Date,
    }
}

diesel::table! {
    matter_turns (id) {
        id -> Text,
        matter_id -> Text,
        person_id -> Text,
        act -> Text,
        happened_on -> Date,
        by_day -> Nullable<Date>,
        who -> Nullable<Text>,
        words -> Nullable<Text>,
        said_at -> Timestamp,
        said_by -> Nullable<Text>,
    }
}

diesel::table! {
    account_closings (id) {
        id -> Text,
        person_id -> Text,
        how -> Text,
        words -> Nullable<Text>,
        at -> Timestamp,
    }
}

diesel::allow_tables_to_appear_in_same_query!(matters, allocations);
diesel::allow_tables_to_appear_in_same_query!(matter_turns, allocations);

diesel::table! {
    text_numbers (person_id) {
        person_id -> Text,
        sealed -> Text,
        from_hour -> BigInt,
        until_hour -> BigInt,
        code_hash -> Nullable<Text>,
        code_until -> Nullable<Timestamp>,
        wrong -> BigInt,
        confirmed_at -> Nullable<Timestamp>,
        set_at -> Timestamp,
    }
}

diesel::table! {
    texts (id) {
        id -> Text,
        person_id -> Text,
        kind -> Text,
        about -> Text,
        says -> Text,
        due_at -> Timestamp,
        not_after -> Timestamp,
        tries -> BigInt,
        ended_at -> Nullable<Timestamp>,
        ended -> Nullable<Text>,
    }
}

diesel::table! {
    receipts (id) {
        id -> Text,
        person_id -> Text,
        what -> Text,
        pence -> BigInt,
        bought_on -> Date,
        photo -> Bool,
        added_at -> Timestamp,
        added_by -> Nullable<Text>,
        taken_out_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    receipt_photos (receipt_id) {
        receipt_id -> Text,
        person_id -> Text,
        sealed -> Text,
    }
}

diesel::table! {
    documents (id) {
        id -> Text,
        person_id -> Text,
        kind -> Text,
        title -> Text,
        dated_on -> Nullable<Date>,
        ends_on -> Nullable<Date>,
        shown -> Bool,
        why_not -> Nullable<Text>,
        format -> Text,
        size -> BigInt,
        mark -> Text,
        sealed_hash -> Text,
        beside -> Bool,
        scan -> Text,
        source -> Text,
        added_at -> Timestamp,
        added_by -> Nullable<Text>,
        replaced_by -> Nullable<Text>,
        gone_at -> Nullable<Timestamp>,
        gone_by -> Nullable<Text>,
        gone -> Nullable<Text>,
    }
}

diesel::table! {
    document_files (document_id) {
        document_id -> Text,
        person_id -> Text,
        sealed -> Text,
    }
}

diesel::allow_tables_to_appear_in_same_query!(documents, document_files);
