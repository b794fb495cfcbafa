DROP TABLE directory_text;
