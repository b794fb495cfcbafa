-- The number that a young person gives for texts, sealed, and confirmed by a code that came to it. Taken out, it is deleted.
CREATE TABLE text_numbers (
    person_id TEXT NOT NULL PRIMARY KEY REFERENCES persons (id),
    sealed TEXT NOT NULL,
    from_hour BIGINT NOT NULL,
    until_hour BIGINT NOT NULL,
    code_hash TEXT,
    code_until TIMESTAMP,
    wrong BIGINT NOT NULL,
    confirmed_at TIMESTAMP,
    set_at TIMESTAMP NOT NULL
);

-- Texts on their way, and how each ended. No number is kept with them.
CREATE TABLE texts (
    id TEXT NOT NULL PRIMARY KEY,
    person_id TEXT NOT NULL REFERENCES persons (id),
    kind TEXT NOT NULL CHECK (kind IN ('code', 'reminder')),
    about TEXT NOT NULL UNIQUE,
    says TEXT NOT NULL,
    due_at TIMESTAMP NOT NULL,
    not_after TIMESTAMP NOT NULL,
    tries BIGINT NOT NULL,
    ended_at TIMESTAMP,
    ended TEXT CHECK (ended IN ('sent', 'late', 'not_allowed', 'failed')),
    CHECK ((ended IS NULL) = (ended_at IS NULL))
);
CREATE INDEX texts_due ON texts (due_at);
CREATE INDEX texts_person ON texts (person_id);
