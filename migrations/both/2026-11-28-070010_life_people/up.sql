-- People in a young person's life: who they are to them, how they are reached, and what they may be told.
CREATE TABLE life_people (
    id TEXT NOT NULL PRIMARY KEY,
    person_id TEXT NOT NULL REFERENCES persons (id),
    name TEXT NOT NULL,
    who TEXT NOT NULL,
    reach TEXT,
    may TEXT NOT NULL CHECK (may IN ('never', 'nothing', 'together', 'plan', 'everything', 'taken_back')),
    agreed_on DATE NOT NULL,
    why TEXT,
    source TEXT NOT NULL CHECK (source IN ('import', 'staff', 'young_person')),
    recorded_at TIMESTAMP NOT NULL,
    recorded_by TEXT REFERENCES users (id),
    import_id TEXT,
    superseded_at TIMESTAMP,
    superseded_by TEXT REFERENCES life_people (id)
);
CREATE INDEX life_people_person ON life_people (person_id);
CREATE INDEX life_people_superseded_by ON life_people (superseded_by);
