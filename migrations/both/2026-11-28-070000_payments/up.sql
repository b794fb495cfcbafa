-- To whom something was paid or given, and what shows it.
ALTER TABLE entitlement_steps ADD COLUMN paid_to TEXT CHECK (paid_to IN ('themselves', 'somebody'));
ALTER TABLE entitlement_steps ADD COLUMN payee TEXT;
ALTER TABLE entitlement_steps ADD COLUMN evidence TEXT;
ALTER TABLE entitlement_steps ADD COLUMN document_id TEXT REFERENCES documents (id);
CREATE INDEX entitlement_steps_document ON entitlement_steps (document_id);
