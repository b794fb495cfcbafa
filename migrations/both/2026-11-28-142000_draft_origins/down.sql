DROP INDEX sealed_drafts_origin;
ALTER TABLE sealed_drafts DROP COLUMN origin;
