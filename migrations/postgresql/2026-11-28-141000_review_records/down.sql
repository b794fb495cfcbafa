CREATE TABLE reviews_before (
    id TEXT NOT NULL PRIMARY KEY,
    person_id TEXT NOT NULL REFERENCES persons (id),
    kind TEXT NOT NULL CHECK (kind IN ('care', 'pathway', 'conference')),
    booked_for DATE NOT NULL,
    booked_at TIMESTAMP NOT NULL,
    booked_by TEXT NOT NULL REFERENCES users (id),
    held_on DATE,
    views_how TEXT CHECK (views_how IN ('in_person', 'message', 'advocate', 'declined', 'not_asked')),
    views_before TEXT,
    views_after TEXT,
    outcome TEXT,
    by_when DATE,
    who TEXT,
    decided TEXT,
    recorded_at TIMESTAMP,
    recorded_by TEXT REFERENCES users (id),
    moved_at TIMESTAMP,
    CHECK ((held_on IS NULL) = (decided IS NULL) AND (held_on IS NULL) = (views_how IS NULL)),
    CHECK ((held_on IS NULL) = (recorded_at IS NULL) AND (recorded_at IS NULL) = (recorded_by IS NULL))
);
INSERT INTO reviews_before (id, person_id, kind, booked_for, booked_at, booked_by, held_on, views_how, views_before, views_after, outcome, by_when, who, decided, recorded_at, recorded_by, moved_at)
SELECT reviews.id, reviews.person_id, kind, booked_for, booked_at, booked_by, held_on, views_how, views_before, views_after, outcome, by_when, who, decided, recorded_at, recorded_by, moved_at
FROM reviews LEFT JOIN review_records ON review_records.review_id = reviews.id AND review_records.superseded_at IS NULL;
DROP TABLE review_records;
DROP TABLE reviews;
ALTER TABLE reviews_before RENAME TO reviews;
CREATE INDEX reviews_person ON reviews (person_id);
