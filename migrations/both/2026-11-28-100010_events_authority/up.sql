-- Which authority took over somebody's care, by name.
ALTER TABLE life_events ADD COLUMN authority TEXT;
