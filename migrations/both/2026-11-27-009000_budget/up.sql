-- A young person's own budget. Nobody else reads it but the parts that they share.
CREATE TABLE budget_lines (
    id TEXT NOT NULL PRIMARY KEY,
    person_id TEXT NOT NULL REFERENCES persons (id),
    kind TEXT NOT NULL CHECK (kind IN (
        'wages', 'universal_credit', 'bursary', 'allowance', 'other_in', 'rent', 'energy', 'council_tax', 'water', 'phone',
        'food', 'travel', 'debt', 'me', 'other_out'
    )),
    called TEXT,
    pence BIGINT NOT NULL CHECK (pence >= 0),
    every TEXT NOT NULL CHECK (every IN ('week', 'fortnight', 'four_weeks', 'month', 'year')),
    due DATE,
    source TEXT NOT NULL CHECK (source IN ('import', 'staff', 'young_person')),
    recorded_at TIMESTAMP NOT NULL,
    recorded_by TEXT REFERENCES users (id),
    import_id TEXT,
    superseded_at TIMESTAMP,
    superseded_by TEXT REFERENCES budget_lines (id)
);
CREATE INDEX budget_lines_person ON budget_lines (person_id);
CREATE INDEX budget_lines_superseded_by ON budget_lines (superseded_by);

-- How they are paid, the pot, and what they share.
CREATE TABLE budget_plans (
    id TEXT NOT NULL PRIMARY KEY,
    person_id TEXT NOT NULL REFERENCES persons (id),
    paid TEXT NOT NULL CHECK (paid IN ('week', 'fortnight', 'four_weeks', 'month', 'year')),
    pay_day DATE,
    saved BIGINT NOT NULL CHECK (saved >= 0),
    goal BIGINT CHECK (goal >= 0),
    shares_in BOOLEAN NOT NULL,
    shares_out BOOLEAN NOT NULL,
    shares_left BOOLEAN NOT NULL,
    shares_pot BOOLEAN NOT NULL,
    source TEXT NOT NULL CHECK (source IN ('import', 'staff', 'young_person')),
    recorded_at TIMESTAMP NOT NULL,
    recorded_by TEXT REFERENCES users (id),
    import_id TEXT,
    superseded_at TIMESTAMP,
    superseded_by TEXT REFERENCES budget_plans (id)
);
CREATE INDEX budget_plans_person ON budget_plans (person_id);
CREATE INDEX budget_plans_superseded_by ON budget_plans (superseded_by);
