-- Letters that prove that somebody is in care or a care leaver. What one says is fixed when it is made; its code is kept sealed
-- for its owner and hashed for whoever checks it. Ended at any time, on paper too.
CREATE TABLE proof_letters (
    id TEXT NOT NULL PRIMARY KEY,
    person_id TEXT NOT NULL REFERENCES persons (id),
    receiver TEXT NOT NULL CHECK (receiver IN ('landlord', 'college', 'bank', 'council_tax')),
    name TEXT NOT NULL,
    says TEXT NOT NULL CHECK (says IN ('in_care', 'care_leaver', 'qualifying')),
    supported_until DATE,
    code_hash TEXT NOT NULL,
    code_sealed TEXT NOT NULL,
    made_at TIMESTAMP NOT NULL,
    made_by TEXT REFERENCES users (id),
    ends_on DATE NOT NULL,
    ended_at TIMESTAMP
);
CREATE INDEX proof_letters_person ON proof_letters (person_id);
CREATE UNIQUE INDEX proof_letters_code ON proof_letters (code_hash);

-- That a letter was checked, and when: never by whom.
CREATE TABLE proof_checks (
    id TEXT NOT NULL PRIMARY KEY,
    letter_id TEXT NOT NULL REFERENCES proof_letters (id),
    at TIMESTAMP NOT NULL
);
CREATE INDEX proof_checks_letter ON proof_checks (letter_id);
