-- Whether a young person keeps My home or What I want next private. Without a row a page is shared.
CREATE TABLE page_shares (
    id TEXT NOT NULL PRIMARY KEY,
    person_id TEXT NOT NULL REFERENCES persons (id),
    page TEXT NOT NULL CHECK (page IN ('home', 'next')),
    shared BOOLEAN NOT NULL,
    source TEXT NOT NULL CHECK (source IN ('import', 'staff', 'young_person')),
    recorded_at TIMESTAMP NOT NULL,
    recorded_by TEXT REFERENCES users (id),
    import_id TEXT,
    superseded_at TIMESTAMP,
    superseded_by TEXT REFERENCES page_shares (id)
);
CREATE INDEX page_shares_person ON page_shares (person_id);
CREATE INDEX page_shares_superseded_by ON page_shares (superseded_by);
-- What was written before anybody read these pages stays with whoever wrote it, until they share it.
INSERT INTO page_shares (id, person_id, page, shared, source, recorded_at)
    SELECT MIN(id), person_id, 'home', FALSE, 'young_person', MIN(recorded_at)
    FROM (
        SELECT id, person_id, recorded_at FROM place_views
        UNION ALL SELECT id, person_id, recorded_at FROM ready_rooms
        UNION ALL SELECT id, person_id, recorded_at FROM move_jobs
    ) AS written GROUP BY person_id;
INSERT INTO page_shares (id, person_id, page, shared, source, recorded_at)
    SELECT MIN(id), person_id, 'next', FALSE, 'young_person', MIN(recorded_at) FROM wishes GROUP BY person_id;
