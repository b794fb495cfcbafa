DROP TABLE plan_shares;
DROP TABLE own_step_versions;
DROP TABLE own_steps;
DROP TABLE plan_parts;
ALTER TABLE plan_steps DROP COLUMN otherwise;
