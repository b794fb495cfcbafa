-- What a young person says is wrong in their record, and what came of it. What they said never changes; the answer is written
-- once.
CREATE TABLE rectifications (
    id TEXT NOT NULL PRIMARY KEY,
    person_id TEXT NOT NULL REFERENCES persons (id),
    -- What it is about: 'care', 'birth', 'fact:<id>' or 'thing:<entitlement>'.
    about TEXT NOT NULL,
    -- The sentence that they read when they said so.
    shown TEXT NOT NULL,
    words TEXT NOT NULL,
    said_at TIMESTAMP NOT NULL,
    said_by TEXT REFERENCES users (id),
    answer_by DATE NOT NULL,
    outcome TEXT CHECK (outcome IN ('corrected', 'kept')),
    answer TEXT,
    answered_at TIMESTAMP,
    answered_by TEXT REFERENCES users (id),
    CHECK ((outcome IS NULL) = (answered_at IS NULL)),
    CHECK ((outcome IS NULL) = (answer IS NULL))
);
CREATE INDEX rectifications_person ON rectifications (person_id);
