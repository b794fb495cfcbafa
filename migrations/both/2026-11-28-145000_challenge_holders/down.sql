DROP TABLE challenge_holders;
