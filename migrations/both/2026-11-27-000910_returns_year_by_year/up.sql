-- What the returns said, year by year: the rows of one table of one year are handed in as a set, and a later file of that
-- year takes the place of the earlier one, which is kept. Rows stand that nothing replaced and nobody withdrew.
CREATE TABLE return_rows_by_year (
    -- Whose record the rows count for.
    person_id TEXT NOT NULL REFERENCES persons (id),
    -- The number under which they were handed in; it stays when two numbers are joined.
    child TEXT NOT NULL,
    -- The calendar year in which the collection year starts.
    year BIGINT NOT NULL,
    row_key TEXT NOT NULL,
    -- The table of the return.
    holds TEXT NOT NULL,
    says TEXT NOT NULL,
    import_id TEXT NOT NULL REFERENCES imports (id),
    file TEXT NOT NULL,
    line BIGINT NOT NULL,
    replaced_by TEXT REFERENCES imports (id),
    withdrawn BOOLEAN NOT NULL DEFAULT FALSE,
    PRIMARY KEY (import_id, child, year, row_key)
);
INSERT INTO return_rows_by_year (person_id, child, year, row_key, holds, says, import_id, file, line)
SELECT r.person_id, COALESCE(p.child, r.person_id), r.year,
    CASE WHEN r.row_key = 'birth' THEN 'birth oc3 ' || r.says ELSE r.row_key END,
    CASE
        WHEN r.row_key = 'identity' THEN 'header'
        WHEN r.row_key = 'birth' OR r.row_key LIKE 'position %' THEN 'oc3'
        WHEN r.row_key = 'unaccompanied' THEN 'uasc'
        WHEN r.row_key = 'permanence' THEN 'prev_perm'
        WHEN r.row_key LIKE 'absence %' THEN 'missing'
        ELSE 'episodes'
    END,
    CASE WHEN r.row_key = 'birth' THEN '' ELSE r.says END,
    r.import_id, r.file, r.line
FROM return_rows r JOIN persons p ON p.id = r.person_id;
DROP TABLE return_rows;
ALTER TABLE return_rows_by_year RENAME TO return_rows;
CREATE INDEX return_rows_person ON return_rows (person_id);
CREATE INDEX return_rows_year ON return_rows (year, holds);
CREATE INDEX return_rows_replaced_by ON return_rows (replaced_by);

-- Which tables of which years are held, and from which import.
CREATE TABLE return_holdings (
    year BIGINT NOT NULL,
    holds TEXT NOT NULL,
    import_id TEXT NOT NULL REFERENCES imports (id),
    replaced_by TEXT REFERENCES imports (id),
    withdrawn BOOLEAN NOT NULL DEFAULT FALSE,
    PRIMARY KEY (year, holds, import_id)
);
INSERT INTO return_holdings (year, holds, import_id) SELECT year, 'episodes', import_id FROM return_years;
INSERT INTO return_holdings (year, holds, import_id)
SELECT year, holds, MAX(import_id) FROM return_rows WHERE holds <> 'episodes' GROUP BY year, holds;
DROP TABLE return_years;
CREATE INDEX return_holdings_import ON return_holdings (import_id);
CREATE INDEX return_holdings_replaced_by ON return_holdings (replaced_by);

-- An import that was applied and then taken back, whole; and what whoever applied it allowed.
ALTER TABLE imports ADD COLUMN taken_back_at TIMESTAMP;
ALTER TABLE imports ADD COLUMN taken_back_by TEXT;
ALTER TABLE imports ADD COLUMN hardly_anything BOOLEAN NOT NULL DEFAULT FALSE;
-- What a year lacks that hardly holds anything, in words; NULL: nothing.
ALTER TABLE imports ADD COLUMN thin TEXT;
ALTER TABLE imports ADD COLUMN answered BIGINT NOT NULL DEFAULT 0;

-- What waits until the question is settled, and the import that answered it where no person did.
ALTER TABLE import_questions ADD COLUMN holds TEXT CHECK (holds IN ('birth', 'care'));
ALTER TABLE import_questions ADD COLUMN answered_by TEXT;

-- Two numbers of the return that a person found to be one child's. The record of the first stays, empty, and comes back when
-- it is undone.
CREATE TABLE joined_numbers (
    -- The record that went into another.
    person_id TEXT NOT NULL PRIMARY KEY REFERENCES persons (id),
    child TEXT NOT NULL,
    into_id TEXT NOT NULL REFERENCES persons (id),
    joined_at TIMESTAMP NOT NULL,
    joined_by TEXT REFERENCES users (id)
);
CREATE INDEX joined_numbers_into ON joined_numbers (into_id);
CREATE INDEX joined_numbers_joined_by ON joined_numbers (joined_by);
