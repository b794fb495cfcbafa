DROP TABLE import_rights;
CREATE TABLE import_rights (
    import_id TEXT NOT NULL REFERENCES imports (id),
    turns TEXT NOT NULL CHECK (turns IN ('lost', 'asked', 'gained')),
    child TEXT NOT NULL,
    -- Ids of the catalogue, with spaces between them.
    entitlements TEXT NOT NULL,
    PRIMARY KEY (import_id, turns, child)
);
UPDATE imports SET rights_of = NULL;
