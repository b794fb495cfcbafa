-- Why a return was taken back, in the words of whoever did; NULL: from the command line, or before this was asked.
ALTER TABLE imports ADD COLUMN taken_back_why TEXT;
