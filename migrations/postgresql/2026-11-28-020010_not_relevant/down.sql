ALTER TABLE entitlement_steps DISABLE TRIGGER entitlement_steps_no_change;
DELETE FROM entitlement_steps WHERE act = 'not_relevant';
ALTER TABLE entitlement_steps ENABLE TRIGGER entitlement_steps_no_change;
ALTER TABLE entitlement_steps DROP CONSTRAINT entitlement_steps_act_check;
ALTER TABLE entitlement_steps ADD CONSTRAINT entitlement_steps_act_check CHECK (act IN ('told', 'asked', 'deciding', 'agreed', 'paid', 'refused', 'declined', 'chased', 'done', 'no_proposed', 'no_sent_back', 'taken_back'));
