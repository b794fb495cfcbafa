DROP INDEX audit_trail_asked;
DROP INDEX break_glass_seen;
DROP INDEX invitations_seen;
DROP TABLE account_changes;
-- A column that refers to another table can't be dropped alone: the table is made anew without it.
CREATE TABLE invitations_before (
    id TEXT NOT NULL PRIMARY KEY,
    user_id TEXT NOT NULL REFERENCES users (id),
    code_hash TEXT NOT NULL,
    made_by TEXT REFERENCES users (id),
    made_at TIMESTAMP NOT NULL,
    expires_at TIMESTAMP NOT NULL,
    wrong_tries BIGINT NOT NULL DEFAULT 0 CHECK (wrong_tries >= 0),
    used_at TIMESTAMP,
    withdrawn_at TIMESTAMP
);
INSERT INTO invitations_before
    SELECT id, user_id, code_hash, made_by, made_at, expires_at, wrong_tries, used_at, withdrawn_at FROM invitations;
DROP TABLE invitations;
ALTER TABLE invitations_before RENAME TO invitations;
CREATE UNIQUE INDEX invitations_code ON invitations (code_hash);
CREATE INDEX invitations_user ON invitations (user_id, made_at);
