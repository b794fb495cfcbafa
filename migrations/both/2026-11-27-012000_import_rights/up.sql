-- Whose rights a return would change, worked out on a copy before anything is taken in. One row for each person and direction.
CREATE TABLE import_rights (
    import_id TEXT NOT NULL REFERENCES imports (id),
    turns TEXT NOT NULL CHECK (turns IN ('lost', 'asked', 'gained')),
    child TEXT NOT NULL,
    -- Ids of the catalogue, with spaces between them.
    entitlements TEXT NOT NULL,
    PRIMARY KEY (import_id, turns, child)
);
-- Of how many people; null where it was not worked out.
ALTER TABLE imports ADD COLUMN rights_of BIGINT;
