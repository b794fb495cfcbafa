-- A cover without a last day runs until somebody ends it. until_day is the first day on which it is over.
CREATE TABLE covers_open (
    id TEXT NOT NULL PRIMARY KEY,
    absent_id TEXT NOT NULL REFERENCES users (id),
    cover_id TEXT NOT NULL REFERENCES users (id),
    from_day DATE NOT NULL,
    until_day DATE,
    made_at TIMESTAMP NOT NULL,
    made_by TEXT REFERENCES users (id),
    CHECK (absent_id <> cover_id)
);
INSERT INTO covers_open SELECT id, absent_id, cover_id, from_day, until_day, made_at, made_by FROM covers;
DROP TABLE covers;
ALTER TABLE covers_open RENAME TO covers;
CREATE INDEX covers_absent ON covers (absent_id);
CREATE INDEX covers_cover ON covers (cover_id);
