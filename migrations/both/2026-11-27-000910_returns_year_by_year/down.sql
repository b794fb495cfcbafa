DROP TABLE joined_numbers;
ALTER TABLE import_questions DROP COLUMN answered_by;
ALTER TABLE import_questions DROP COLUMN holds;
ALTER TABLE imports DROP COLUMN answered;
ALTER TABLE imports DROP COLUMN thin;
ALTER TABLE imports DROP COLUMN hardly_anything;
ALTER TABLE imports DROP COLUMN taken_back_by;
ALTER TABLE imports DROP COLUMN taken_back_at;
CREATE TABLE return_years (
    year BIGINT NOT NULL PRIMARY KEY,
    import_id TEXT NOT NULL REFERENCES imports (id)
);
CREATE INDEX return_years_import ON return_years (import_id);
INSERT INTO return_years (year, import_id)
SELECT year, import_id FROM return_holdings WHERE holds = 'episodes' AND replaced_by IS NULL AND NOT withdrawn;
DROP TABLE return_holdings;
CREATE TABLE return_rows_latest (
    person_id TEXT NOT NULL REFERENCES persons (id),
    row_key TEXT NOT NULL,
    year BIGINT NOT NULL,
    says TEXT NOT NULL,
    import_id TEXT NOT NULL REFERENCES imports (id),
    file TEXT NOT NULL,
    line BIGINT NOT NULL,
    PRIMARY KEY (person_id, row_key)
);
INSERT INTO return_rows_latest (person_id, row_key, year, says, import_id, file, line)
SELECT r.person_id, r.row_key, r.year, MIN(r.says), MIN(r.import_id), MIN(r.file), MIN(r.line)
FROM return_rows r
WHERE r.replaced_by IS NULL AND NOT r.withdrawn AND r.row_key NOT LIKE 'birth %'
    AND r.year = (SELECT MAX(o.year) FROM return_rows o
        WHERE o.person_id = r.person_id AND o.row_key = r.row_key AND o.replaced_by IS NULL AND NOT o.withdrawn)
GROUP BY r.person_id, r.row_key, r.year;
DROP TABLE return_rows;
ALTER TABLE return_rows_latest RENAME TO return_rows;
CREATE INDEX return_rows_import ON return_rows (import_id);
