-- How a young person is reached safely, as they say. Versions are kept.
CREATE TABLE reach_wishes (
    id TEXT NOT NULL PRIMARY KEY,
    person_id TEXT NOT NULL REFERENCES persons (id),
    by_text TEXT NOT NULL CHECK (by_text IN ('yes', 'no', 'ask')),
    by_call TEXT NOT NULL CHECK (by_call IN ('yes', 'no', 'ask')),
    voicemail TEXT NOT NULL CHECK (voicemail IN ('yes', 'no', 'ask')),
    by_post TEXT NOT NULL CHECK (by_post IN ('yes', 'no', 'ask')),
    hours TEXT,
    never TEXT,
    source TEXT NOT NULL CHECK (source IN ('import', 'staff', 'young_person')),
    recorded_at TIMESTAMP NOT NULL,
    recorded_by TEXT REFERENCES users (id),
    import_id TEXT,
    superseded_at TIMESTAMP,
    superseded_by TEXT REFERENCES reach_wishes (id)
);
CREATE INDEX reach_wishes_person ON reach_wishes (person_id);
CREATE INDEX reach_wishes_superseded_by ON reach_wishes (superseded_by);

-- Which words stand for them. Earlier ones are not kept, as with names.
CREATE TABLE pronouns (
    person_id TEXT NOT NULL PRIMARY KEY REFERENCES persons (id),
    says TEXT NOT NULL,
    changed_at TIMESTAMP NOT NULL
);

-- How things are, when they want to say so. Never scored.
CREATE TABLE check_ins (
    id TEXT NOT NULL PRIMARY KEY,
    person_id TEXT NOT NULL REFERENCES persons (id),
    feels TEXT CHECK (feels IN ('good', 'okay', 'hard', 'talk')),
    words TEXT,
    said_at TIMESTAMP NOT NULL,
    said_by TEXT REFERENCES users (id)
);
CREATE INDEX check_ins_person ON check_ins (person_id);

-- What they ask of the council as a body: a complaint, an advocate, their file. Each has its clock and one answer.
CREATE TABLE matters (
    id TEXT NOT NULL PRIMARY KEY,
    person_id TEXT NOT NULL REFERENCES persons (id),
    kind TEXT NOT NULL CHECK (kind IN ('complaint', 'advocate', 'file')),
    words TEXT,
    said_at TIMESTAMP NOT NULL,
    said_by TEXT REFERENCES users (id),
    answer_by DATE NOT NULL,
    answer TEXT,
    answered_at TIMESTAMP,
    answered_by TEXT REFERENCES users (id),
    CHECK ((answer IS NULL) = (answered_at IS NULL))
);
CREATE INDEX matters_person ON matters (person_id);

-- When they paused or closed their account. The record stays.
CREATE TABLE account_closings (
    id TEXT NOT NULL PRIMARY KEY,
    person_id TEXT NOT NULL REFERENCES persons (id),
    how TEXT NOT NULL CHECK (how IN ('pause', 'close')),
    words TEXT,
    at TIMESTAMP NOT NULL
);
CREATE INDEX account_closings_person ON account_closings (person_id);
