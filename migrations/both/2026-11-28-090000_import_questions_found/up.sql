-- What somebody found out who settled a question that leaves nothing to choose from. It stays where the question is asked again.
ALTER TABLE import_questions ADD COLUMN found TEXT;
