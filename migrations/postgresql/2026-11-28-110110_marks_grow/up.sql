-- Marks are only ever added.
CREATE TRIGGER hub_marks_no_change BEFORE UPDATE OR DELETE ON hub_marks FOR EACH ROW EXECUTE FUNCTION only_grows();
