-- Rows of the hub's ledger are only ever added, and what came stays as it came.
CREATE TRIGGER hub_steps_no_change BEFORE UPDATE OR DELETE ON hub_steps FOR EACH ROW EXECUTE FUNCTION only_grows();
CREATE TRIGGER hub_steps_no_truncate BEFORE TRUNCATE ON hub_steps FOR EACH STATEMENT EXECUTE FUNCTION only_grows();
CREATE TRIGGER hub_contacts_no_change BEFORE UPDATE ON hub_contacts FOR EACH ROW EXECUTE FUNCTION only_grows();
