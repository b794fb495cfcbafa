DROP TRIGGER hub_steps_no_change ON hub_steps;
DROP TRIGGER hub_steps_no_truncate ON hub_steps;
DROP TRIGGER hub_contacts_no_change ON hub_contacts;
