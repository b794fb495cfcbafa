-- How an agency saw a decision is written once.
CREATE TRIGGER hub_views_no_change BEFORE UPDATE OR DELETE ON hub_views FOR EACH ROW EXECUTE FUNCTION only_grows();
