-- What a young person wants next in work and study: courses, jobs and applications with their days.
CREATE TABLE wishes (
    id TEXT NOT NULL PRIMARY KEY,
    person_id TEXT NOT NULL REFERENCES persons (id),
    kind TEXT NOT NULL CHECK (kind IN ('job', 'apprenticeship', 'course', 'university', 'other')),
    title TEXT NOT NULL,
    place TEXT,
    state TEXT NOT NULL CHECK (state IN ('thinking', 'applied', 'interview', 'offered', 'started', 'not_this_time')),
    by_day DATE,
    next_step TEXT,
    source TEXT NOT NULL CHECK (source IN ('import', 'staff', 'young_person')),
    recorded_at TIMESTAMP NOT NULL,
    recorded_by TEXT REFERENCES users (id),
    import_id TEXT,
    superseded_at TIMESTAMP,
    superseded_by TEXT REFERENCES wishes (id)
);
CREATE INDEX wishes_person ON wishes (person_id);
CREATE INDEX wishes_superseded_by ON wishes (superseded_by);
