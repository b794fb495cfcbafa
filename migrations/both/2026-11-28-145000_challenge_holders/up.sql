-- Who answers a challenge at each level, from a day on. Rows are only ever added.
CREATE TABLE challenge_holders (
    id TEXT NOT NULL PRIMARY KEY,
    level BIGINT NOT NULL CHECK (level BETWEEN 1 AND 4),
    name TEXT NOT NULL,
    from_day DATE NOT NULL,
    at TIMESTAMP NOT NULL,
    by_user TEXT NOT NULL REFERENCES users (id)
);
