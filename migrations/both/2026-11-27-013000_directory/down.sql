DROP TABLE directory_questions;
DROP TABLE directory_flags;
DROP TABLE directory_words;
DROP TABLE directory_entries;
