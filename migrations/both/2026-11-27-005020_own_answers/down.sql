DROP TABLE own_answers;
