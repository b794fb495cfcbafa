DROP TRIGGER hub_marks_no_change ON hub_marks;
