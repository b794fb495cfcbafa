-- The texts of the directory as its search reads them.
CREATE TABLE directory_text (
    entry_id TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    also TEXT NOT NULL,
    body TEXT NOT NULL,
    found TSVECTOR NOT NULL GENERATED ALWAYS AS (
        setweight(to_tsvector('pg_catalog.english', name), 'A') || setweight(to_tsvector('pg_catalog.english', also), 'B')
        || setweight(to_tsvector('pg_catalog.english', body), 'D')
    ) STORED
);
CREATE INDEX directory_text_found ON directory_text USING gin (found);
