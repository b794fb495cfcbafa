-- The country whose law the care was under; NULL: England. It is never guessed from the name of an authority.
ALTER TABLE care_episodes ADD COLUMN country TEXT
    CHECK (country IN ('england', 'wales', 'scotland', 'northern_ireland', 'unknown'));
