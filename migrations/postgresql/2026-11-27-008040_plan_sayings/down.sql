DROP TABLE plan_sayings;
