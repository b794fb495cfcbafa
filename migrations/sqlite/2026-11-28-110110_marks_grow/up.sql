-- Marks are only ever added.
CREATE TRIGGER hub_marks_no_update BEFORE UPDATE ON hub_marks
BEGIN SELECT RAISE(ABORT, 'hub_marks only grows'); END;
CREATE TRIGGER hub_marks_no_delete BEFORE DELETE ON hub_marks
BEGIN SELECT RAISE(ABORT, 'hub_marks only grows'); END;
