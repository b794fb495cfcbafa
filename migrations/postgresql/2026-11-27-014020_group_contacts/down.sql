-- Contact that is no visit stays so.
UPDATE contacts SET kind = 'message' WHERE kind = 'group';
ALTER TABLE contacts DROP CONSTRAINT contacts_kind_check;
ALTER TABLE contacts ADD CONSTRAINT contacts_kind_check CHECK (kind IN ('visit_at_home', 'visit_elsewhere', 'call', 'video', 'message', 'tried', 'refused'));
