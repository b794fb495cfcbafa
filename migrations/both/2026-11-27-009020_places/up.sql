-- How a young person sees the place they live in.
CREATE TABLE place_views (
    id TEXT NOT NULL PRIMARY KEY,
    person_id TEXT NOT NULL REFERENCES persons (id),
    suits TEXT NOT NULL CHECK (suits IN ('yes', 'mostly', 'no', 'unsafe')),
    words TEXT,
    move_day DATE,
    source TEXT NOT NULL CHECK (source IN ('import', 'staff', 'young_person')),
    recorded_at TIMESTAMP NOT NULL,
    recorded_by TEXT REFERENCES users (id),
    import_id TEXT,
    superseded_at TIMESTAMP,
    superseded_by TEXT REFERENCES place_views (id)
);
CREATE INDEX place_views_person ON place_views (person_id);
CREATE INDEX place_views_superseded_by ON place_views (superseded_by);

-- What they can do already of living in a home of their own.
CREATE TABLE ready_rooms (
    id TEXT NOT NULL PRIMARY KEY,
    person_id TEXT NOT NULL REFERENCES persons (id),
    room TEXT NOT NULL CHECK (room IN ('kitchen', 'washing', 'papers', 'safety', 'health', 'people')),
    ready TEXT NOT NULL CHECK (ready IN ('can', 'learning', 'help')),
    source TEXT NOT NULL CHECK (source IN ('import', 'staff', 'young_person')),
    recorded_at TIMESTAMP NOT NULL,
    recorded_by TEXT REFERENCES users (id),
    import_id TEXT,
    superseded_at TIMESTAMP,
    superseded_by TEXT REFERENCES ready_rooms (id)
);
CREATE INDEX ready_rooms_person ON ready_rooms (person_id);
CREATE INDEX ready_rooms_superseded_by ON ready_rooms (superseded_by);

-- The jobs of a move.
CREATE TABLE move_jobs (
    id TEXT NOT NULL PRIMARY KEY,
    person_id TEXT NOT NULL REFERENCES persons (id),
    what TEXT NOT NULL,
    by_day DATE,
    done BOOLEAN NOT NULL,
    source TEXT NOT NULL CHECK (source IN ('import', 'staff', 'young_person')),
    recorded_at TIMESTAMP NOT NULL,
    recorded_by TEXT REFERENCES users (id),
    import_id TEXT,
    superseded_at TIMESTAMP,
    superseded_by TEXT REFERENCES move_jobs (id)
);
CREATE INDEX move_jobs_person ON move_jobs (person_id);
CREATE INDEX move_jobs_superseded_by ON move_jobs (superseded_by);
