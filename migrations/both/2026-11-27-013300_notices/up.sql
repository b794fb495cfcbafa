-- What is announced for some days, on which pages, for whom. It begins and ends by itself.
CREATE TABLE notices (
    id TEXT NOT NULL PRIMARY KEY,
    words TEXT NOT NULL,
    pages TEXT NOT NULL CHECK (pages IN ('everywhere', 'public', 'directory', 'worried', 'help')),
    readers TEXT NOT NULL CHECK (readers IN ('everyone', 'young_people', 'staff')),
    first_day DATE NOT NULL,
    last_day DATE NOT NULL,
    made_at TIMESTAMP NOT NULL,
    made_by TEXT NOT NULL REFERENCES users (id),
    ended_at TIMESTAMP,
    CHECK (first_day <= last_day)
);
CREATE INDEX notices_last_day ON notices (last_day);
