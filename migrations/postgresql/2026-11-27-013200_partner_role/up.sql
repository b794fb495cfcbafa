-- Partners of the hub sign in with a role of their own.
ALTER TABLE users DROP CONSTRAINT users_role_check;
ALTER TABLE users ADD CONSTRAINT users_role_check CHECK (role IN
    ('young_person', 'adviser', 'reviewing_officer', 'hub_worker', 'partner', 'manager', 'administrator'));
