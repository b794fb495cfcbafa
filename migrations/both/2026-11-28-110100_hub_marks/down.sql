DROP TABLE hub_marks;
