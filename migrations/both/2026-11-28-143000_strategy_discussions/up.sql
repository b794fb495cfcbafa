-- The discussion at which enquiries under section 47 began: the clock of the first conference runs from it.
CREATE TABLE strategy_discussions (
    id TEXT NOT NULL PRIMARY KEY,
    person_id TEXT NOT NULL REFERENCES persons (id),
    held_on DATE NOT NULL,
    no_conference TEXT,
    source TEXT NOT NULL CHECK (source IN ('import', 'staff', 'young_person')),
    recorded_at TIMESTAMP NOT NULL,
    recorded_by TEXT REFERENCES users (id),
    import_id TEXT,
    superseded_at TIMESTAMP,
    superseded_by TEXT REFERENCES strategy_discussions (id)
);
CREATE INDEX strategy_discussions_person ON strategy_discussions (person_id);
CREATE INDEX strategy_discussions_superseded_by ON strategy_discussions (superseded_by);
