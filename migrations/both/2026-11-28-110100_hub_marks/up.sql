-- What of a contact is withheld from the family's copy, and why: the last row about an entry says it. It never changes the ledger.
CREATE TABLE hub_marks (
    id TEXT NOT NULL PRIMARY KEY,
    contact_id TEXT NOT NULL REFERENCES hub_contacts (id),
    -- The contact's own id for what was written first; else the id of a step or of an agency's part.
    entry TEXT NOT NULL,
    -- None: it is shown again.
    reason TEXT CHECK (reason IN ('somebody_else', 'harm', 'crime', 'legal_advice')),
    at TIMESTAMP NOT NULL,
    by_user TEXT NOT NULL REFERENCES users (id)
);
CREATE INDEX hub_marks_contact ON hub_marks (contact_id);
