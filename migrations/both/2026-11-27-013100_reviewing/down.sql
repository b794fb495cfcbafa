DROP TABLE practice_advice;
DROP TABLE challenge_moves;
DROP TABLE challenges;
DROP TABLE reviews;
