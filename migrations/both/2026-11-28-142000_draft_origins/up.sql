-- From which network a draft came, as a hash: so many are kept of one network, and the oldest of the network with most go first.
ALTER TABLE sealed_drafts ADD COLUMN origin TEXT;
CREATE INDEX sealed_drafts_origin ON sealed_drafts (origin, until);
