-- Something is of no use to somebody now, with the reason. SQLite changes a CHECK only with the table.
CREATE TABLE entitlement_steps_next (
    id TEXT NOT NULL PRIMARY KEY,
    person_id TEXT NOT NULL REFERENCES persons (id),
    entitlement TEXT NOT NULL,
    act TEXT NOT NULL CHECK (act IN ('told', 'asked', 'deciding', 'agreed', 'paid', 'refused', 'declined', 'not_relevant', 'chased', 'done', 'no_proposed', 'no_sent_back', 'taken_back')),
    happened_on DATE NOT NULL,
    pence BIGINT,
    note TEXT,
    takes_back TEXT REFERENCES entitlement_steps_next (id),
    recorded_at TIMESTAMP NOT NULL,
    recorded_by TEXT REFERENCES users (id),
    -- By when what follows is promised.
    by_day DATE,
    -- Who decides.
    decider TEXT,
    CHECK ((act = 'taken_back') = (takes_back IS NOT NULL))
);
INSERT INTO entitlement_steps_next SELECT * FROM entitlement_steps;
DROP TABLE entitlement_steps;
ALTER TABLE entitlement_steps_next RENAME TO entitlement_steps;
CREATE INDEX entitlement_steps_person ON entitlement_steps (person_id);
CREATE INDEX entitlement_steps_takes_back ON entitlement_steps (takes_back);
CREATE TRIGGER entitlement_steps_no_update BEFORE UPDATE ON entitlement_steps
BEGIN SELECT RAISE(ABORT, 'entitlement_steps only grows'); END;
CREATE TRIGGER entitlement_steps_no_delete BEFORE DELETE ON entitlement_steps
BEGIN SELECT RAISE(ABORT, 'entitlement_steps only grows'); END;
