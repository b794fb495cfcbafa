-- Rows of the hub's ledger are only ever added, and what came stays as it came.
CREATE TRIGGER hub_steps_no_update BEFORE UPDATE ON hub_steps
BEGIN SELECT RAISE(ABORT, 'hub_steps only grows'); END;
CREATE TRIGGER hub_steps_no_delete BEFORE DELETE ON hub_steps
BEGIN SELECT RAISE(ABORT, 'hub_steps only grows'); END;
CREATE TRIGGER hub_contacts_no_update BEFORE UPDATE ON hub_contacts
BEGIN SELECT RAISE(ABORT, 'hub_contacts only grows'); END;
