-- Appointments between a young person and their adviser, and what either side said about each: asked, agreed, moved, cancelled.
CREATE TABLE appointments (
    id TEXT NOT NULL PRIMARY KEY,
    person_id TEXT NOT NULL REFERENCES persons (id),
    made_at TIMESTAMP NOT NULL,
    made_by TEXT REFERENCES users (id)
);
CREATE INDEX appointments_person ON appointments (person_id);

-- Only ever added to. Times are in UTC; where they meet at home, the address is not written down here.
CREATE TABLE appointment_turns (
    id TEXT NOT NULL PRIMARY KEY,
    appointment_id TEXT NOT NULL REFERENCES appointments (id),
    number BIGINT NOT NULL CHECK (number > 0),
    turn TEXT NOT NULL CHECK (turn IN ('asked', 'agreed', 'moved', 'cancelled')),
    meets_at TIMESTAMP NOT NULL,
    how TEXT NOT NULL CHECK (how IN ('at_home', 'office', 'elsewhere', 'call', 'video')),
    place TEXT,
    words TEXT,
    by_young BOOLEAN NOT NULL,
    said_at TIMESTAMP NOT NULL,
    said_by TEXT REFERENCES users (id)
);
CREATE UNIQUE INDEX appointment_turns_number ON appointment_turns (appointment_id, number);
CREATE TRIGGER appointment_turns_no_update BEFORE UPDATE ON appointment_turns
BEGIN SELECT RAISE(ABORT, 'appointment_turns only grows'); END;
CREATE TRIGGER appointment_turns_no_delete BEFORE DELETE ON appointment_turns
BEGIN SELECT RAISE(ABORT, 'appointment_turns only grows'); END;
