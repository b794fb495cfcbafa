ALTER TABLE teams DROP COLUMN ended_at;
