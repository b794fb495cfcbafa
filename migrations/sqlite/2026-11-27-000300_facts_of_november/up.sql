-- The facts of rules/facts.toml to which an answer is kept by itself, and a choice as an answer. SQLite changes a CHECK
-- only with the table.
CREATE TABLE circumstances_next (
    id TEXT NOT NULL PRIMARY KEY,
    person_id TEXT NOT NULL REFERENCES persons (id),
    fact TEXT NOT NULL CHECK (fact IN (
        'has_pathway_plan', 'staying_put', 'term_time_home_open_in_vacation', 'privately_renting',
        'council_tax_liable', 'lives_in_responsible_area', 'parent', 'pregnant', 'limited_capability',
        'recourse_to_public_funds', 'ehcp', 'domestic_abuse', 'child_in_need', 'gets_rent_help',
        'needs_leave_to_stay', 'he_bursary_paid', 'apprenticeship_bursary_paid', 'homeless',
        'education_request_date', 'support_request_date', 'support_declined_date', 'setting_up_home_paid',
        'leave_to_remain_ends', 'shares_tenancy', 'section_20_assessment', 'council_contact',
        'crisis_payment', 'household_support_fund', 'council_rules', 'fund_goes_on', 'immigration_status',
        'can_you_pay', 'vulnerable', 'support_from_parents', 'pip_and_when_assessed', 'due_date', 'carer',
        'course_and_work_search', 'sar_exceptions', 'other_reason', 'university_offer',
        'universal_credit_household', 'college_rules', 'low_income', 'qualifying_benefit',
        'who_pays_the_bill', 'open_this_year', 'therapy', 'benefits_or_low_income',
        'benefits_or_medical_exemption', 'care_needs_as_an_adult', 'child_trust_fund', 'savings_opened',
        'guidance_only', 'health_or_disability', 'help_with_rent_already', 'kind_of_housing', 'local_offer',
        'offer_where_you_live', 'pilot_area', 'told_the_council', 'universal_credit_claim',
        'where_you_lived', 'may_vote', 'course_still_in_plan')),
    yes BOOLEAN,
    on_day DATE,
    pence BIGINT,
    choice TEXT CHECK (choice IN ('yes', 'at_risk', 'no')),
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
SELECT id, person_id, fact, yes, on_day, pence, since, source, recorded_at, recorded_by, import_id, superseded_at, superseded_by FROM circumstances;
DROP TABLE circumstances;
ALTER TABLE circumstances_next RENAME TO circumstances;
CREATE INDEX circumstances_person ON circumstances (person_id);
CREATE INDEX circumstances_superseded_by ON circumstances (superseded_by);
