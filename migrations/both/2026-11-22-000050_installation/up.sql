-- What this database is for. No row: a real service. One row: made-up people on a fixed day.
CREATE TABLE demonstrations (
    id BIGINT NOT NULL PRIMARY KEY CHECK (id = 1),
    -- The day that every page takes for today.
    today DATE NOT NULL,
    created_at TIMESTAMP NOT NULL
);
