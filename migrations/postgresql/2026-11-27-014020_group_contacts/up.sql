-- Several young people met together: a kind of its own, which is contact and no visit.
ALTER TABLE contacts DROP CONSTRAINT contacts_kind_check;
ALTER TABLE contacts ADD CONSTRAINT contacts_kind_check CHECK (kind IN ('visit_at_home', 'visit_elsewhere', 'call', 'video', 'message', 'tried', 'refused', 'group'));
