-- A visit is written down once: who was seen alone, how they are in their own words, and a refusal is a kind of its own.
ALTER TABLE contacts DROP CONSTRAINT contacts_kind_check;
ALTER TABLE contacts ADD CONSTRAINT contacts_kind_check CHECK (kind IN ('visit_at_home', 'visit_elsewhere', 'call', 'video', 'message', 'tried', 'refused'));
ALTER TABLE contacts ADD COLUMN alone TEXT CHECK (alone IN ('yes', 'partly', 'no'));
ALTER TABLE contacts ADD COLUMN own_words TEXT;
-- Why a home is suitable or is not, and whether the council provides it.
ALTER TABLE homes ADD COLUMN why TEXT;
ALTER TABLE homes ADD COLUMN provided BOOLEAN;
