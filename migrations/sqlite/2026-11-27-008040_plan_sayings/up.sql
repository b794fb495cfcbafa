-- What a young person says about their plan: their own words for a part of it, that something is not what they said, whether
-- they agree, that they want it looked at now. Only ever added to, so that nobody's words replace another's.
CREATE TABLE plan_sayings (
    id TEXT NOT NULL PRIMARY KEY,
    person_id TEXT NOT NULL REFERENCES persons (id),
    -- The plan that they had before them.
    plan_id TEXT REFERENCES plans (id),
    area TEXT CHECK (area IN ('support', 'home', 'work', 'money', 'health', 'people', 'identity', 'skills', 'safety', 'immigration')),
    kind TEXT NOT NULL CHECK (kind IN ('words', 'not_what_i_said', 'agree', 'partly', 'disagree', 'not_sure', 'review')),
    words TEXT,
    said_at TIMESTAMP NOT NULL,
    said_by TEXT REFERENCES users (id)
);
CREATE INDEX plan_sayings_person ON plan_sayings (person_id);
CREATE INDEX plan_sayings_plan ON plan_sayings (plan_id);
CREATE TRIGGER plan_sayings_no_update BEFORE UPDATE ON plan_sayings
BEGIN SELECT RAISE(ABORT, 'plan_sayings only grows'); END;
CREATE TRIGGER plan_sayings_no_delete BEFORE DELETE ON plan_sayings
BEGIN SELECT RAISE(ABORT, 'plan_sayings only grows'); END;
