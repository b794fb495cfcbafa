ALTER TABLE hub_parts DROP COLUMN law;
ALTER TABLE hub_parts DROP COLUMN ground;
