-- What comes to the children's hub.
CREATE TABLE hub_contacts (
    id TEXT NOT NULL PRIMARY KEY,
    reference TEXT NOT NULL UNIQUE,
    -- Of the form that brought it, so that one that is sent twice is one contact.
    sent_key TEXT NOT NULL UNIQUE,
    door TEXT NOT NULL CHECK (door IN ('worried', 'help')),
    sender TEXT NOT NULL CHECK (sender IN ('child', 'parent', 'work', 'public')),
    harm TEXT NOT NULL CHECK (harm IN ('now', 'later', 'not_named', 'not_screened')),
    about TEXT NOT NULL,
    words TEXT NOT NULL,
    reach TEXT,
    discussed_on DATE,
    not_discussed TEXT CHECK (not_discussed IN ('child', 'somebody_else', 'crime')),
    not_discussed_why TEXT,
    came_at TIMESTAMP NOT NULL,
    decide_by TIMESTAMP NOT NULL,
    flood BOOLEAN NOT NULL,
    -- Whoever works with children says whether they talked to the family, or on which ground they did not.
    CHECK ((sender = 'work') = (discussed_on IS NOT NULL OR not_discussed IS NOT NULL)),
    CHECK ((not_discussed IS NULL) = (not_discussed_why IS NULL))
);
CREATE INDEX hub_contacts_due ON hub_contacts (decide_by);

-- What was done about it, in order. Rows are only ever added, and none is without what it needs: its ground, its name, its day.
CREATE TABLE hub_steps (
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
CREATE INDEX hub_steps_contact ON hub_steps (contact_id);
-- A contact is decided once.
CREATE UNIQUE INDEX hub_steps_decided ON hub_steps (contact_id) WHERE kind = 'decided';
