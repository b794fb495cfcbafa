-- What was passed to a council that is not of the hub, on which ground, and who there has taken it. Rows are only ever added.
CREATE TABLE hub_passes (
    id TEXT NOT NULL PRIMARY KEY,
    contact_id TEXT NOT NULL REFERENCES hub_contacts (id),
    council TEXT NOT NULL,
    words TEXT NOT NULL,
    ground TEXT NOT NULL CHECK (ground IN ('agreement', 'harm_now', 'harm_later', 'crime', 'law')),
    law TEXT,
    taken_by TEXT,
    at TIMESTAMP NOT NULL,
    by_user TEXT NOT NULL REFERENCES users (id),
    CHECK ((ground = 'law') = (law IS NOT NULL))
);
CREATE INDEX hub_passes_contact ON hub_passes (contact_id);
