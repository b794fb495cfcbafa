DROP TABLE texts;
DROP TABLE text_numbers;
