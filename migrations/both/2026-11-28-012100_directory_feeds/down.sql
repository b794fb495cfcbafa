DROP TABLE directory_feeds;
