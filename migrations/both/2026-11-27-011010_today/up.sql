-- What an adviser does today: own tasks, rows put aside with their reason, and who stands in for whom.
CREATE TABLE tasks (
    id TEXT NOT NULL PRIMARY KEY,
    person_id TEXT NOT NULL REFERENCES persons (id),
    what TEXT NOT NULL,
    due_on DATE NOT NULL,
    made_at TIMESTAMP NOT NULL,
    made_by TEXT REFERENCES users (id),
    done_at TIMESTAMP,
    done_by TEXT REFERENCES users (id)
);
CREATE INDEX tasks_person ON tasks (person_id);
-- Rows are only added. A row is about one thing that is due on one day; without until_day it stays aside for good.
CREATE TABLE set_asides (
    id TEXT NOT NULL PRIMARY KEY,
    person_id TEXT NOT NULL REFERENCES persons (id),
    about TEXT NOT NULL,
    due_on DATE NOT NULL,
    how TEXT NOT NULL CHECK (how IN ('elsewhere', 'new_day', 'not_needed')),
    until_day DATE,
    why TEXT NOT NULL,
    made_at TIMESTAMP NOT NULL,
    made_by TEXT REFERENCES users (id),
    CHECK ((how = 'new_day') = (until_day IS NOT NULL))
);
CREATE INDEX set_asides_person ON set_asides (person_id);
-- until_day is the first day on which the cover is over.
CREATE TABLE covers (
    id TEXT NOT NULL PRIMARY KEY,
    absent_id TEXT NOT NULL REFERENCES users (id),
    cover_id TEXT NOT NULL REFERENCES users (id),
    from_day DATE NOT NULL,
    until_day DATE NOT NULL,
    made_at TIMESTAMP NOT NULL,
    made_by TEXT REFERENCES users (id),
    CHECK (absent_id <> cover_id)
);
CREATE INDEX covers_absent ON covers (absent_id);
CREATE INDEX covers_cover ON covers (cover_id);
