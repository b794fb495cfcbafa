DROP INDEX activities_superseded_by;
DROP INDEX homes_superseded_by;
DROP INDEX notes_superseded_by;
DROP INDEX contacts_superseded_by;
ALTER TABLE activities DROP COLUMN superseded_by;
ALTER TABLE homes DROP COLUMN superseded_by;
ALTER TABLE notes DROP COLUMN superseded_by;
ALTER TABLE contacts DROP COLUMN superseded_by;
