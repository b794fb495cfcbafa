ALTER TABLE hub_parts DROP COLUMN said_by;
ALTER TABLE hub_contacts DROP COLUMN taken_by;
ALTER TABLE hub_contacts DROP COLUMN taken_how;
DROP TABLE hub_views;
