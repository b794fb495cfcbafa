-- The facts of rules/facts.toml to which an answer is kept by itself, and a choice as an answer.
ALTER TABLE circumstances DROP CONSTRAINT circumstances_fact_check;
ALTER TABLE circumstances ADD CONSTRAINT circumstances_fact_check CHECK (fact IN (
    'has_pathway_plan', 'staying_put', 'term_time_home_open_in_vacation', 'privately_renting',
    'council_tax_liable', 'lives_in_responsible_area', 'parent', 'pregnant', 'limited_capability',
    'recourse_to_public_funds', 'ehcp', 'domestic_abuse', 'child_in_need', 'gets_rent_help',
    'needs_leave_to_stay', 'he_bursary_paid', 'apprenticeship_bursary_paid', 'homeless',
    'education_request_date', 'support_request_date', 'support_declined_date', 'setting_up_home_paid',
    'leave_to_remain_ends', 'shares_tenancy', 'section_20_assessment', 'council_contact', 'crisis_payment',
    'household_support_fund', 'council_rules', 'fund_goes_on', 'immigration_status', 'can_you_pay',
    'vulnerable', 'support_from_parents', 'pip_and_when_assessed', 'due_date', 'carer',
    'course_and_work_search', 'sar_exceptions', 'other_reason', 'university_offer',
    'universal_credit_household', 'college_rules', 'low_income', 'qualifying_benefit', 'who_pays_the_bill',
    'open_this_year', 'therapy', 'benefits_or_low_income', 'benefits_or_medical_exemption',
    'care_needs_as_an_adult', 'child_trust_fund', 'savings_opened', 'guidance_only', 'health_or_disability',
    'help_with_rent_already', 'kind_of_housing', 'local_offer', 'offer_where_you_live', 'pilot_area',
    'told_the_council', 'universal_credit_claim', 'where_you_lived', 'may_vote', 'course_still_in_plan'));
ALTER TABLE circumstances ADD COLUMN choice TEXT CHECK (choice IN ('yes', 'at_risk', 'no'));
