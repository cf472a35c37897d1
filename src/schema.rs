//! The tables, in the order of `migrations/`. A test compares this file with both databases.

diesel::table! {
    settings (key) {
        key -> Text,
        value -> Text,
    }
}

diesel::table! {
    organisations (id) {
        id -> Text,
        name -> Text,
        kind -> Text,
        municipality -> Nullable<Text>,
        seats -> BigInt,
        created_at -> Timestamp,
    }
}

diesel::table! {
    people (id) {
        id -> Text,
        organisation_id -> Nullable<Text>,
        status -> Text,
        created_at -> Timestamp,
    }
}

diesel::table! {
    person_details (person_id) {
        person_id -> Text,
        name -> Text,
        email -> Text,
        title -> Text,
        lang -> Text,
    }
}

diesel::table! {
    person_roles (person_id, role) {
        person_id -> Text,
        role -> Text,
    }
}

diesel::table! {
    representatives (organisation_id, person_id) {
        organisation_id -> Text,
        person_id -> Text,
        turn -> BigInt,
    }
}

diesel::table! {
    sessions (id_hash) {
        id_hash -> Text,
        person_id -> Text,
        agent -> Text,
        created_at -> Timestamp,
        expires_at -> Timestamp,
    }
}

diesel::table! {
    tokens (hash) {
        hash -> Text,
        purpose -> Text,
        subject -> Text,
        created_at -> Timestamp,
        expires_at -> Timestamp,
        used_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    throttle (key) {
        key -> Text,
        window_start -> Timestamp,
        count -> BigInt,
    }
}

diesel::table! {
    once (key, scope) {
        key -> Text,
        scope -> Text,
        content -> Text,
        location -> Text,
        at -> Timestamp,
    }
}

diesel::table! {
    audit (id) {
        id -> BigInt,
        at -> Timestamp,
        actor_id -> Nullable<Text>,
        action -> Text,
        subject_kind -> Text,
        subject_id -> Text,
    }
}

diesel::table! {
    changes (id) {
        id -> BigInt,
        kind -> Text,
        record_id -> Text,
        at -> Timestamp,
    }
}

diesel::table! {
    jobs (id) {
        id -> BigInt,
        kind -> Text,
        payload -> Text,
        run_at -> Timestamp,
        attempts -> BigInt,
        leased_until -> Nullable<Timestamp>,
        lease -> Nullable<Text>,
        failed_at -> Nullable<Timestamp>,
        last_error -> Nullable<Text>,
        dedupe -> Nullable<Text>,
    }
}

diesel::table! {
    mails (id) {
        id -> Text,
        message_id -> Text,
        kind -> Text,
        person_id -> Text,
        subject_id -> Text,
        status -> Text,
        attempts -> BigInt,
        run_at -> Timestamp,
        node -> Nullable<Text>,
        transmitting_at -> Nullable<Timestamp>,
        sent_at -> Nullable<Timestamp>,
        last_error -> Nullable<Text>,
        dedupe -> Text,
        created_at -> Timestamp,
    }
}

diesel::table! {
    entries (id) {
        id -> Text,
        slug -> Text,
        kind -> Text,
        title -> Text,
        summary -> Text,
        body -> Text,
        lang -> Text,
        municipality -> Nullable<Text>,
        area -> Nullable<Text>,
        success_factor -> Nullable<Text>,
        tags -> Text,
        contact_role -> Text,
        organisation_id -> Nullable<Text>,
        owner_id -> Nullable<Text>,
        audience -> Text,
        status -> Text,
        meeting_id -> Nullable<Text>,
        source_id -> Nullable<Text>,
        source_hash -> Nullable<Text>,
        version -> BigInt,
        created_at -> Timestamp,
        updated_at -> Timestamp,
        published_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    revisions (entry_id, version) {
        entry_id -> Text,
        version -> BigInt,
        editor_id -> Nullable<Text>,
        at -> Timestamp,
        action -> Text,
        title -> Text,
        summary -> Text,
        body -> Text,
        facts -> Text,
    }
}

diesel::table! {
    series (id) {
        id -> Text,
        title -> Text,
        kind -> Text,
        created_at -> Timestamp,
    }
}

diesel::table! {
    meetings (id) {
        id -> Text,
        series_id -> Text,
        kind -> Text,
        title -> Text,
        starts_local -> Timestamp,
        ends_local -> Timestamp,
        zone -> Text,
        place -> Text,
        speakers -> Text,
        agenda -> Text,
        seats -> BigInt,
        status -> Text,
        sequence -> BigInt,
        version -> BigInt,
        created_at -> Timestamp,
        updated_at -> Timestamp,
    }
}

diesel::table! {
    invitations (id) {
        id -> Text,
        meeting_id -> Text,
        person_id -> Text,
        organisation_id -> Nullable<Text>,
        answer -> Nullable<Text>,
        answered_at -> Nullable<Timestamp>,
        invited_at -> Timestamp,
    }
}

diesel::table! {
    attendance (meeting_id, person_id) {
        meeting_id -> Text,
        person_id -> Text,
        organisation_id -> Nullable<Text>,
        registered_by -> Nullable<Text>,
        at -> Timestamp,
    }
}

diesel::table! {
    programmes (id) {
        id -> Text,
        name -> Text,
        description -> Text,
        ects -> BigInt,
        version -> BigInt,
        created_at -> Timestamp,
    }
}

diesel::table! {
    requirements (programme_id, part) {
        programme_id -> Text,
        part -> Text,
        position -> BigInt,
        meeting_kind -> Nullable<Text>,
        needed -> BigInt,
    }
}

diesel::table! {
    enrolments (programme_id, person_id) {
        programme_id -> Text,
        person_id -> Text,
        at -> Timestamp,
    }
}

diesel::table! {
    sittings (id) {
        id -> Text,
        programme_id -> Text,
        starts_local -> Timestamp,
        register_by_local -> Timestamp,
        zone -> Text,
        place -> Text,
    }
}

diesel::table! {
    results (programme_id, person_id, part) {
        programme_id -> Text,
        person_id -> Text,
        part -> Text,
        status -> Text,
        recorded_by -> Nullable<Text>,
        at -> Timestamp,
    }
}

diesel::table! {
    topics (id) {
        id -> Text,
        title -> Text,
        author_id -> Nullable<Text>,
        posts -> BigInt,
        created_at -> Timestamp,
        last_post_at -> Timestamp,
    }
}

diesel::table! {
    posts (id) {
        id -> Text,
        topic_id -> Text,
        author_id -> Nullable<Text>,
        body -> Text,
        at -> Timestamp,
    }
}

diesel::table! {
    processes (id) {
        id -> Text,
        title -> Text,
        area -> Text,
        question -> Text,
        commission -> Text,
        approach -> Text,
        backing -> Text,
        organisation_id -> Nullable<Text>,
        lead_id -> Nullable<Text>,
        version -> BigInt,
        created_at -> Timestamp,
        updated_at -> Timestamp,
    }
}

diesel::table! {
    process_parties (id) {
        id -> Text,
        process_id -> Text,
        name -> Text,
        kind -> Text,
        part -> Text,
        task -> Text,
        position -> BigInt,
    }
}

diesel::table! {
    process_rounds (id) {
        id -> Text,
        process_id -> Text,
        title -> Text,
        proposal -> Text,
        held_on -> Timestamp,
        position -> BigInt,
    }
}

diesel::table! {
    round_voices (round_id, party_id) {
        round_id -> Text,
        party_id -> Text,
        said -> Text,
        at -> Timestamp,
    }
}

diesel::table! {
    worksheets (id) {
        id -> Text,
        kind -> Text,
        title -> Text,
        cells -> Text,
        owner_id -> Nullable<Text>,
        organisation_id -> Nullable<Text>,
        audience -> Text,
        version -> BigInt,
        created_at -> Timestamp,
        updated_at -> Timestamp,
    }
}

diesel::joinable!(people -> organisations (organisation_id));
diesel::joinable!(person_details -> people (person_id));
diesel::joinable!(person_roles -> people (person_id));
diesel::joinable!(representatives -> organisations (organisation_id));
diesel::joinable!(representatives -> people (person_id));
diesel::joinable!(sessions -> people (person_id));
diesel::joinable!(mails -> people (person_id));
diesel::joinable!(entries -> organisations (organisation_id));
diesel::joinable!(entries -> people (owner_id));
diesel::joinable!(revisions -> entries (entry_id));
diesel::joinable!(revisions -> people (editor_id));
diesel::joinable!(meetings -> series (series_id));
diesel::joinable!(invitations -> meetings (meeting_id));
diesel::joinable!(invitations -> people (person_id));
diesel::joinable!(invitations -> organisations (organisation_id));
diesel::joinable!(attendance -> meetings (meeting_id));
diesel::joinable!(attendance -> organisations (organisation_id));
diesel::joinable!(requirements -> programmes (programme_id));
diesel::joinable!(enrolments -> programmes (programme_id));
diesel::joinable!(enrolments -> people (person_id));
diesel::joinable!(sittings -> programmes (programme_id));
diesel::joinable!(results -> programmes (programme_id));
diesel::joinable!(topics -> people (author_id));
diesel::joinable!(posts -> topics (topic_id));
diesel::joinable!(posts -> people (author_id));
diesel::joinable!(processes -> organisations (organisation_id));
diesel::joinable!(processes -> people (lead_id));
diesel::joinable!(process_parties -> processes (process_id));
diesel::joinable!(process_rounds -> processes (process_id));
diesel::joinable!(round_voices -> process_rounds (round_id));
diesel::joinable!(round_voices -> process_parties (party_id));
diesel::joinable!(worksheets -> people (owner_id));
diesel::joinable!(worksheets -> organisations (organisation_id));

diesel::allow_tables_to_appear_in_same_query!(
    settings,
    organisations,
    people,
    person_details,
    person_roles,
    representatives,
    sessions,
    tokens,
    throttle,
    once,
    audit,
    changes,
    jobs,
    mails,
    entries,
    revisions,
    series,
    meetings,
    invitations,
    attendance,
    programmes,
    requirements,
    enrolments,
    sittings,
    results,
    topics,
    posts,
    processes,
    process_parties,
    process_rounds,
    round_voices,
    worksheets,
);
