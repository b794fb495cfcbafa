ALTER TABLE homes DROP COLUMN provided;
ALTER TABLE homes DROP COLUMN why;
ALTER TABLE contacts DROP COLUMN own_words;
ALTER TABLE contacts DROP COLUMN alone;
UPDATE contacts SET kind = 'tried' WHERE kind = 'refused';
ALTER TABLE contacts DROP CONSTRAINT contacts_kind_check;
ALTER TABLE contacts ADD CONSTRAINT contacts_kind_check CHECK (kind IN ('visit_at_home', 'visit_elsewhere', 'call', 'video', 'message', 'tried'));
