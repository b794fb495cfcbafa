ALTER TABLE life_events DROP COLUMN authority;
