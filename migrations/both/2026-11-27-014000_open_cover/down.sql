CREATE TABLE covers_closed (
    id TEXT NOT NULL PRIMARY KEY,
    absent_id TEXT NOT NULL REFERENCES users (id),
    cover_id TEXT NOT NULL REFERENCES users (id),
    from_day DATE NOT NULL,
    until_day DATE NOT NULL,
    made_at TIMESTAMP NOT NULL,
    made_by TEXT REFERENCES users (id),
    CHECK (absent_id <> cover_id)
);
-- Without an end it can't go back; nobody stands in from the day it began, which errs towards seeing less.
INSERT INTO covers_closed
    SELECT id, absent_id, cover_id, from_day, COALESCE(until_day, from_day), made_at, made_by FROM covers;
DROP TABLE covers;
ALTER TABLE covers_closed RENAME TO covers;
CREATE INDEX covers_absent ON covers (absent_id);
CREATE INDEX covers_cover ON covers (cover_id);
