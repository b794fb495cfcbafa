-- A text to whoever is on duty when something comes to the closed hub that should not wait. Nothing of the contact is in it.
CREATE TABLE hub_alerts (
    id TEXT NOT NULL PRIMARY KEY,
    contact_id TEXT NOT NULL REFERENCES hub_contacts (id),
    made_at TIMESTAMP NOT NULL,
    due_at TIMESTAMP NOT NULL,
    tries BIGINT NOT NULL,
    ended TEXT CHECK (ended IN ('sent', 'failed', 'seen')),
    ended_at TIMESTAMP,
    CHECK ((ended IS NULL) = (ended_at IS NULL))
);
CREATE INDEX hub_alerts_contact ON hub_alerts (contact_id);
CREATE INDEX hub_alerts_due ON hub_alerts (due_at);
