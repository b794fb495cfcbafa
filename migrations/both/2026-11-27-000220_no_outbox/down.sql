-- Messages to be sent and jobs to be done, written in the transaction that asked for them.
CREATE TABLE outbox (
    id TEXT NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL,
    person_id TEXT REFERENCES persons (id),
    payload TEXT NOT NULL,
    created_at TIMESTAMP NOT NULL,
    due_at TIMESTAMP NOT NULL,
    claimed_until TIMESTAMP,
    tries BIGINT NOT NULL DEFAULT 0,
    done_at TIMESTAMP,
    -- Failed too often; a manager sees it.
    parked_at TIMESTAMP,
    last_error TEXT
);
CREATE INDEX outbox_due ON outbox (due_at);
CREATE INDEX outbox_person ON outbox (person_id);
