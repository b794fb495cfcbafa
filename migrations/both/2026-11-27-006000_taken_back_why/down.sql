ALTER TABLE imports DROP COLUMN taken_back_why;
