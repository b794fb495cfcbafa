-- An answer that waited and is a no now takes no right that anybody had: it is told apart. What was worked out for a return is worked
-- out again when the return is read again, so the table is made anew.
DROP TABLE import_rights;
CREATE TABLE import_rights (
    import_id TEXT NOT NULL REFERENCES imports (id),
    turns TEXT NOT NULL CHECK (turns IN ('lost', 'closed', 'asked', 'gained')),
    child TEXT NOT NULL,
    -- Ids of the catalogue, with spaces between them.
    entitlements TEXT NOT NULL,
    PRIMARY KEY (import_id, turns, child)
);
UPDATE imports SET rights_of = NULL;
