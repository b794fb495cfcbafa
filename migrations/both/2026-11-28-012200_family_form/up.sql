-- The family name as the hub's search compares it, so that it is found by an index. Rows that were there before are filled in by the
-- program after its migrations: databases write small letters each in their own way.
ALTER TABLE persons ADD COLUMN family_form TEXT NOT NULL DEFAULT '';
CREATE INDEX persons_family_form ON persons (family_form);
