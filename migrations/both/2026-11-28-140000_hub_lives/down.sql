ALTER TABLE hub_contacts DROP COLUMN lives;
