-- What holds stays; what is written in words of later goes.
CREATE TABLE hub_steps_before (
    id TEXT NOT NULL PRIMARY KEY,
    contact_id TEXT NOT NULL REFERENCES hub_contacts (id),
    kind TEXT NOT NULL CHECK (kind IN ('taken', 'screened', 'shared', 'told', 'will_try', 'tried', 'not_told', 'agreement', 'decided')),
    harm TEXT CHECK (harm IN ('now', 'later', 'not_named', 'not_screened')),
    agency TEXT CHECK (agency IN ('council', 'other_council', 'police', 'health', 'education')),
    ground TEXT CHECK (ground IN ('agreement', 'harm_now', 'harm_later', 'crime', 'law')),
    law TEXT,
    because TEXT CHECK (because IN ('child', 'somebody_else', 'crime')),
    name TEXT,
    on_day DATE,
    agrees BOOLEAN,
    outcome TEXT CHECK (outcome IN ('no_further_action', 'another_agency', 'early_help', 'social_work')),
    rests_on TEXT CHECK (rests_on IN ('agreement', 'harm_now', 'harm_later')),
    words TEXT,
    at TIMESTAMP NOT NULL,
    by_user TEXT NOT NULL REFERENCES users (id),
    CHECK (kind <> 'screened' OR harm IS NOT NULL),
    CHECK (kind <> 'shared' OR (agency IS NOT NULL AND ground IS NOT NULL AND words IS NOT NULL)),
    CHECK (ground IS NULL OR ground <> 'law' OR law IS NOT NULL),
    CHECK (kind <> 'told' OR (on_day IS NOT NULL AND name IS NOT NULL)),
    CHECK (kind <> 'not_told' OR (because IS NOT NULL AND name IS NOT NULL AND on_day IS NOT NULL AND words IS NOT NULL)),
    CHECK (kind <> 'agreement' OR (agrees IS NOT NULL AND words IS NOT NULL)),
    CHECK (kind <> 'decided' OR (outcome IS NOT NULL AND name IS NOT NULL AND words IS NOT NULL)),
    CHECK (outcome IS NULL OR outcome = 'no_further_action' OR rests_on IS NOT NULL)
);
INSERT INTO hub_steps_before (id, contact_id, kind, harm, agency, ground, law, because, name, on_day, agrees, outcome, rests_on, words, at, by_user)
SELECT id, contact_id, kind, harm, agency, ground, law, because, name, on_day, agrees, outcome, rests_on, words, at, by_user FROM hub_steps
WHERE kind IN ('taken', 'screened', 'shared', 'told', 'will_try', 'tried', 'not_told', 'agreement', 'decided') AND id NOT IN (SELECT of_step FROM hub_steps WHERE kind = 'withdrawn');
DROP TABLE hub_steps;
ALTER TABLE hub_steps_before RENAME TO hub_steps;
CREATE INDEX hub_steps_contact ON hub_steps (contact_id);
-- A contact is decided once.
CREATE UNIQUE INDEX hub_steps_decided ON hub_steps (contact_id) WHERE kind = 'decided';
CREATE TRIGGER hub_steps_no_update BEFORE UPDATE ON hub_steps
BEGIN SELECT RAISE(ABORT, 'hub_steps only grows'); END;
CREATE TRIGGER hub_steps_no_delete BEFORE DELETE ON hub_steps
BEGIN SELECT RAISE(ABORT, 'hub_steps only grows'); END;
