-- The texts of the directory as its search reads them.
CREATE VIRTUAL TABLE directory_text USING fts5(entry_id UNINDEXED, name, also, body, tokenize = 'porter unicode61 remove_diacritics 2');
