-- What whoever answered out of hours leaves for a person's adviser: an arrest, or a night without a bed. Never changed.
CREATE TABLE night_notes (
    id TEXT NOT NULL PRIMARY KEY,
    person_id TEXT NOT NULL REFERENCES persons (id),
    what TEXT NOT NULL CHECK (what IN ('arrested', 'no_bed')),
    happened_on DATE NOT NULL,
    at_place TEXT,
    words TEXT NOT NULL,
    written_at TIMESTAMP NOT NULL,
    written_by TEXT REFERENCES users (id)
);
CREATE INDEX night_notes_person ON night_notes (person_id, written_at);
