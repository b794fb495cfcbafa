-- What a letter says for its receiver alone: since when (council tax), an address (a bank), and help with a home (a landlord).
ALTER TABLE proof_letters ADD COLUMN since DATE;
ALTER TABLE proof_letters ADD COLUMN address TEXT;
ALTER TABLE proof_letters ADD COLUMN first_home BOOLEAN NOT NULL DEFAULT FALSE;
ALTER TABLE proof_letters ADD COLUMN guarantor BOOLEAN NOT NULL DEFAULT FALSE;
