ALTER TABLE wishes DROP COLUMN starts_on;
ALTER TABLE wishes DROP COLUMN interview_on;
ALTER TABLE wishes DROP COLUMN apply_by;
