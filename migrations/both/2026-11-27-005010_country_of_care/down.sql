ALTER TABLE care_episodes DROP COLUMN country;
