ALTER TABLE messages DROP COLUMN read_by;
