-- What holds stays; what is written in words of later goes.
ALTER TABLE hub_steps DISABLE TRIGGER USER;
DROP INDEX hub_steps_decided;
DROP INDEX hub_steps_withdrawn;
DROP INDEX hub_steps_of_step;
DROP INDEX hub_steps_person;
ALTER TABLE hub_steps DROP CONSTRAINT hub_steps_has_ended;
ALTER TABLE hub_steps DROP CONSTRAINT hub_steps_has_done;
ALTER TABLE hub_steps DROP CONSTRAINT hub_steps_has_sent;
ALTER TABLE hub_steps DROP CONSTRAINT hub_steps_has_to_whom;
ALTER TABLE hub_steps DROP CONSTRAINT hub_steps_has_adviser;
ALTER TABLE hub_steps DROP CONSTRAINT hub_steps_has_person;
CREATE TEMPORARY TABLE hub_steps_gone ON COMMIT DROP AS
SELECT id FROM hub_steps
WHERE kind IN ('withdrawn', 'done', 'sent', 'not_sent', 'adviser_told')
OR id IN (SELECT of_step FROM hub_steps WHERE kind = 'withdrawn');
UPDATE hub_steps SET of_step = NULL;
DELETE FROM hub_steps WHERE id IN (SELECT id FROM hub_steps_gone);
ALTER TABLE hub_steps DROP COLUMN of_step, DROP COLUMN next_step, DROP COLUMN to_whom, DROP COLUMN person_id;
ALTER TABLE hub_steps DROP CONSTRAINT hub_steps_kind_check;
ALTER TABLE hub_steps ADD CONSTRAINT hub_steps_kind_check CHECK (kind IN ('taken', 'screened', 'shared', 'told', 'will_try', 'tried', 'not_told', 'agreement', 'decided'));
-- A contact is decided once.
CREATE UNIQUE INDEX hub_steps_decided ON hub_steps (contact_id) WHERE kind = 'decided';
ALTER TABLE hub_steps ENABLE TRIGGER USER;
