-- What a run would do, or did, to each person, as it was shown: an immutable picture. It goes when the run is withdrawn.
CREATE TABLE import_people (
    import_id TEXT NOT NULL REFERENCES imports (id),
    number BIGINT NOT NULL,
    -- JSON: the number in the return, changes, questions. No name.
    says TEXT NOT NULL,
    PRIMARY KEY (import_id, number)
);
