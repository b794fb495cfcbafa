ALTER TABLE set_asides DROP COLUMN done_on;
