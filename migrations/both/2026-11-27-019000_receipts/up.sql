-- What was bought with the money for a first home, as a young person writes it down. Taken out, it is no longer shown.
CREATE TABLE receipts (
    id TEXT NOT NULL PRIMARY KEY,
    person_id TEXT NOT NULL REFERENCES persons (id),
    what TEXT NOT NULL,
    pence BIGINT NOT NULL CHECK (pence > 0),
    bought_on DATE NOT NULL,
    photo BOOLEAN NOT NULL,
    added_at TIMESTAMP NOT NULL,
    added_by TEXT REFERENCES users (id),
    taken_out_at TIMESTAMP
);
CREATE INDEX receipts_person ON receipts (person_id);

-- Their photos, sealed with a key from the installation's secret. One that is taken out is deleted.
CREATE TABLE receipt_photos (
    receipt_id TEXT NOT NULL PRIMARY KEY REFERENCES receipts (id),
    person_id TEXT NOT NULL REFERENCES persons (id),
    sealed TEXT NOT NULL
);
CREATE INDEX receipt_photos_person ON receipt_photos (person_id);
