DROP TRIGGER matter_turns_no_delete;
CREATE TABLE matters_before (
    id TEXT NOT NULL PRIMARY KEY,
    person_id TEXT NOT NULL REFERENCES persons (id),
    kind TEXT NOT NULL CHECK (kind IN ('complaint', 'advocate', 'file')),
    words TEXT,
    said_at TIMESTAMP NOT NULL,
    said_by TEXT REFERENCES users (id),
    answer_by DATE NOT NULL,
    answer TEXT,
    answered_at TIMESTAMP,
    answered_by TEXT REFERENCES users (id),
    CHECK ((answer IS NULL) = (answered_at IS NULL))
);
INSERT INTO matters_before
SELECT m.id, m.person_id, m.kind, m.words, m.said_at, m.said_by, m.answer_by, t.words, CASE WHEN t.words IS NULL THEN NULL ELSE t.said_at END, t.said_by
FROM matters m LEFT JOIN matter_turns t ON t.id = (
    SELECT MIN(a.id) FROM matter_turns a WHERE a.matter_id = m.id AND a.act = 'answered' AND a.words IS NOT NULL
);
DROP TABLE matter_turns;
DROP TABLE matters;
ALTER TABLE matters_before RENAME TO matters;
CREATE INDEX matters_person ON matters (person_id);
