-- Reviews and conferences: booked, and recorded once after they were held.
CREATE TABLE reviews (
    id TEXT NOT NULL PRIMARY KEY,
    person_id TEXT NOT NULL REFERENCES persons (id),
    kind TEXT NOT NULL CHECK (kind IN ('care', 'pathway', 'conference')),
    booked_for DATE NOT NULL,
    booked_at TIMESTAMP NOT NULL,
    booked_by TEXT NOT NULL REFERENCES users (id),
    held_on DATE,
    views_how TEXT CHECK (views_how IN ('in_person', 'message', 'advocate', 'declined', 'not_asked')),
    views_before TEXT,
    views_after TEXT,
    outcome TEXT,
    by_when DATE,
    who TEXT,
    decided TEXT,
    recorded_at TIMESTAMP,
    recorded_by TEXT REFERENCES users (id),
    moved_at TIMESTAMP,
    CHECK ((held_on IS NULL) = (decided IS NULL) AND (held_on IS NULL) = (views_how IS NULL)),
    CHECK ((held_on IS NULL) = (recorded_at IS NULL) AND (recorded_at IS NULL) = (recorded_by IS NULL))
);
CREATE INDEX reviews_person ON reviews (person_id);

-- What a reviewing officer does not accept.
CREATE TABLE challenges (
    id TEXT NOT NULL PRIMARY KEY,
    person_id TEXT NOT NULL REFERENCES persons (id),
    number BIGINT NOT NULL,
    matter TEXT NOT NULL CHECK (matter IN ('family_time', 'home', 'education', 'health', 'plan', 'money', 'safety', 'other')),
    title TEXT NOT NULL,
    words TEXT NOT NULL,
    childs_words TEXT,
    raised_on DATE NOT NULL,
    raised_at TIMESTAMP NOT NULL,
    raised_by TEXT NOT NULL REFERENCES users (id)
);
CREATE INDEX challenges_person ON challenges (person_id);
CREATE UNIQUE INDEX challenges_number ON challenges (number);

-- What happened to it, in order. Rows are only ever added; a result names how it is known.
CREATE TABLE challenge_moves (
    id TEXT NOT NULL PRIMARY KEY,
    challenge_id TEXT NOT NULL REFERENCES challenges (id),
    act TEXT NOT NULL CHECK (act IN ('answered', 'up', 'result')),
    words TEXT NOT NULL,
    result TEXT CHECK (result IN ('changed', 'in_part', 'not')),
    how_known TEXT CHECK (how_known IN ('said', 'saw', 'somebody', 'record')),
    childs_words TEXT,
    on_day DATE NOT NULL,
    at TIMESTAMP NOT NULL,
    by_user TEXT NOT NULL REFERENCES users (id),
    CHECK ((act = 'result') = (result IS NOT NULL) AND (act = 'result') = (how_known IS NOT NULL))
);
CREATE INDEX challenge_moves_challenge ON challenge_moves (challenge_id);

-- Practice advice of the reviewing officers, in versions.
CREATE TABLE practice_advice (
    id TEXT NOT NULL PRIMARY KEY,
    advice_id TEXT NOT NULL,
    title TEXT NOT NULL,
    matter TEXT NOT NULL CHECK (matter IN ('family_time', 'home', 'education', 'health', 'plan', 'money', 'safety', 'other')),
    words TEXT NOT NULL,
    recorded_at TIMESTAMP NOT NULL,
    recorded_by TEXT NOT NULL REFERENCES users (id),
    superseded_at TIMESTAMP
);
CREATE UNIQUE INDEX practice_advice_current ON practice_advice (advice_id) WHERE superseded_at IS NULL;
