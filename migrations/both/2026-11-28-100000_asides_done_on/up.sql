-- A row of the day that was done elsewhere keeps the day on which it was done.
ALTER TABLE set_asides ADD COLUMN done_on DATE;
