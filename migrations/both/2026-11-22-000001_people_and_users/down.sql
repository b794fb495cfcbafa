DROP TABLE chain_heads;
DROP TABLE users;
DROP TABLE teams;
DROP TABLE persons;
