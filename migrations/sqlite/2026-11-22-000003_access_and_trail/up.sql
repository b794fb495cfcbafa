-- Who looked at whose record. Each row carries the hash of the one before. No references: it outlives what it names.
CREATE TABLE access_log (
    seq BIGINT NOT NULL PRIMARY KEY,
    at TIMESTAMP NOT NULL,
    user_id TEXT NOT NULL,
    role TEXT NOT NULL,
    -- NULL: a list, a search, a figure.
    person_id TEXT,
    purpose TEXT NOT NULL,
    access_right TEXT NOT NULL,
    break_glass_id TEXT,
    -- What was searched for, how many were listed.
    detail TEXT,
    before_hash TEXT NOT NULL,
    hash TEXT NOT NULL
);
CREATE INDEX access_log_person ON access_log (person_id);
CREATE INDEX access_log_user ON access_log (user_id);

-- What was changed, by whom. Chained like the access log.
CREATE TABLE audit_trail (
    seq BIGINT NOT NULL PRIMARY KEY,
    at TIMESTAMP NOT NULL,
    user_id TEXT,
    person_id TEXT,
    what TEXT NOT NULL,
    subject TEXT,
    detail TEXT,
    before_hash TEXT NOT NULL,
    hash TEXT NOT NULL
);
CREATE INDEX audit_trail_person ON audit_trail (person_id);
CREATE INDEX audit_trail_user ON audit_trail (user_id);

-- Records opened from outside, with a reason, for a limited time.
CREATE TABLE break_glass (
    id TEXT NOT NULL PRIMARY KEY,
    user_id TEXT NOT NULL REFERENCES users (id),
    person_id TEXT NOT NULL REFERENCES persons (id),
    reason TEXT NOT NULL,
    opened_at TIMESTAMP NOT NULL,
    ends_at TIMESTAMP NOT NULL,
    ended_at TIMESTAMP,
    seen_at TIMESTAMP,
    seen_by TEXT REFERENCES users (id),
    CHECK (opened_at < ends_at)
);
CREATE INDEX break_glass_person ON break_glass (person_id);
CREATE INDEX break_glass_user ON break_glass (user_id);

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

-- Forms that were answered, so that a second press finds the first answer.
CREATE TABLE idempotency_keys (
    user_id TEXT NOT NULL REFERENCES users (id),
    key TEXT NOT NULL,
    act TEXT NOT NULL,
    answer TEXT NOT NULL,
    created_at TIMESTAMP NOT NULL,
    PRIMARY KEY (user_id, key)
);

-- Goes up whenever a fact that figures rest on changes, so that figures can be kept until then.
CREATE TABLE data_version (
    id BIGINT NOT NULL PRIMARY KEY CHECK (id = 1),
    version BIGINT NOT NULL
);
INSERT INTO data_version (id, version) VALUES (1, 1);

-- Rows of these are only ever added.
CREATE TRIGGER access_log_no_update BEFORE UPDATE ON access_log
BEGIN SELECT RAISE(ABORT, 'access_log only grows'); END;
CREATE TRIGGER access_log_no_delete BEFORE DELETE ON access_log
BEGIN SELECT RAISE(ABORT, 'access_log only grows'); END;
CREATE TRIGGER audit_trail_no_update BEFORE UPDATE ON audit_trail
BEGIN SELECT RAISE(ABORT, 'audit_trail only grows'); END;
CREATE TRIGGER audit_trail_no_delete BEFORE DELETE ON audit_trail
BEGIN SELECT RAISE(ABORT, 'audit_trail only grows'); END;
CREATE TRIGGER entitlement_steps_no_update BEFORE UPDATE ON entitlement_steps
BEGIN SELECT RAISE(ABORT, 'entitlement_steps only grows'); END;
CREATE TRIGGER entitlement_steps_no_delete BEFORE DELETE ON entitlement_steps
BEGIN SELECT RAISE(ABORT, 'entitlement_steps only grows'); END;
CREATE TRIGGER chain_heads_no_delete BEFORE DELETE ON chain_heads
BEGIN SELECT RAISE(ABORT, 'chain_heads stays'); END;
