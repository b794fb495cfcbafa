DROP TABLE covers;
DROP TABLE set_asides;
DROP TABLE tasks;
