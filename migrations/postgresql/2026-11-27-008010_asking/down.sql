ALTER TABLE entitlement_steps DISABLE TRIGGER entitlement_steps_no_change;
DELETE FROM entitlement_steps WHERE act IN ('deciding', 'chased', 'done');
ALTER TABLE entitlement_steps ENABLE TRIGGER entitlement_steps_no_change;
ALTER TABLE entitlement_steps DROP COLUMN by_day;
ALTER TABLE entitlement_steps DROP COLUMN decider;
ALTER TABLE entitlement_steps DROP CONSTRAINT entitlement_steps_act_check;
ALTER TABLE entitlement_steps ADD CONSTRAINT entitlement_steps_act_check CHECK (act IN ('told', 'asked', 'agreed', 'paid', 'refused', 'declined', 'taken_back'));
