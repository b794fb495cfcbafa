-- A decision is withdrawn and made again; what it asks for is done, its messages are sent or not, and an adviser is told. SQLite changes a
-- CHECK only with the table.
CREATE TABLE hub_steps_next (
    id TEXT NOT NULL PRIMARY KEY,
    contact_id TEXT NOT NULL REFERENCES hub_contacts (id),
    kind TEXT NOT NULL CHECK (kind IN ('taken', 'screened', 'shared', 'told', 'will_try', 'tried', 'not_told', 'agreement', 'decided', 'withdrawn', 'done', 'sent', 'not_sent', 'adviser_told')),
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
    of_step TEXT REFERENCES hub_steps_next (id),
    next_step TEXT CHECK (next_step IN ('begin', 'end')),
    to_whom TEXT CHECK (to_whom IN ('family', 'referrer')),
    person_id TEXT REFERENCES persons (id),
    CHECK (kind <> 'screened' OR harm IS NOT NULL),
    CHECK (kind <> 'shared' OR (agency IS NOT NULL AND ground IS NOT NULL AND words IS NOT NULL)),
    CHECK (ground IS NULL OR ground <> 'law' OR law IS NOT NULL),
    CHECK (kind <> 'told' OR (on_day IS NOT NULL AND name IS NOT NULL)),
    CHECK (kind <> 'not_told' OR (because IS NOT NULL AND name IS NOT NULL AND on_day IS NOT NULL AND words IS NOT NULL)),
    CHECK (kind <> 'agreement' OR (agrees IS NOT NULL AND words IS NOT NULL)),
    CHECK (kind <> 'decided' OR (outcome IS NOT NULL AND name IS NOT NULL AND words IS NOT NULL)),
    CHECK (outcome IS NULL OR outcome = 'no_further_action' OR rests_on IS NOT NULL),
    CHECK (kind NOT IN ('withdrawn', 'not_sent') OR (of_step IS NOT NULL AND words IS NOT NULL)),
    CHECK (kind <> 'done' OR (of_step IS NOT NULL AND next_step IS NOT NULL AND on_day IS NOT NULL AND name IS NOT NULL)),
    CHECK (kind <> 'sent' OR (of_step IS NOT NULL AND on_day IS NOT NULL AND name IS NOT NULL AND words IS NOT NULL)),
    CHECK (kind NOT IN ('sent', 'not_sent') OR to_whom IS NOT NULL),
    CHECK (kind <> 'adviser_told' OR (person_id IS NOT NULL AND ground IS NOT NULL AND name IS NOT NULL AND words IS NOT NULL)),
    CHECK (person_id IS NULL OR kind = 'adviser_told')
);
INSERT INTO hub_steps_next (id, contact_id, kind, harm, agency, ground, law, because, name, on_day, agrees, outcome, rests_on, words, at, by_user)
SELECT id, contact_id, kind, harm, agency, ground, law, because, name, on_day, agrees, outcome, rests_on, words, at, by_user FROM hub_steps;
DROP TABLE hub_steps;
ALTER TABLE hub_steps_next RENAME TO hub_steps;
CREATE INDEX hub_steps_contact ON hub_steps (contact_id);
-- A contact is decided once, and once more after each decision that was withdrawn; a decision is withdrawn once.
CREATE UNIQUE INDEX hub_steps_decided ON hub_steps (contact_id, COALESCE(of_step, '')) WHERE kind = 'decided';
CREATE UNIQUE INDEX hub_steps_withdrawn ON hub_steps (of_step) WHERE kind = 'withdrawn';
CREATE INDEX hub_steps_of_step ON hub_steps (of_step);
CREATE INDEX hub_steps_person ON hub_steps (person_id);
CREATE TRIGGER hub_steps_no_update BEFORE UPDATE ON hub_steps
BEGIN SELECT RAISE(ABORT, 'hub_steps only grows'); END;
CREATE TRIGGER hub_steps_no_delete BEFORE DELETE ON hub_steps
BEGIN SELECT RAISE(ABORT, 'hub_steps only grows'); END;
