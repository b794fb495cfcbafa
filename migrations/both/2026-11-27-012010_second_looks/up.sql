-- What one manager has looked at and another manager settles: a change in the law, or two numbers that are one person's.
CREATE TABLE second_looks (
    id TEXT NOT NULL PRIMARY KEY,
    what TEXT NOT NULL CHECK (what IN ('law', 'join')),
    -- The mark of the law's changes, or the two records.
    about TEXT NOT NULL,
    words TEXT,
    asked_by TEXT NOT NULL REFERENCES users (id),
    asked_at TIMESTAMP NOT NULL,
    answered_by TEXT REFERENCES users (id),
    answered_at TIMESTAMP,
    agreed BOOLEAN,
    answer TEXT,
    CHECK (answered_by IS NULL OR answered_by <> asked_by),
    CHECK ((answered_by IS NULL) = (answered_at IS NULL) AND (answered_by IS NULL) = (agreed IS NULL))
);
CREATE INDEX second_looks_about ON second_looks (what, about);
