CREATE INDEX access_log_user ON access_log (user_id);
DROP INDEX contacts_person;
CREATE INDEX contacts_person ON contacts (person_id, happened_on);
DROP INDEX allocations_user;
CREATE INDEX allocations_user ON allocations (user_id);
