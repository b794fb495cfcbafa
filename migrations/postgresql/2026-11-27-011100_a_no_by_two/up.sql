-- A refusal of what the rule does not rule out is proposed first; a manager refuses it, or sends it back.
ALTER TABLE entitlement_steps DROP CONSTRAINT entitlement_steps_act_check;
ALTER TABLE entitlement_steps ADD CONSTRAINT entitlement_steps_act_check CHECK (act IN ('told', 'asked', 'deciding', 'agreed', 'paid', 'refused', 'declined', 'chased', 'done', 'no_proposed', 'no_sent_back', 'taken_back'));
