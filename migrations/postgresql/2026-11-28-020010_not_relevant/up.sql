-- Something is of no use to somebody now, with the reason.
ALTER TABLE entitlement_steps DROP CONSTRAINT entitlement_steps_act_check;
ALTER TABLE entitlement_steps ADD CONSTRAINT entitlement_steps_act_check CHECK (act IN ('told', 'asked', 'deciding', 'agreed', 'paid', 'refused', 'declined', 'not_relevant', 'chased', 'done', 'no_proposed', 'no_sent_back', 'taken_back'));
