-- What was passed on stays as it is.
CREATE TRIGGER hub_passes_no_change BEFORE UPDATE OR DELETE ON hub_passes FOR EACH ROW EXECUTE FUNCTION only_grows();
