DROP TABLE proof_checks;
DROP TABLE proof_letters;
