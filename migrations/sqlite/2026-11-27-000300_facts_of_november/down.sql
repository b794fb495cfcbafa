-- Answers that there was no room for before are let go.
CREATE TABLE circumstances_next (
    id TEXT NOT NULL PRIMARY KEY,
    person_id TEXT NOT NULL REFERENCES persons (id),
    fact TEXT NOT NULL CHECK (fact IN (
        'education_request_date', 'support_request_date', 'support_declined_date', 'has_pathway_plan',
        'setting_up_home_paid', 'he_bursary_paid', 'apprenticeship_bursary_paid', 'staying_put',
        'term_time_home_open_in_vacation', 'privately_renting', 'council_tax_liable',
        'lives_in_responsible_area', 'parent', 'pregnant', 'limited_capability', 'recourse_to_public_funds',
        'ehcp')),
    yes BOOLEAN,
    on_day DATE,
    pence BIGINT,
    -- Since when it is so, where somebody knows.
    since DATE,
    source TEXT NOT NULL CHECK (source IN ('import', 'staff', 'young_person')),
    recorded_at TIMESTAMP NOT NULL,
    recorded_by TEXT REFERENCES users (id),
    import_id TEXT,
    superseded_at TIMESTAMP,
    superseded_by TEXT REFERENCES circumstances_next (id),
    CHECK (superseded_by IS NULL OR superseded_at IS NOT NULL)
);
INSERT INTO circumstances_next (id, person_id, fact, yes, on_day, pence, since, source, recorded_at, recorded_by, import_id, superseded_at, superseded_by)
SELECT id, person_id, fact, yes, on_day, pence, since, source, recorded_at, recorded_by, import_id, superseded_at, superseded_by FROM circumstances WHERE fact IN (
    'education_request_date', 'support_request_date', 'support_declined_date', 'has_pathway_plan',
    'setting_up_home_paid', 'he_bursary_paid', 'apprenticeship_bursary_paid', 'staying_put',
    'term_time_home_open_in_vacation', 'privately_renting', 'council_tax_liable',
    'lives_in_responsible_area', 'parent', 'pregnant', 'limited_capability', 'recourse_to_public_funds',
    'ehcp');
DROP TABLE circumstances;
ALTER TABLE circumstances_next RENAME TO circumstances;
CREATE INDEX circumstances_person ON circumstances (person_id);
CREATE INDEX circumstances_superseded_by ON circumstances (superseded_by);
