-- Where the child lives, as whoever wrote says. What came before it was asked has none.
ALTER TABLE hub_contacts ADD COLUMN lives TEXT CHECK (lives IN ('ours', 'neighbour', 'elsewhere', 'unknown'));
