DROP TABLE night_notes;
