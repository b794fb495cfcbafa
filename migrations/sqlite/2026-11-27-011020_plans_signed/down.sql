DROP TABLE need_parts;
DROP TABLE plan_earlier;
DROP TABLE plan_snapshots;
DROP TABLE plan_moves;
ALTER TABLE plans DROP COLUMN support_why;
ALTER TABLE plans DROP COLUMN support_weeks;
ALTER TABLE plans DROP COLUMN support_by;
