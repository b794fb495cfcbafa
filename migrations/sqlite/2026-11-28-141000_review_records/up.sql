-- What a review came to is completed and corrected, so that it has versions of its own, and its chair says what of it the young person
-- reads. Until now it was recorded once and for all.
-- SQLite drops a column that a CHECK of the table names only with the table, and the table only while nothing refers to it.
CREATE TABLE reviews_held AS SELECT * FROM reviews WHERE held_on IS NOT NULL;
CREATE TABLE reviews_next (
    id TEXT NOT NULL PRIMARY KEY,
    person_id TEXT NOT NULL REFERENCES persons (id),
    kind TEXT NOT NULL CHECK (kind IN ('care', 'pathway', 'conference')),
    booked_for DATE NOT NULL,
    booked_at TIMESTAMP NOT NULL,
    booked_by TEXT NOT NULL REFERENCES users (id),
    moved_at TIMESTAMP
);
INSERT INTO reviews_next (id, person_id, kind, booked_for, booked_at, booked_by, moved_at)
SELECT id, person_id, kind, booked_for, booked_at, booked_by, moved_at FROM reviews;
DROP TABLE reviews;
ALTER TABLE reviews_next RENAME TO reviews;
CREATE INDEX reviews_person ON reviews (person_id);
CREATE TABLE review_records (
    id TEXT NOT NULL PRIMARY KEY,
    person_id TEXT NOT NULL REFERENCES persons (id),
    review_id TEXT NOT NULL REFERENCES reviews (id),
    held_on DATE NOT NULL,
    views_how TEXT NOT NULL CHECK (views_how IN ('in_person', 'message', 'advocate', 'declined', 'not_asked')),
    views_before TEXT,
    views_after TEXT,
    outcome TEXT,
    by_when DATE,
    who TEXT,
    decided TEXT NOT NULL,
    shared BOOLEAN NOT NULL,
    left_out TEXT CHECK (left_out IN ('outcome', 'decided', 'both')),
    left_out_because TEXT CHECK (left_out_because IN ('somebody_else', 'harm', 'crime', 'legal_advice')),
    source TEXT NOT NULL CHECK (source IN ('import', 'staff', 'young_person')),
    recorded_at TIMESTAMP NOT NULL,
    recorded_by TEXT REFERENCES users (id),
    import_id TEXT,
    superseded_at TIMESTAMP,
    superseded_by TEXT REFERENCES review_records (id),
    CHECK ((left_out IS NULL) = (left_out_because IS NULL))
);
CREATE INDEX review_records_person ON review_records (person_id);
CREATE INDEX review_records_superseded_by ON review_records (superseded_by);
CREATE INDEX review_records_review ON review_records (review_id);
INSERT INTO review_records (id, person_id, review_id, held_on, views_how, views_before, views_after, outcome, by_when, who, decided, shared, source, recorded_at, recorded_by)
SELECT id, person_id, id, held_on, views_how, views_before, views_after, outcome, by_when, who, decided, FALSE, 'staff', recorded_at, recorded_by FROM reviews_held;
DROP TABLE reviews_held;
