-- Whose record it is.
CREATE TABLE persons (
    id TEXT NOT NULL PRIMARY KEY,
    -- The identifier of the statutory return (SSDA903 CHILD), where there is one.
    child TEXT,
    known_as TEXT NOT NULL,
    first_names TEXT NOT NULL,
    family_name TEXT NOT NULL,
    -- All names in lower case, for searching.
    search_name TEXT NOT NULL,
    -- NULL: not known.
    born DATE,
    sex TEXT NOT NULL CHECK (sex IN ('female', 'male', 'unknown')),
    -- The address is never shown.
    protected BOOLEAN NOT NULL DEFAULT FALSE,
    version BIGINT NOT NULL DEFAULT 1 CHECK (version > 0),
    created_at TIMESTAMP NOT NULL
);
CREATE UNIQUE INDEX persons_child ON persons (child);
CREATE INDEX persons_search_name ON persons (search_name);

CREATE TABLE teams (
    id TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    phone TEXT,
    created_at TIMESTAMP NOT NULL
);
CREATE UNIQUE INDEX teams_name ON teams (name);

-- Who can sign in. How they sign in is kept in tables of its own.
CREATE TABLE users (
    id TEXT NOT NULL PRIMARY KEY,
    role TEXT NOT NULL CHECK (role IN
        ('young_person', 'adviser', 'reviewing_officer', 'hub_worker', 'manager', 'administrator')),
    display_name TEXT NOT NULL,
    -- The young person's own record; nobody else has one.
    person_id TEXT REFERENCES persons (id),
    team_id TEXT REFERENCES teams (id),
    phone TEXT,
    created_at TIMESTAMP NOT NULL,
    -- Rights last changed; sessions begun before end.
    rights_changed_at TIMESTAMP NOT NULL,
    disabled_at TIMESTAMP,
    CHECK ((role = 'young_person') = (person_id IS NOT NULL))
);
CREATE UNIQUE INDEX users_person ON users (person_id);
CREATE INDEX users_team ON users (team_id);

-- The last link of each append-only chain, kept apart so that a cut-off end shows.
CREATE TABLE chain_heads (
    chain TEXT NOT NULL PRIMARY KEY CHECK (chain IN ('access_log', 'audit_trail')),
    length BIGINT NOT NULL CHECK (length >= 0),
    hash TEXT NOT NULL
);
INSERT INTO chain_heads (chain, length, hash) VALUES
    ('access_log', 0, '0000000000000000000000000000000000000000000000000000000000000000'),
    ('audit_trail', 0, '0000000000000000000000000000000000000000000000000000000000000000');
