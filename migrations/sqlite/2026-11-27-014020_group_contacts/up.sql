-- Several young people met together: a kind of its own, which is contact and no visit. SQLite changes a CHECK only with the table.
CREATE TABLE contacts_next (
    id TEXT NOT NULL PRIMARY KEY,
    person_id TEXT NOT NULL REFERENCES persons (id),
    kind TEXT NOT NULL CHECK (kind IN ('visit_at_home', 'visit_elsewhere', 'call', 'video', 'message', 'tried', 'refused', 'group')),
    happened_on DATE NOT NULL,
    summary TEXT NOT NULL,
    next_on DATE,
    source TEXT NOT NULL CHECK (source IN ('import', 'staff', 'young_person')),
    recorded_at TIMESTAMP NOT NULL,
    recorded_by TEXT REFERENCES users (id),
    import_id TEXT,
    superseded_at TIMESTAMP,
    superseded_by TEXT REFERENCES contacts_next (id),
    alone TEXT CHECK (alone IN ('yes', 'partly', 'no')),
    own_words TEXT
);
INSERT INTO contacts_next (id, person_id, kind, happened_on, summary, next_on, source, recorded_at, recorded_by, import_id, superseded_at, superseded_by, alone, own_words) SELECT id, person_id, kind, happened_on, summary, next_on, source, recorded_at, recorded_by, import_id, superseded_at, superseded_by, alone, own_words FROM contacts;
DROP TABLE contacts;
ALTER TABLE contacts_next RENAME TO contacts;
CREATE INDEX contacts_person ON contacts (person_id, superseded_at, kind, happened_on);
CREATE INDEX contacts_superseded_by ON contacts (superseded_by);
