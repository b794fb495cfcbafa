-- One run of an import: shown first, then applied exactly as shown, or withdrawn. While it is being applied it is
-- claimed; a claim that is not kept in time lapses.
CREATE TABLE imports (
    id TEXT NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('ssda903')),
    state TEXT NOT NULL CHECK (state IN ('shown', 'applying', 'applied', 'withdrawn')),
    -- Of the plan that was shown; it must be the same when it is applied.
    fingerprint TEXT NOT NULL,
    skip_problems BOOLEAN NOT NULL,
    created_at TIMESTAMP NOT NULL,
    -- NULL: from the command line.
    created_by TEXT REFERENCES users (id),
    claimed_at TIMESTAMP,
    applied_at TIMESTAMP,
    -- Applying it failed last at; nothing was changed.
    failed_at TIMESTAMP,
    -- The records changed after it was shown: what would change now is shown there.
    replaced_by TEXT REFERENCES imports (id),
    new_people BIGINT NOT NULL,
    added BIGINT NOT NULL,
    changed BIGINT NOT NULL,
    ended BIGINT NOT NULL,
    withdrawn BIGINT NOT NULL,
    left_alone BIGINT NOT NULL,
    questions BIGINT NOT NULL,
    left_out BIGINT NOT NULL,
    checks BIGINT NOT NULL
);
CREATE INDEX imports_created ON imports (created_at);
CREATE INDEX imports_created_by ON imports (created_by);
CREATE INDEX imports_replaced_by ON imports (replaced_by);

-- The files of a run. Their content stays only between being shown and being applied.
CREATE TABLE import_files (
    import_id TEXT NOT NULL REFERENCES imports (id),
    number BIGINT NOT NULL,
    name TEXT NOT NULL,
    -- The table it was recognised as.
    holds TEXT,
    year TEXT,
    year_from TEXT CHECK (year_from IN ('said', 'name', 'days')),
    lines BIGINT NOT NULL,
    left_out BIGINT NOT NULL,
    content BLOB,
    PRIMARY KEY (import_id, number)
);

CREATE TABLE import_problems (
    import_id TEXT NOT NULL REFERENCES imports (id),
    number BIGINT NOT NULL,
    file TEXT NOT NULL,
    line BIGINT,
    heading TEXT,
    child TEXT,
    weight TEXT NOT NULL CHECK (weight IN ('check', 'leaves_out', 'refuses')),
    what TEXT NOT NULL,
    todo TEXT NOT NULL,
    PRIMARY KEY (import_id, number)
);

-- What an import left for a person to settle. Each is asked once.
CREATE TABLE import_questions (
    id TEXT NOT NULL PRIMARY KEY,
    person_id TEXT NOT NULL REFERENCES persons (id),
    import_id TEXT NOT NULL REFERENCES imports (id),
    key TEXT NOT NULL,
    what TEXT NOT NULL,
    -- The fact on which record and return differ; NULL: a question without two answers to choose from.
    fact TEXT,
    file TEXT,
    line BIGINT,
    asked_at TIMESTAMP NOT NULL,
    settled_at TIMESTAMP,
    settled_by TEXT REFERENCES users (id),
    answer TEXT CHECK (answer IN ('kept_mine', 'took_return', 'dealt_with')),
    CHECK ((settled_at IS NULL) = (answer IS NULL))
);
CREATE UNIQUE INDEX import_questions_person ON import_questions (person_id, key);
CREATE INDEX import_questions_import ON import_questions (import_id);
CREATE INDEX import_questions_settled_by ON import_questions (settled_by);

-- What the returns said last, row by row: what makes an import repeatable.
CREATE TABLE return_rows (
    person_id TEXT NOT NULL REFERENCES persons (id),
    row_key TEXT NOT NULL,
    -- The calendar year in which the collection year starts.
    year BIGINT NOT NULL,
    says TEXT NOT NULL,
    import_id TEXT NOT NULL REFERENCES imports (id),
    file TEXT NOT NULL,
    line BIGINT NOT NULL,
    PRIMARY KEY (person_id, row_key)
);
CREATE INDEX return_rows_import ON return_rows (import_id);

-- Years whose episodes were imported.
CREATE TABLE return_years (
    year BIGINT NOT NULL PRIMARY KEY,
    import_id TEXT NOT NULL REFERENCES imports (id)
);
CREATE INDEX return_years_import ON return_years (import_id);

-- Which row of the record an imported fact became first. Corrections are found by following what superseded it.
CREATE TABLE import_links (
    person_id TEXT NOT NULL REFERENCES persons (id),
    fact TEXT NOT NULL,
    episode_id TEXT REFERENCES care_episodes (id),
    event_id TEXT REFERENCES life_events (id),
    PRIMARY KEY (person_id, fact),
    CHECK ((episode_id IS NULL) <> (event_id IS NULL))
);
CREATE INDEX import_links_episode ON import_links (episode_id);
CREATE INDEX import_links_event ON import_links (event_id);
