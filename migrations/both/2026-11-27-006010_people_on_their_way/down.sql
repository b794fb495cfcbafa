DROP TABLE people_on_their_way;
