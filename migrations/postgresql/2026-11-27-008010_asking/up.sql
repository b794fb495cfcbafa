-- A request is followed to its end in the ledger itself: being decided, a day that passed, done. Each step may promise the
-- day of the next, and name who decides.
ALTER TABLE entitlement_steps DROP CONSTRAINT entitlement_steps_act_check;
ALTER TABLE entitlement_steps ADD CONSTRAINT entitlement_steps_act_check CHECK (act IN ('told', 'asked', 'deciding', 'agreed', 'paid', 'refused', 'declined', 'chased', 'done', 'taken_back'));
ALTER TABLE entitlement_steps ADD COLUMN by_day DATE;
ALTER TABLE entitlement_steps ADD COLUMN decider TEXT;
