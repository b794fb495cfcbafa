-- Support after 21 is offered, and what they answer. Rows are only added: the newest is how it stands.
CREATE TABLE support_turns (
    id TEXT NOT NULL PRIMARY KEY,
    person_id TEXT NOT NULL REFERENCES persons (id),
    act TEXT NOT NULL CHECK (act IN ('offered', 'wants', 'not_now')),
    happened_on DATE NOT NULL,
    how TEXT CHECK (how IN ('in_person', 'call', 'message', 'letter')),
    words TEXT,
    by_young BOOLEAN NOT NULL,
    said_at TIMESTAMP NOT NULL,
    said_by TEXT REFERENCES users (id)
);
CREATE INDEX support_turns_person ON support_turns (person_id);
