-- What a young person doesn't want to explain again, in their words, for whoever is their adviser next. Versions are kept.
CREATE TABLE not_again (
    id TEXT NOT NULL PRIMARY KEY,
    person_id TEXT NOT NULL REFERENCES persons (id),
    words TEXT NOT NULL,
    source TEXT NOT NULL CHECK (source IN ('import', 'staff', 'young_person')),
    recorded_at TIMESTAMP NOT NULL,
    recorded_by TEXT REFERENCES users (id),
    import_id TEXT,
    superseded_at TIMESTAMP,
    superseded_by TEXT REFERENCES not_again (id)
);
CREATE INDEX not_again_person ON not_again (person_id);
CREATE INDEX not_again_superseded_by ON not_again (superseded_by);
