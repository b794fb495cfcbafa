-- Answers that there was no room for before are let go.
DELETE FROM circumstances WHERE NOT (fact IN (
    'education_request_date', 'support_request_date', 'support_declined_date', 'has_pathway_plan',
    'setting_up_home_paid', 'he_bursary_paid', 'apprenticeship_bursary_paid', 'staying_put',
    'term_time_home_open_in_vacation', 'privately_renting', 'council_tax_liable',
    'lives_in_responsible_area', 'parent', 'pregnant', 'limited_capability', 'recourse_to_public_funds',
    'ehcp'));
ALTER TABLE circumstances DROP COLUMN choice;
ALTER TABLE circumstances DROP CONSTRAINT circumstances_fact_check;
ALTER TABLE circumstances ADD CONSTRAINT circumstances_fact_check CHECK (fact IN (
    'education_request_date', 'support_request_date', 'support_declined_date', 'has_pathway_plan',
    'setting_up_home_paid', 'he_bursary_paid', 'apprenticeship_bursary_paid', 'staying_put',
    'term_time_home_open_in_vacation', 'privately_renting', 'council_tax_liable',
    'lives_in_responsible_area', 'parent', 'pregnant', 'limited_capability', 'recourse_to_public_funds',
    'ehcp'));
