-- The days of an application: the last day to apply, the interview, and the day it starts.
ALTER TABLE wishes ADD COLUMN apply_by DATE;
ALTER TABLE wishes ADD COLUMN interview_on DATE;
ALTER TABLE wishes ADD COLUMN starts_on DATE;
