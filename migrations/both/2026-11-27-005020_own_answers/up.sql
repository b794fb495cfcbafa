-- What a young person says about themselves, beside what the service knows and never over it, until somebody settles it.
CREATE TABLE own_answers (
    id TEXT NOT NULL PRIMARY KEY,
    person_id TEXT NOT NULL REFERENCES persons (id),
    -- A fact of rules/facts.toml.
    fact TEXT NOT NULL,
    said TEXT NOT NULL CHECK (said IN ('answer', 'do_not_know', 'rather_not_say')),
    yes BOOLEAN,
    on_day DATE,
    pence BIGINT,
    choice TEXT CHECK (choice IN ('yes', 'at_risk', 'no')),
    words TEXT,
    recorded_at TIMESTAMP NOT NULL,
    recorded_by TEXT REFERENCES users (id),
    superseded_at TIMESTAMP,
    superseded_by TEXT REFERENCES own_answers (id),
    settled_as TEXT CHECK (settled_as IN ('accepted', 'kept')),
    settled_at TIMESTAMP,
    settled_by TEXT REFERENCES users (id),
    settled_why TEXT,
    CHECK (superseded_by IS NULL OR superseded_at IS NOT NULL),
    CHECK ((settled_as IS NULL) = (settled_at IS NULL))
);
CREATE INDEX own_answers_person ON own_answers (person_id);
CREATE INDEX own_answers_superseded_by ON own_answers (superseded_by);
