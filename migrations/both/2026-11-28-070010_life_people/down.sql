DROP TABLE life_people;
