-- A way into an account that somebody had set up before: its owner and a manager are told of it.
ALTER TABLE invitations ADD COLUMN again BOOLEAN NOT NULL DEFAULT FALSE;
-- When a manager said that they have seen it, and who.
ALTER TABLE invitations ADD COLUMN seen_at TIMESTAMP;
ALTER TABLE invitations ADD COLUMN seen_by TEXT REFERENCES users (id);
CREATE INDEX invitations_seen ON invitations (again, seen_at);
-- A manager's pages count what nobody has looked at.
CREATE INDEX break_glass_seen ON break_glass (seen_at);
-- Whoever can help is told on their first page who asked for a new way in.
CREATE INDEX audit_trail_asked ON audit_trail (at) WHERE what = 'account.reset_asked';

-- What an administrator asks for a manager's or an administrator's account, until a second person agrees or declines.
CREATE TABLE account_changes (
    id TEXT NOT NULL PRIMARY KEY,
    user_id TEXT NOT NULL REFERENCES users (id),
    what TEXT NOT NULL CHECK (what IN ('way_in', 'role')),
    -- The role that is asked for. NULL: a way in.
    role TEXT,
    asked_by TEXT NOT NULL REFERENCES users (id),
    asked_at TIMESTAMP NOT NULL,
    settled_at TIMESTAMP,
    settled_by TEXT REFERENCES users (id),
    agreed BOOLEAN NOT NULL DEFAULT FALSE
);
CREATE INDEX account_changes_user ON account_changes (user_id, settled_at);
