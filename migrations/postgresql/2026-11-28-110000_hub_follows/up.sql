-- A decision is withdrawn and made again; what it asks for is done, its messages are sent or not, and an adviser is told.
ALTER TABLE hub_steps DROP CONSTRAINT hub_steps_kind_check;
ALTER TABLE hub_steps ADD CONSTRAINT hub_steps_kind_check CHECK (kind IN ('taken', 'screened', 'shared', 'told', 'will_try', 'tried', 'not_told', 'agreement', 'decided', 'withdrawn', 'done', 'sent', 'not_sent', 'adviser_told'));
ALTER TABLE hub_steps ADD COLUMN of_step TEXT REFERENCES hub_steps (id);
ALTER TABLE hub_steps ADD COLUMN next_step TEXT CHECK (next_step IN ('begin', 'end'));
ALTER TABLE hub_steps ADD COLUMN to_whom TEXT CHECK (to_whom IN ('family', 'referrer'));
ALTER TABLE hub_steps ADD COLUMN person_id TEXT REFERENCES persons (id);
ALTER TABLE hub_steps ADD CONSTRAINT hub_steps_has_ended CHECK (kind NOT IN ('withdrawn', 'not_sent') OR (of_step IS NOT NULL AND words IS NOT NULL));
ALTER TABLE hub_steps ADD CONSTRAINT hub_steps_has_done CHECK (kind <> 'done' OR (of_step IS NOT NULL AND next_step IS NOT NULL AND on_day IS NOT NULL AND name IS NOT NULL));
ALTER TABLE hub_steps ADD CONSTRAINT hub_steps_has_sent CHECK (kind <> 'sent' OR (of_step IS NOT NULL AND on_day IS NOT NULL AND name IS NOT NULL AND words IS NOT NULL));
ALTER TABLE hub_steps ADD CONSTRAINT hub_steps_has_to_whom CHECK (kind NOT IN ('sent', 'not_sent') OR to_whom IS NOT NULL);
ALTER TABLE hub_steps ADD CONSTRAINT hub_steps_has_adviser CHECK (kind <> 'adviser_told' OR (person_id IS NOT NULL AND ground IS NOT NULL AND name IS NOT NULL AND words IS NOT NULL));
ALTER TABLE hub_steps ADD CONSTRAINT hub_steps_has_person CHECK (person_id IS NULL OR kind = 'adviser_told');
DROP INDEX hub_steps_decided;
-- A contact is decided once, and once more after each decision that was withdrawn; a decision is withdrawn once.
CREATE UNIQUE INDEX hub_steps_decided ON hub_steps (contact_id, COALESCE(of_step, '')) WHERE kind = 'decided';
CREATE UNIQUE INDEX hub_steps_withdrawn ON hub_steps (of_step) WHERE kind = 'withdrawn';
CREATE INDEX hub_steps_of_step ON hub_steps (of_step);
CREATE INDEX hub_steps_person ON hub_steps (person_id);
