ALTER TABLE users DROP CONSTRAINT users_role_check;
ALTER TABLE users ADD CONSTRAINT users_role_check CHECK (role IN
    ('young_person', 'adviser', 'reviewing_officer', 'hub_worker', 'manager', 'administrator'));
