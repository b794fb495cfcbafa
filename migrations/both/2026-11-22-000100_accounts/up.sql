-- How someone proves who they are. No row: not set up yet, nobody can sign in.
CREATE TABLE credentials (
    user_id TEXT NOT NULL PRIMARY KEY REFERENCES users (id),
    -- Staff: e-mail. Young people: a name or number of their choice. Folded to one spelling.
    sign_in_name TEXT NOT NULL,
    -- argon2id, in the standard text form with its own salt and cost.
    passphrase_hash TEXT NOT NULL,
    -- Base32. NULL: no second factor (young people, or a demonstration).
    totp_secret TEXT,
    -- The last time step that was used, so that a code counts once.
    totp_last_step BIGINT,
    changed_at TIMESTAMP NOT NULL
);
CREATE UNIQUE INDEX credentials_sign_in_name ON credentials (sign_in_name);

CREATE TABLE recovery_codes (
    code_hash TEXT NOT NULL PRIMARY KEY,
    user_id TEXT NOT NULL REFERENCES users (id),
    made_at TIMESTAMP NOT NULL,
    used_at TIMESTAMP
);
CREATE INDEX recovery_codes_user ON recovery_codes (user_id);

-- A one-time code with which someone sets up (again) how they sign in.
CREATE TABLE invitations (
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
CREATE UNIQUE INDEX invitations_code ON invitations (code_hash);
CREATE INDEX invitations_user ON invitations (user_id, made_at);

-- Signed-in devices. Ended rows stay for the list of devices until they are swept.
CREATE TABLE sessions (
    id TEXT NOT NULL PRIMARY KEY,
    -- The key itself is only in the cookie.
    key_hash TEXT NOT NULL,
    user_id TEXT NOT NULL REFERENCES users (id),
    -- What the web layer keeps between requests.
    state TEXT NOT NULL,
    -- "Phone (Android)", from the browser's own words; nothing that follows a person about.
    device TEXT NOT NULL,
    own_device BOOLEAN NOT NULL,
    began_at TIMESTAMP NOT NULL,
    last_seen_at TIMESTAMP NOT NULL,
    -- Unused until then: over. Moved on as it is used.
    idle_until TIMESTAMP NOT NULL,
    -- Over then, used or not.
    ends_at TIMESTAMP NOT NULL,
    ended_at TIMESTAMP
);
CREATE UNIQUE INDEX sessions_key ON sessions (key_hash);
CREATE INDEX sessions_user ON sessions (user_id, began_at);

-- Devices that someone signed in from: their owner is let past a limit that others used up.
CREATE TABLE known_devices (
    token_hash TEXT NOT NULL PRIMARY KEY,
    user_id TEXT NOT NULL REFERENCES users (id),
    first_seen_at TIMESTAMP NOT NULL,
    last_seen_at TIMESTAMP NOT NULL
);
CREATE INDEX known_devices_user ON known_devices (user_id);
