DROP TABLE language_wishes;
