DROP TABLE page_shares;
