-- What is asked of the council is followed through its stages: what happened to it is a ledger that only grows, and the answer is
-- the first thing in it. The day on which it was asked is kept apart from the instant.
CREATE TABLE matters_next (
    id TEXT NOT NULL PRIMARY KEY,
    person_id TEXT NOT NULL REFERENCES persons (id),
    kind TEXT NOT NULL CHECK (kind IN ('complaint', 'advocate', 'file')),
    words TEXT,
    said_at TIMESTAMP NOT NULL,
    said_by TEXT REFERENCES users (id),
    asked_on DATE NOT NULL,
    answer_by DATE NOT NULL
);
INSERT INTO matters_next SELECT id, person_id, kind, words, said_at, said_by, CAST(said_at AS DATE), answer_by FROM matters;
CREATE TABLE matter_turns (
    id TEXT NOT NULL PRIMARY KEY,
    matter_id TEXT NOT NULL REFERENCES matters_next (id),
    person_id TEXT NOT NULL REFERENCES persons (id),
    act TEXT NOT NULL CHECK (act IN ('acknowledged', 'longer', 'answered', 'named', 'in_touch', 'chased', 'next', 'withdrawn')),
    happened_on DATE NOT NULL,
    -- By when what follows is promised.
    by_day DATE,
    -- Who the advocate is.
    who TEXT,
    words TEXT,
    said_at TIMESTAMP NOT NULL,
    said_by TEXT REFERENCES users (id)
);
INSERT INTO matter_turns
SELECT id, id, person_id, 'answered', CAST(answered_at AS DATE), NULL, NULL, answer, answered_at, answered_by
FROM matters WHERE answer IS NOT NULL;
DROP TABLE matters;
ALTER TABLE matters_next RENAME TO matters;
CREATE INDEX matters_person ON matters (person_id);
CREATE INDEX matter_turns_matter ON matter_turns (matter_id);
CREATE INDEX matter_turns_person ON matter_turns (person_id);
CREATE TRIGGER matter_turns_no_change BEFORE UPDATE OR DELETE ON matter_turns FOR EACH ROW EXECUTE FUNCTION only_grows();
CREATE TRIGGER matter_turns_no_truncate BEFORE TRUNCATE ON matter_turns FOR EACH STATEMENT EXECUTE FUNCTION only_grows();
