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
        version -> BigInt,
        joined_at -> Nullable<Timestamp>,
        seen_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    person_details (person_id) {
        person_id -> Text,
        name -> Text,
        email -> Text,
        title -> Text,
        lang -> Text,
        phone -> Text,
        help -> Text,
        folded -> Text,
        speaks -> Text,
        visibility -> Text,
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
        from_day -> Nullable<Timestamp>,
        to_day -> Nullable<Timestamp>,
    }
}

diesel::table! {
    sessions (id_hash) {
        id_hash -> Text,
        person_id -> Text,
        agent -> Text,
        created_at -> Timestamp,
        expires_at -> Timestamp,
        handle -> Text,
        method -> Text,
        seen_at -> Nullable<Timestamp>,
        proven_at -> Nullable<Timestamp>,
        second_factor_at -> Nullable<Timestamp>,
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
        origin -> Text,
        hash -> Text,
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
        facts -> Nullable<Text>,
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
        place -> Nullable<Text>,
        deputy_id -> Nullable<Text>,
        contact_name -> Text,
        contact_deputy -> Text,
        reviewed_at -> Nullable<Timestamp>,
        reviewed_by -> Nullable<Text>,
        review_due -> Nullable<Timestamp>,
        deleted_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    entry_terms (entry_id, vocabulary, term) {
        entry_id -> Text,
        vocabulary -> Text,
        term -> Text,
    }
}

diesel::table! {
    descents (entry_id) {
        entry_id -> Text,
        origin -> Text,
        relation -> Text,
    }
}

diesel::table! {
    drafts (person_id, key) {
        person_id -> Text,
        key -> Text,
        form -> Text,
        at -> Timestamp,
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
        state -> Text,
    }
}

diesel::table! {
    posts (id) {
        id -> Text,
        topic_id -> Text,
        author_id -> Nullable<Text>,
        body -> Text,
        at -> Timestamp,
        state -> Text,
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

diesel::table! {
    photos (person_id) {
        person_id -> Text,
        media_type -> Text,
        bytes -> Binary,
        hash -> Text,
        at -> Timestamp,
    }
}

diesel::table! {
    other_addresses (email) {
        email -> Text,
        person_id -> Text,
        at -> Timestamp,
    }
}

diesel::table! {
    units (id) {
        id -> Text,
        organisation_id -> Text,
        parent_id -> Nullable<Text>,
        kind -> Text,
        name -> Text,
        created_at -> Timestamp,
    }
}

diesel::table! {
    unit_members (unit_id, person_id) {
        unit_id -> Text,
        person_id -> Text,
        title -> Text,
        role -> Text,
    }
}

diesel::table! {
    organisation_domains (domain) {
        domain -> Text,
        organisation_id -> Text,
        at -> Timestamp,
    }
}

diesel::table! {
    joinings (id) {
        id -> Text,
        email -> Text,
        name -> Text,
        title -> Text,
        lang -> Text,
        organisation_id -> Nullable<Text>,
        message -> Text,
        status -> Text,
        created_at -> Timestamp,
        confirmed_at -> Nullable<Timestamp>,
        decided_at -> Nullable<Timestamp>,
        decided_by -> Nullable<Text>,
        person_id -> Nullable<Text>,
    }
}

diesel::table! {
    not_duplicates (first_id, second_id) {
        first_id -> Text,
        second_id -> Text,
        at -> Timestamp,
    }
}

diesel::table! {
    passwords (person_id) {
        person_id -> Text,
        hash -> Text,
        changed_at -> Timestamp,
    }
}

diesel::table! {
    passkeys (id) {
        id -> Text,
        person_id -> Text,
        name -> Text,
        credential -> Text,
        created_at -> Timestamp,
        used_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    totp (person_id) {
        person_id -> Text,
        secret -> Text,
        confirmed_at -> Nullable<Timestamp>,
        last_step -> BigInt,
    }
}

diesel::table! {
    recovery_codes (hash) {
        hash -> Text,
        person_id -> Text,
        used_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    ceremonies (hash) {
        hash -> Text,
        kind -> Text,
        person_id -> Nullable<Text>,
        state -> Text,
        created_at -> Timestamp,
        expires_at -> Timestamp,
    }
}

diesel::table! {
    delays (key) {
        key -> Text,
        failures -> BigInt,
        failed_at -> Timestamp,
        open_at -> Timestamp,
    }
}

diesel::table! {
    providers (id) {
        id -> Text,
        organisation_id -> Text,
        name -> Text,
        issuer -> Text,
        client_id -> Text,
        client_secret -> Text,
        enabled -> Bool,
        version -> BigInt,
        created_at -> Timestamp,
    }
}

diesel::table! {
    identities (issuer, subject) {
        issuer -> Text,
        subject -> Text,
        person_id -> Text,
        created_at -> Timestamp,
        used_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    notice_settings (person_id) {
        person_id -> Text,
        quiet_from -> BigInt,
        quiet_to -> BigInt,
        zone -> Text,
    }
}

diesel::table! {
    notice_choices (person_id, kind) {
        person_id -> Text,
        kind -> Text,
        pace -> Text,
    }
}

diesel::table! {
    notices (id) {
        id -> Text,
        person_id -> Text,
        kind -> Text,
        subject_id -> Text,
        at -> Timestamp,
        told_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    follows (person_id, topic_id) {
        person_id -> Text,
        topic_id -> Text,
        at -> Timestamp,
    }
}

diesel::table! {
    consents (id) {
        id -> Text,
        person_id -> Text,
        purpose -> Text,
        version -> BigInt,
        given_at -> Timestamp,
        withdrawn_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    exports (id) {
        id -> Text,
        person_id -> Text,
        asked_at -> Timestamp,
        ready_at -> Nullable<Timestamp>,
        archive -> Nullable<Binary>,
    }
}

diesel::table! {
    erasures (person_id) {
        person_id -> Text,
        contributions -> Text,
        asked_at -> Timestamp,
        due_at -> Timestamp,
        done_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    exam_register (id) {
        id -> Text,
        person_id -> Text,
        name -> Text,
        programme -> Text,
        part -> Text,
        status -> Text,
        at -> Timestamp,
    }
}

diesel::table! {
    reports (id) {
        id -> Text,
        subject_kind -> Text,
        subject_id -> Text,
        reporter_id -> Nullable<Text>,
        reason -> Text,
        remark -> Text,
        status -> Text,
        created_at -> Timestamp,
        decided_at -> Nullable<Timestamp>,
        decided_by -> Nullable<Text>,
    }
}

diesel::table! {
    measures (id) {
        id -> Text,
        person_id -> Text,
        kind -> Text,
        reason -> Text,
        subject_kind -> Nullable<Text>,
        subject_id -> Nullable<Text>,
        by_id -> Nullable<Text>,
        at -> Timestamp,
        ends_at -> Nullable<Timestamp>,
        lifted_at -> Nullable<Timestamp>,
        appeal -> Nullable<Text>,
        appealed_at -> Nullable<Timestamp>,
        answer -> Nullable<Text>,
        answered_at -> Nullable<Timestamp>,
        answered_by -> Nullable<Text>,
        seen_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    statements (name, lang) {
        name -> Text,
        lang -> Text,
        body -> Text,
        reviewed_at -> Timestamp,
        version -> BigInt,
    }
}

diesel::table! {
    terms (vocabulary, name) {
        vocabulary -> Text,
        name -> Text,
        label_da -> Text,
        label_en -> Text,
        retired -> Bool,
        position -> BigInt,
        label_sv -> Text,
        label_nb -> Text,
    }
}

diesel::table! {
    blobs (hash) {
        hash -> Text,
        bytes -> BigInt,
        unused_since -> Nullable<Timestamp>,
        going -> Bool,
    }
}

diesel::table! {
    attachments (id) {
        id -> Text,
        entry_id -> Text,
        hash -> Text,
        large_hash -> Nullable<Text>,
        small_hash -> Nullable<Text>,
        name -> Text,
        media_type -> Text,
        bytes -> BigInt,
        title -> Text,
        position -> BigInt,
        width -> Nullable<BigInt>,
        height -> Nullable<BigInt>,
        added_by -> Nullable<Text>,
        added_at -> Timestamp,
        text_state -> Text,
        text_reason -> Nullable<Text>,
        text -> Nullable<Text>,
        text_bytes -> BigInt,
        pages -> Nullable<BigInt>,
        version -> BigInt,
        proposal_id -> Nullable<Text>,
        removed_at -> Nullable<Timestamp>,
        removed_by -> Nullable<Text>,
    }
}

diesel::table! {
    saved_views (id) {
        id -> Text,
        person_id -> Text,
        name -> Text,
        query -> Text,
        created_at -> Timestamp,
    }
}

diesel::table! {
    collections (id) {
        id -> Text,
        slug -> Text,
        title -> Text,
        lang -> Text,
        introduction -> Text,
        audience -> Text,
        version -> BigInt,
        created_at -> Timestamp,
        updated_at -> Timestamp,
    }
}

diesel::table! {
    collection_entries (collection_id, entry_id) {
        collection_id -> Text,
        entry_id -> Text,
        position -> BigInt,
    }
}

diesel::table! {
    bookmarks (person_id, entry_id) {
        person_id -> Text,
        entry_id -> Text,
        note -> Text,
        at -> Timestamp,
    }
}

diesel::table! {
    glossary_concepts (name) {
        name -> Text,
        da -> Text,
        sv -> Text,
        nb -> Text,
        nn -> Text,
        en -> Text,
        note_da -> Text,
        note_sv -> Text,
        note_nb -> Text,
        note_en -> Text,
        beware_da -> Text,
        beware_sv -> Text,
        beware_nb -> Text,
        beware_en -> Text,
        removed -> Bool,
        version -> BigInt,
    }
}

diesel::table! {
    saved_searches (id) {
        id -> Text,
        person_id -> Text,
        name -> Text,
        query -> Text,
        pace -> Text,
        known -> Nullable<Binary>,
        saved_at -> Timestamp,
        seen_at -> Timestamp,
        version -> BigInt,
    }
}

diesel::table! {
    saved_search_hits (search_id, entry_id) {
        search_id -> Text,
        entry_id -> Text,
        at -> Timestamp,
    }
}

diesel::joinable!(saved_searches -> people (person_id));
diesel::joinable!(saved_search_hits -> saved_searches (search_id));
diesel::joinable!(saved_search_hits -> entries (entry_id));
diesel::joinable!(saved_views -> people (person_id));
diesel::joinable!(collection_entries -> collections (collection_id));
diesel::joinable!(collection_entries -> entries (entry_id));
diesel::joinable!(bookmarks -> people (person_id));
diesel::joinable!(bookmarks -> entries (entry_id));
diesel::joinable!(people -> organisations (organisation_id));
diesel::joinable!(person_details -> people (person_id));
diesel::joinable!(person_roles -> people (person_id));
diesel::joinable!(representatives -> organisations (organisation_id));
diesel::joinable!(representatives -> people (person_id));
diesel::joinable!(sessions -> people (person_id));
diesel::joinable!(mails -> people (person_id));
diesel::table! {
    proposals (id) {
        id -> Text,
        entry_id -> Text,
        version -> BigInt,
        person_id -> Text,
        title -> Text,
        summary -> Text,
        body -> Text,
        reason -> Text,
        status -> Text,
        answer -> Text,
        decided_by -> Nullable<Text>,
        created_at -> Timestamp,
        decided_at -> Nullable<Timestamp>,
        facts -> Nullable<Text>,
        files -> Nullable<Text>,
        written -> BigInt,
    }
}

diesel::table! {
    links (id) {
        id -> Text,
        address -> Text,
        host -> Text,
        due_at -> Timestamp,
        looked_at -> Nullable<Timestamp>,
        outcome -> Text,
        failures -> BigInt,
        failed_since -> Nullable<Timestamp>,
        counted_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    entry_links (entry_id, link_id) {
        entry_id -> Text,
        link_id -> Text,
        ignored -> Bool,
    }
}

diesel::table! {
    link_readings (entry_id) {
        entry_id -> Text,
        version -> BigInt,
    }
}

diesel::joinable!(entry_links -> entries (entry_id));
diesel::joinable!(entry_links -> links (link_id));
diesel::joinable!(link_readings -> entries (entry_id));

diesel::table! {
    review_watch (entry_id) {
        entry_id -> Text,
        due -> Nullable<Timestamp>,
        stage -> BigInt,
        told_at -> Nullable<Timestamp>,
        ownerless_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    offers (entry_id) {
        entry_id -> Text,
        person_id -> Text,
        at -> Timestamp,
    }
}

diesel::joinable!(proposals -> entries (entry_id));
diesel::joinable!(review_watch -> entries (entry_id));
diesel::joinable!(entries -> organisations (organisation_id));
diesel::joinable!(entries -> people (owner_id));
diesel::joinable!(revisions -> entries (entry_id));
diesel::joinable!(entry_terms -> entries (entry_id));
diesel::joinable!(descents -> entries (entry_id));
diesel::joinable!(revisions -> people (editor_id));
diesel::joinable!(drafts -> people (person_id));
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
diesel::joinable!(photos -> people (person_id));
diesel::joinable!(other_addresses -> people (person_id));
diesel::joinable!(units -> organisations (organisation_id));
diesel::joinable!(unit_members -> units (unit_id));
diesel::joinable!(unit_members -> people (person_id));
diesel::joinable!(organisation_domains -> organisations (organisation_id));
diesel::joinable!(joinings -> organisations (organisation_id));
diesel::joinable!(passwords -> people (person_id));
diesel::joinable!(passkeys -> people (person_id));
diesel::joinable!(totp -> people (person_id));
diesel::joinable!(recovery_codes -> people (person_id));
diesel::joinable!(ceremonies -> people (person_id));
diesel::joinable!(providers -> organisations (organisation_id));
diesel::joinable!(identities -> people (person_id));
diesel::joinable!(notice_settings -> people (person_id));
diesel::joinable!(notice_choices -> people (person_id));
diesel::joinable!(notices -> people (person_id));
diesel::joinable!(follows -> people (person_id));
diesel::joinable!(follows -> topics (topic_id));
diesel::joinable!(consents -> people (person_id));
diesel::joinable!(exports -> people (person_id));
diesel::joinable!(erasures -> people (person_id));
diesel::joinable!(exam_register -> people (person_id));
diesel::joinable!(attachments -> entries (entry_id));
diesel::joinable!(attachments -> people (added_by));

diesel::table! {
    questions (folded, month) {
        folded -> Text,
        month -> Text,
        text -> Text,
        asked -> BigInt,
        unanswered -> BigInt,
        days -> BigInt,
        first_day -> Timestamp,
        last_day -> Timestamp,
    }
}

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
    entry_terms,
    descents,
    drafts,
    proposals,
    links,
    entry_links,
    link_readings,
    review_watch,
    offers,
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
    photos,
    other_addresses,
    units,
    unit_members,
    organisation_domains,
    joinings,
    not_duplicates,
    passwords,
    passkeys,
    totp,
    recovery_codes,
    ceremonies,
    delays,
    providers,
    identities,
    notice_settings,
    notice_choices,
    notices,
    follows,
    consents,
    exports,
    erasures,
    exam_register,
    reports,
    measures,
    statements,
    glossary_concepts,
    terms,
    blobs,
    attachments,
    saved_views,
    collections,
    collection_entries,
    bookmarks,
    questions,
    saved_searches,
    saved_search_hits,
);
