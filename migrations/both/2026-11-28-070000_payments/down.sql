DROP INDEX entitlement_steps_document;
ALTER TABLE entitlement_steps DROP COLUMN document_id;
ALTER TABLE entitlement_steps DROP COLUMN evidence;
ALTER TABLE entitlement_steps DROP COLUMN payee;
ALTER TABLE entitlement_steps DROP COLUMN paid_to;
