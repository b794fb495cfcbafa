-- The directory of teams and services. A row is one version of an entry; the current one is not superseded.
CREATE TABLE directory_entries (
    id TEXT NOT NULL PRIMARY KEY,
    entry_id TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('team', 'local', 'national')),
    name TEXT NOT NULL,
    provider TEXT NOT NULL,
    does TEXT NOT NULL,
    for_whom TEXT NOT NULL,
    does_not TEXT,
    phone TEXT,
    answers TEXT NOT NULL CHECK (answers IN ('office', 'out_of_hours', 'always', 'own')),
    hours TEXT,
    night_phone TEXT,
    email TEXT,
    web TEXT,
    place TEXT,
    languages TEXT,
    needs TEXT NOT NULL,
    also TEXT,
    owner_id TEXT REFERENCES users (id),
    checked_on DATE,
    checked_by TEXT,
    check_by DATE NOT NULL,
    shown BOOLEAN NOT NULL,
    -- Where it came from, for what another directory gave us: the feed, its own key there, and all that it said.
    feed TEXT,
    feed_key TEXT,
    whole TEXT,
    recorded_at TIMESTAMP NOT NULL,
    recorded_by TEXT REFERENCES users (id),
    superseded_at TIMESTAMP,
    CHECK (answers <> 'own' OR hours IS NOT NULL),
    CHECK ((checked_on IS NULL) = (checked_by IS NULL)),
    CHECK ((feed IS NULL) = (feed_key IS NULL))
);
CREATE UNIQUE INDEX directory_entries_current ON directory_entries (entry_id) WHERE superseded_at IS NULL;
CREATE UNIQUE INDEX directory_entries_feed ON directory_entries (feed, feed_key) WHERE superseded_at IS NULL;
CREATE INDEX directory_entries_versions ON directory_entries (entry_id, recorded_at);

-- Every word that an entry is known by, for searches with a slip.
CREATE TABLE directory_words (
    word TEXT NOT NULL PRIMARY KEY
);

-- What readers say is wrong.
CREATE TABLE directory_flags (
    id TEXT NOT NULL PRIMARY KEY,
    sent_key TEXT NOT NULL UNIQUE,
    entry_id TEXT NOT NULL,
    wrong TEXT NOT NULL CHECK (wrong IN ('phone', 'hours', 'place', 'closed', 'other')),
    words TEXT,
    at TIMESTAMP NOT NULL,
    flag_outcome TEXT CHECK (flag_outcome IN ('corrected', 'was_right')),
    settled_at TIMESTAMP,
    settled_by TEXT REFERENCES users (id),
    CHECK ((flag_outcome IS NULL) = (settled_at IS NULL) AND (settled_at IS NULL) = (settled_by IS NULL))
);
CREATE INDEX directory_flags_entry ON directory_flags (entry_id);

-- What somebody asked since they could not find it.
CREATE TABLE directory_questions (
    id TEXT NOT NULL PRIMARY KEY,
    sent_key TEXT NOT NULL UNIQUE,
    code_hash TEXT NOT NULL UNIQUE,
    asks TEXT NOT NULL,
    reach TEXT,
    at TIMESTAMP NOT NULL,
    promised TIMESTAMP NOT NULL,
    question_outcome TEXT CHECK (question_outcome IN ('found', 'nothing')),
    answer TEXT,
    entry_id TEXT,
    need TEXT CHECK (need IN ('home', 'money', 'safe', 'health', 'work', 'parent', 'disabled', 'family')),
    answered_at TIMESTAMP,
    answered_by TEXT REFERENCES users (id),
    CHECK ((question_outcome IS NULL) = (answer IS NULL)),
    CHECK ((answer IS NULL) = (answered_at IS NULL) AND (answered_at IS NULL) = (answered_by IS NULL))
);
CREATE INDEX directory_questions_promised ON directory_questions (promised);
