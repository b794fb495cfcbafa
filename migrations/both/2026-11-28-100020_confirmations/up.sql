-- What an adviser decided about a reading of the law behind somebody's answers. A decision supersedes the one before and keeps it.
CREATE TABLE confirmations (
    id TEXT NOT NULL PRIMARY KEY,
    person_id TEXT NOT NULL REFERENCES persons (id),
    -- the code of the reading, in the rules' words
    code TEXT NOT NULL,
    decided TEXT NOT NULL CHECK (decided IN ('right', 'not_right', 'ask_legal')),
    basis TEXT NOT NULL CHECK (basis IN ('return', 'case_system', 'court_paper', 'person', 'other')),
    reason TEXT NOT NULL,
    source TEXT NOT NULL CHECK (source IN ('import', 'staff', 'young_person')),
    recorded_at TIMESTAMP NOT NULL,
    recorded_by TEXT REFERENCES users (id),
    import_id TEXT,
    superseded_at TIMESTAMP,
    superseded_by TEXT REFERENCES confirmations (id)
);
CREATE INDEX confirmations_person ON confirmations (person_id);
CREATE INDEX confirmations_superseded_by ON confirmations (superseded_by);
