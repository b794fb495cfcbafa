DROP TABLE worried_drafts;
