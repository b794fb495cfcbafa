-- What both sides write of a plan. The council's words for a part of it, and what to do where a step doesn't work out; the
-- young person's own steps, private or shared part by part.
ALTER TABLE plan_steps ADD COLUMN otherwise TEXT;

CREATE TABLE plan_parts (
    id TEXT NOT NULL PRIMARY KEY,
    plan_id TEXT NOT NULL REFERENCES plans (id),
    area TEXT NOT NULL CHECK (area IN ('support', 'home', 'work', 'money', 'health', 'people', 'identity', 'skills', 'safety', 'immigration')),
    -- What was agreed, in words to the young person.
    agreed TEXT NOT NULL,
    -- What happens where it goes wrong.
    otherwise TEXT,
    version BIGINT NOT NULL CHECK (version > 0),
    changed_at TIMESTAMP NOT NULL,
    changed_by TEXT REFERENCES users (id)
);
CREATE UNIQUE INDEX plan_parts_plan_area ON plan_parts (plan_id, area);

-- A step of their own, and where it stands in its part. Its place changes; what it says is in its versions.
CREATE TABLE own_steps (
    id TEXT NOT NULL PRIMARY KEY,
    person_id TEXT NOT NULL REFERENCES persons (id),
    place BIGINT NOT NULL CHECK (place > 0),
    made_at TIMESTAMP NOT NULL,
    made_by TEXT REFERENCES users (id)
);
CREATE INDEX own_steps_person ON own_steps (person_id);

-- What it says, version by version. Only ever added to.
CREATE TABLE own_step_versions (
    id TEXT NOT NULL PRIMARY KEY,
    step_id TEXT NOT NULL REFERENCES own_steps (id),
    number BIGINT NOT NULL CHECK (number > 0),
    area TEXT NOT NULL CHECK (area IN ('support', 'home', 'work', 'money', 'health', 'people', 'identity', 'skills', 'safety', 'immigration')),
    what TEXT NOT NULL,
    who TEXT NOT NULL,
    due_on DATE,
    status TEXT NOT NULL CHECK (status IN ('to_do', 'stuck', 'done', 'dropped')),
    otherwise TEXT,
    said_at TIMESTAMP NOT NULL,
    said_by TEXT REFERENCES users (id)
);
CREATE UNIQUE INDEX own_step_versions_number ON own_step_versions (step_id, number);
CREATE TRIGGER own_step_versions_no_change BEFORE UPDATE OR DELETE ON own_step_versions FOR EACH ROW EXECUTE FUNCTION only_grows();

-- Which parts the young person shares with those who work with them. A part without a row is private.
CREATE TABLE plan_shares (
    id TEXT NOT NULL PRIMARY KEY,
    person_id TEXT NOT NULL REFERENCES persons (id),
    area TEXT NOT NULL CHECK (area IN ('support', 'home', 'work', 'money', 'health', 'people', 'identity', 'skills', 'safety', 'immigration')),
    shared BOOLEAN NOT NULL,
    source TEXT NOT NULL CHECK (source IN ('import', 'staff', 'young_person')),
    recorded_at TIMESTAMP NOT NULL,
    recorded_by TEXT REFERENCES users (id),
    import_id TEXT,
    superseded_at TIMESTAMP,
    superseded_by TEXT REFERENCES plan_shares (id)
);
CREATE INDEX plan_shares_person ON plan_shares (person_id);
CREATE INDEX plan_shares_superseded_by ON plan_shares (superseded_by);
