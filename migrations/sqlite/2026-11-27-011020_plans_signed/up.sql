-- A plan on its way to be signed. What was agreed of support stands in the plan; its moves, the words written over and the text
-- that was signed are only ever added to.
ALTER TABLE plans ADD COLUMN support_by TEXT CHECK (support_by IN ('adviser', 'social_worker', 'both'));
ALTER TABLE plans ADD COLUMN support_weeks BIGINT;
ALTER TABLE plans ADD COLUMN support_why TEXT;

CREATE TABLE plan_moves (
    id TEXT NOT NULL PRIMARY KEY,
    plan_id TEXT NOT NULL REFERENCES plans (id),
    act TEXT NOT NULL CHECK (act IN ('shared', 'handed_in', 'sent_back', 'signed')),
    words TEXT,
    made_at TIMESTAMP NOT NULL,
    made_by TEXT REFERENCES users (id)
);
CREATE INDEX plan_moves_plan ON plan_moves (plan_id);
CREATE TRIGGER plan_moves_no_update BEFORE UPDATE ON plan_moves
BEGIN SELECT RAISE(ABORT, 'plan_moves only grows'); END;
CREATE TRIGGER plan_moves_no_delete BEFORE DELETE ON plan_moves
BEGIN SELECT RAISE(ABORT, 'plan_moves only grows'); END;

-- The whole text of a signed plan, and its SHA-256. `onward check` compares both with the audit trail.
CREATE TABLE plan_snapshots (
    plan_id TEXT NOT NULL PRIMARY KEY REFERENCES plans (id),
    says TEXT NOT NULL,
    hash TEXT NOT NULL,
    made_at TIMESTAMP NOT NULL,
    made_by TEXT REFERENCES users (id)
);
CREATE TRIGGER plan_snapshots_no_update BEFORE UPDATE ON plan_snapshots
BEGIN SELECT RAISE(ABORT, 'plan_snapshots only grows'); END;
CREATE TRIGGER plan_snapshots_no_delete BEFORE DELETE ON plan_snapshots
BEGIN SELECT RAISE(ABORT, 'plan_snapshots only grows'); END;

CREATE TABLE plan_earlier (
    id TEXT NOT NULL PRIMARY KEY,
    plan_id TEXT NOT NULL REFERENCES plans (id),
    area TEXT NOT NULL CHECK (area IN ('support', 'home', 'work', 'money', 'health', 'people', 'identity', 'skills', 'safety', 'immigration')),
    words TEXT NOT NULL,
    written_at TIMESTAMP NOT NULL,
    written_by TEXT REFERENCES users (id)
);
CREATE INDEX plan_earlier_plan ON plan_earlier (plan_id);
CREATE TRIGGER plan_earlier_no_update BEFORE UPDATE ON plan_earlier
BEGIN SELECT RAISE(ABORT, 'plan_earlier only grows'); END;
CREATE TRIGGER plan_earlier_no_delete BEFORE DELETE ON plan_earlier
BEGIN SELECT RAISE(ABORT, 'plan_earlier only grows'); END;

-- What an assessment of needs found, matter by matter.
CREATE TABLE need_parts (
    id TEXT NOT NULL PRIMARY KEY,
    person_id TEXT NOT NULL REFERENCES persons (id),
    area TEXT NOT NULL CHECK (area IN ('support', 'home', 'work', 'money', 'health', 'people', 'identity', 'skills', 'safety', 'immigration')),
    says TEXT NOT NULL,
    source TEXT NOT NULL CHECK (source IN ('import', 'staff', 'young_person')),
    recorded_at TIMESTAMP NOT NULL,
    recorded_by TEXT REFERENCES users (id),
    import_id TEXT,
    superseded_at TIMESTAMP,
    superseded_by TEXT REFERENCES need_parts (id)
);
CREATE INDEX need_parts_person ON need_parts (person_id);
CREATE INDEX need_parts_superseded_by ON need_parts (superseded_by);
