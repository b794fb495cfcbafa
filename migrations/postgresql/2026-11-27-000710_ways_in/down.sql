DROP INDEX audit_trail_asked;
DROP INDEX break_glass_seen;
DROP INDEX invitations_seen;
DROP TABLE account_changes;
ALTER TABLE invitations DROP COLUMN seen_by;
ALTER TABLE invitations DROP COLUMN seen_at;
ALTER TABLE invitations DROP COLUMN again;
