-- People whom an import is bringing and has not brought yet: a large one goes to the writer in pieces, and nobody sees any of it
-- before the last. Rows go when it is done, or with all that was sent ahead when it is not.
CREATE TABLE people_on_their_way (
    person_id TEXT NOT NULL PRIMARY KEY REFERENCES persons (id),
    import_id TEXT NOT NULL REFERENCES imports (id)
);
CREATE INDEX people_on_their_way_import ON people_on_their_way (import_id);
