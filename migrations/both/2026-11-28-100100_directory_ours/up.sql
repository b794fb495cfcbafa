-- What a council keeps itself, a few dozen among thousands of other directories' services, by the day of its check.
CREATE INDEX directory_entries_ours ON directory_entries (check_by) WHERE superseded_at IS NULL AND feed IS NULL;
