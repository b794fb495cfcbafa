DROP TABLE account_closings;
DROP TABLE matters;
DROP TABLE check_ins;
DROP TABLE pronouns;
DROP TABLE reach_wishes;
