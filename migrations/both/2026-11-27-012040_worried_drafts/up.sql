-- What somebody began to write to the hub and comes back to with a code: sealed, for 72 hours, then gone.
CREATE TABLE worried_drafts (
    code_hash TEXT NOT NULL PRIMARY KEY,
    sealed TEXT NOT NULL,
    until TIMESTAMP NOT NULL
);
