ALTER TABLE import_questions DROP COLUMN found;
