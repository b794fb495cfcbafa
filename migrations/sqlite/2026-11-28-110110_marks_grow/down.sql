DROP TRIGGER hub_marks_no_update;
DROP TRIGGER hub_marks_no_delete;
