DROP TABLE strategy_discussions;
