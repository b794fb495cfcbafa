-- What was decided about an entitlement in place of the rule's answer. It counts from the second person's yes to its last day,
-- or until somebody ends it. Rows are answered once and ended once; nothing else of them changes.
CREATE TABLE entitlement_overrides (
    id TEXT NOT NULL PRIMARY KEY,
    person_id TEXT NOT NULL REFERENCES persons (id),
    entitlement TEXT NOT NULL,
    gives BOOLEAN NOT NULL,
    pence BIGINT CHECK (pence IS NULL OR pence > 0),
    reason TEXT NOT NULL,
    evidence TEXT NOT NULL,
    until_day DATE NOT NULL,
    asked_at TIMESTAMP NOT NULL,
    asked_by TEXT NOT NULL REFERENCES users (id),
    answered_at TIMESTAMP,
    answered_by TEXT REFERENCES users (id),
    agreed BOOLEAN,
    answer TEXT,
    ended_at TIMESTAMP,
    ended_by TEXT REFERENCES users (id),
    ended_why TEXT,
    CHECK (answered_by IS NULL OR answered_by <> asked_by),
    CHECK ((answered_by IS NULL) = (answered_at IS NULL)),
    CHECK ((answered_by IS NULL) = (agreed IS NULL)),
    CHECK ((ended_by IS NULL) = (ended_at IS NULL)),
    CHECK ((ended_by IS NULL) = (ended_why IS NULL))
);
CREATE INDEX entitlement_overrides_person ON entitlement_overrides (person_id);
