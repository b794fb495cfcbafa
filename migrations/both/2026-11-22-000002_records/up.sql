-- Who works with whom, from when (in) until when (out).
CREATE TABLE allocations (
    id TEXT NOT NULL PRIMARY KEY,
    person_id TEXT NOT NULL REFERENCES persons (id),
    user_id TEXT NOT NULL REFERENCES users (id),
    part TEXT NOT NULL CHECK (part IN ('adviser', 'reviewing_officer')),
    team_id TEXT REFERENCES teams (id),
    from_day DATE NOT NULL,
    until_day DATE,
    recorded_at TIMESTAMP NOT NULL,
    recorded_by TEXT REFERENCES users (id),
    CHECK (until_day IS NULL OR from_day <= until_day)
);
CREATE INDEX allocations_person ON allocations (person_id);
CREATE INDEX allocations_user ON allocations (user_id);
CREATE INDEX allocations_team ON allocations (team_id);

-- Care as the statutory return keeps it. A correction is a new row; what it corrected stays, superseded.
CREATE TABLE care_episodes (
    id TEXT NOT NULL PRIMARY KEY,
    person_id TEXT NOT NULL REFERENCES persons (id),
    -- NULL: not known.
    start_day DATE,
    -- NULL: running, or over on a day that nobody knows.
    end_day DATE,
    end_unknown BOOLEAN NOT NULL DEFAULT FALSE,
    legal_status TEXT CHECK (legal_status IN
        ('C1', 'C2', 'D1', 'E1', 'V2', 'V3', 'V4', 'J1', 'J2', 'J3', 'L1', 'L2', 'L3')),
    placement TEXT,
    provider TEXT,
    reason_started TEXT,
    reason_ended TEXT,
    reason_moved TEXT,
    need TEXT,
    authority TEXT,
    source TEXT NOT NULL CHECK (source IN ('import', 'staff', 'young_person')),
    recorded_at TIMESTAMP NOT NULL,
    recorded_by TEXT REFERENCES users (id),
    import_id TEXT,
    superseded_at TIMESTAMP,
    superseded_by TEXT REFERENCES care_episodes (id),
    CHECK (NOT (end_unknown AND end_day IS NOT NULL)),
    CHECK (superseded_by IS NULL OR superseded_at IS NOT NULL)
);
CREATE INDEX care_episodes_person ON care_episodes (person_id);
CREATE INDEX care_episodes_superseded_by ON care_episodes (superseded_by);

-- What else happened that the rules read.
CREATE TABLE life_events (
    id TEXT NOT NULL PRIMARY KEY,
    person_id TEXT NOT NULL REFERENCES persons (id),
    kind TEXT NOT NULL CHECK (kind IN ('detained', 'hospital', 'returned_home', 'special_guardianship', 'adopted',
        'private_fostering', 'voluntary_organisation', 'private_childrens_home', 'health_accommodation',
        'education_accommodation', 'care_home', 'section17_accommodation', 'missing',
        'taken_over_by_other_authority', 'moved_abroad', 'found_to_be_adult', 'died')),
    start_day DATE NOT NULL,
    end_day DATE,
    lives_with TEXT CHECK (lives_with IN ('parent', 'person_with_pr', 'cao_holder', 'relative_no_pr', 'other')),
    lives_with_holder BOOLEAN,
    -- The care episode whose ending told of it, if one did.
    episode_id TEXT REFERENCES care_episodes (id),
    source TEXT NOT NULL CHECK (source IN ('import', 'staff', 'young_person')),
    recorded_at TIMESTAMP NOT NULL,
    recorded_by TEXT REFERENCES users (id),
    import_id TEXT,
    superseded_at TIMESTAMP,
    superseded_by TEXT REFERENCES life_events (id),
    CHECK (end_day IS NULL OR start_day <= end_day),
    CHECK (superseded_by IS NULL OR superseded_at IS NOT NULL)
);
CREATE INDEX life_events_person ON life_events (person_id);
CREATE INDEX life_events_episode ON life_events (episode_id);
CREATE INDEX life_events_superseded_by ON life_events (superseded_by);

-- How things are, one row a fact; the newest that stands is read. A row without a value says: not known.
CREATE TABLE circumstances (
    id TEXT NOT NULL PRIMARY KEY,
    person_id TEXT NOT NULL REFERENCES persons (id),
    fact TEXT NOT NULL CHECK (fact IN ('education_request_date', 'support_request_date', 'support_declined_date',
        'has_pathway_plan', 'setting_up_home_paid', 'he_bursary_paid', 'apprenticeship_bursary_paid', 'staying_put',
        'term_time_home_open_in_vacation', 'privately_renting', 'council_tax_liable', 'lives_in_responsible_area',
        'parent', 'pregnant', 'limited_capability', 'recourse_to_public_funds', 'ehcp')),
    yes BOOLEAN,
    on_day DATE,
    pence BIGINT,
    -- Since when it is so, where somebody knows.
    since DATE,
    source TEXT NOT NULL CHECK (source IN ('import', 'staff', 'young_person')),
    recorded_at TIMESTAMP NOT NULL,
    recorded_by TEXT REFERENCES users (id),
    import_id TEXT,
    superseded_at TIMESTAMP,
    superseded_by TEXT REFERENCES circumstances (id),
    CHECK (superseded_by IS NULL OR superseded_at IS NOT NULL)
);
CREATE INDEX circumstances_person ON circumstances (person_id);
CREATE INDEX circumstances_superseded_by ON circumstances (superseded_by);

-- Courses, training, apprenticeships.
CREATE TABLE courses (
    id TEXT NOT NULL PRIMARY KEY,
    person_id TEXT NOT NULL REFERENCES persons (id),
    kind TEXT NOT NULL CHECK (kind IN ('none', 'sixth_form', 'fe_full_time', 'fe_part_time', 'he', 'apprenticeship',
        'traineeship', 'supported_internship')),
    name TEXT,
    start_day DATE,
    end_day DATE,
    in_pathway_plan BOOLEAN,
    -- In months, so that a course of one and a half years is a whole number.
    months BIGINT,
    full_time BOOLEAN,
    residential BOOLEAN,
    continuing BOOLEAN,
    source TEXT NOT NULL CHECK (source IN ('import', 'staff', 'young_person')),
    recorded_at TIMESTAMP NOT NULL,
    recorded_by TEXT REFERENCES users (id),
    import_id TEXT,
    superseded_at TIMESTAMP,
    superseded_by TEXT REFERENCES courses (id),
    CHECK (superseded_by IS NULL OR superseded_at IS NOT NULL)
);
CREATE INDEX courses_person ON courses (person_id);
CREATE INDEX courses_superseded_by ON courses (superseded_by);

-- Visits, calls, messages: when it happened and when it was recorded are two things.
CREATE TABLE contacts (
    id TEXT NOT NULL PRIMARY KEY,
    person_id TEXT NOT NULL REFERENCES persons (id),
    kind TEXT NOT NULL CHECK (kind IN
        ('visit_at_home', 'visit_elsewhere', 'call', 'video', 'message', 'tried')),
    happened_on DATE NOT NULL,
    summary TEXT NOT NULL,
    next_on DATE,
    source TEXT NOT NULL CHECK (source IN ('import', 'staff', 'young_person')),
    recorded_at TIMESTAMP NOT NULL,
    recorded_by TEXT REFERENCES users (id),
    import_id TEXT,
    superseded_at TIMESTAMP
);
CREATE INDEX contacts_person ON contacts (person_id, happened_on);

CREATE TABLE notes (
    id TEXT NOT NULL PRIMARY KEY,
    person_id TEXT NOT NULL REFERENCES persons (id),
    body TEXT NOT NULL,
    -- May the young person read it?
    shared BOOLEAN NOT NULL,
    source TEXT NOT NULL CHECK (source IN ('import', 'staff', 'young_person')),
    recorded_at TIMESTAMP NOT NULL,
    recorded_by TEXT REFERENCES users (id),
    import_id TEXT,
    superseded_at TIMESTAMP
);
CREATE INDEX notes_person ON notes (person_id);

-- Where someone lives.
CREATE TABLE homes (
    id TEXT NOT NULL PRIMARY KEY,
    person_id TEXT NOT NULL REFERENCES persons (id),
    kind TEXT NOT NULL,
    suitable BOOLEAN,
    from_day DATE,
    until_day DATE,
    address TEXT,
    source TEXT NOT NULL CHECK (source IN ('import', 'staff', 'young_person')),
    recorded_at TIMESTAMP NOT NULL,
    recorded_by TEXT REFERENCES users (id),
    import_id TEXT,
    superseded_at TIMESTAMP
);
CREATE INDEX homes_person ON homes (person_id);

-- What someone does, as the statutory return asks it.
CREATE TABLE activities (
    id TEXT NOT NULL PRIMARY KEY,
    person_id TEXT NOT NULL REFERENCES persons (id),
    kind TEXT NOT NULL,
    from_day DATE,
    until_day DATE,
    place TEXT,
    source TEXT NOT NULL CHECK (source IN ('import', 'staff', 'young_person')),
    recorded_at TIMESTAMP NOT NULL,
    recorded_by TEXT REFERENCES users (id),
    import_id TEXT,
    superseded_at TIMESTAMP
);
CREATE INDEX activities_person ON activities (person_id);

CREATE TABLE plans (
    id TEXT NOT NULL PRIMARY KEY,
    person_id TEXT NOT NULL REFERENCES persons (id),
    number BIGINT NOT NULL CHECK (number > 0),
    status TEXT NOT NULL CHECK (status IN ('draft', 'agreed', 'replaced')),
    own_words TEXT,
    agreed_on DATE,
    review_due DATE,
    version BIGINT NOT NULL CHECK (version > 0),
    created_at TIMESTAMP NOT NULL,
    created_by TEXT REFERENCES users (id),
    CHECK ((status = 'draft') = (agreed_on IS NULL))
);
CREATE UNIQUE INDEX plans_person_number ON plans (person_id, number);

CREATE TABLE plan_steps (
    id TEXT NOT NULL PRIMARY KEY,
    plan_id TEXT NOT NULL REFERENCES plans (id),
    area TEXT NOT NULL CHECK (area IN ('support', 'home', 'work', 'money', 'health', 'people', 'identity', 'skills',
        'safety', 'immigration')),
    what TEXT NOT NULL,
    who TEXT NOT NULL,
    due_on DATE,
    status TEXT NOT NULL CHECK (status IN ('to_do', 'stuck', 'done', 'dropped')),
    version BIGINT NOT NULL CHECK (version > 0),
    changed_at TIMESTAMP NOT NULL,
    changed_by TEXT REFERENCES users (id)
);
CREATE INDEX plan_steps_plan ON plan_steps (plan_id);

-- What became of an entitlement. Rows are only added.
CREATE TABLE entitlement_steps (
    id TEXT NOT NULL PRIMARY KEY,
    person_id TEXT NOT NULL REFERENCES persons (id),
    entitlement TEXT NOT NULL,
    act TEXT NOT NULL CHECK (act IN ('told', 'asked', 'agreed', 'paid', 'refused', 'declined', 'taken_back')),
    happened_on DATE NOT NULL,
    pence BIGINT,
    note TEXT,
    takes_back TEXT REFERENCES entitlement_steps (id),
    recorded_at TIMESTAMP NOT NULL,
    recorded_by TEXT REFERENCES users (id),
    CHECK ((act = 'taken_back') = (takes_back IS NOT NULL))
);
CREATE INDEX entitlement_steps_person ON entitlement_steps (person_id);
CREATE INDEX entitlement_steps_takes_back ON entitlement_steps (takes_back);
