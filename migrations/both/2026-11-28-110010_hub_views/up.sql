-- How each agency saw a decision: whoever saw it differently says why. Rows are only ever added.
CREATE TABLE hub_views (
    step_id TEXT NOT NULL REFERENCES hub_steps (id),
    agency TEXT NOT NULL CHECK (agency IN ('council', 'other_council', 'police', 'health', 'education')),
    agrees BOOLEAN NOT NULL,
    why TEXT NOT NULL,
    PRIMARY KEY (step_id, agency),
    CHECK (agrees OR why <> '')
);

-- Somebody at the hub wrote it down for whoever rang or came: how it came, and who wrote.
ALTER TABLE hub_contacts ADD COLUMN taken_how TEXT CHECK (taken_how IN ('phone', 'in_person'));
ALTER TABLE hub_contacts ADD COLUMN taken_by TEXT REFERENCES users (id);

-- Who said it by phone, where somebody at the hub wrote an agency's answer down.
ALTER TABLE hub_parts ADD COLUMN said_by TEXT;
