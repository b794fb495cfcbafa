-- What partners add and whose a contact is: rows are only ever added. So are the moves of a challenge.
CREATE TRIGGER hub_parts_no_change BEFORE UPDATE OR DELETE ON hub_parts FOR EACH ROW EXECUTE FUNCTION only_grows();
CREATE TRIGGER hub_routes_no_change BEFORE UPDATE OR DELETE ON hub_routes FOR EACH ROW EXECUTE FUNCTION only_grows();
CREATE TRIGGER challenge_moves_no_change BEFORE UPDATE OR DELETE ON challenge_moves FOR EACH ROW EXECUTE FUNCTION only_grows();
