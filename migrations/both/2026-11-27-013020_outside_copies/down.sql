DROP TABLE outside_copies;
