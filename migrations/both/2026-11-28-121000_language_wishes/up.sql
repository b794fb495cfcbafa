-- In which languages somebody wants to speak and read, whether somebody has to interpret, and how they read best. Versions are kept.
CREATE TABLE language_wishes (
    id TEXT NOT NULL PRIMARY KEY,
    person_id TEXT NOT NULL REFERENCES persons (id),
    speaks TEXT,
    reads TEXT,
    interpreter TEXT NOT NULL CHECK (interpreter IN ('no', 'yes', 'bsl', 'ask')),
    print TEXT NOT NULL CHECK (print IN ('any', 'large', 'easy_read', 'spoken')),
    words TEXT,
    source TEXT NOT NULL CHECK (source IN ('import', 'staff', 'young_person')),
    recorded_at TIMESTAMP NOT NULL,
    recorded_by TEXT REFERENCES users (id),
    import_id TEXT,
    superseded_at TIMESTAMP,
    superseded_by TEXT REFERENCES language_wishes (id)
);
CREATE INDEX language_wishes_person ON language_wishes (person_id);
CREATE INDEX language_wishes_superseded_by ON language_wishes (superseded_by);
