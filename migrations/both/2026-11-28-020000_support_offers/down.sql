DROP TABLE support_turns;
