DROP TABLE import_people;
