ALTER TABLE proof_letters DROP COLUMN guarantor;
ALTER TABLE proof_letters DROP COLUMN first_home;
ALTER TABLE proof_letters DROP COLUMN address;
ALTER TABLE proof_letters DROP COLUMN since;
