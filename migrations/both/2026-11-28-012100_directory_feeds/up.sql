-- Which other directories are fetched, and how the last time went. What they said before stays where a new try fails.
CREATE TABLE directory_feeds (
    name TEXT NOT NULL PRIMARY KEY,
    address TEXT NOT NULL,
    added_at TIMESTAMP NOT NULL,
    added_by TEXT REFERENCES users (id),
    due_at TIMESTAMP NOT NULL,
    anyway BOOLEAN NOT NULL,
    tried_at TIMESTAMP,
    had_at TIMESTAMP,
    services BIGINT,
    left_out TEXT NOT NULL,
    problem TEXT CHECK (problem IN ('address', 'refused', 'too_large', 'unreachable', 'not_a_feed', 'shrunk')),
    problem_since TIMESTAMP,
    detail TEXT,
    stopped_at TIMESTAMP,
    CHECK ((problem IS NULL) = (problem_since IS NULL))
);
