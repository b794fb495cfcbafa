-- Messages between a young person and their adviser. A row is only added; read_at is set once.
CREATE TABLE messages (
    id TEXT NOT NULL PRIMARY KEY,
    person_id TEXT NOT NULL REFERENCES persons (id),
    from_young BOOLEAN NOT NULL,
    body TEXT NOT NULL,
    sent_at TIMESTAMP NOT NULL,
    sent_by TEXT REFERENCES users (id),
    read_at TIMESTAMP
);
CREATE INDEX messages_person ON messages (person_id);
