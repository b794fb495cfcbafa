DROP TRIGGER hub_steps_no_update;
DROP TRIGGER hub_steps_no_delete;
DROP TRIGGER hub_contacts_no_update;
