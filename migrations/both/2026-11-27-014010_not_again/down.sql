DROP TABLE not_again;
