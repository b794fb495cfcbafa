DROP TABLE import_links;
DROP TABLE return_years;
DROP TABLE return_rows;
DROP TABLE import_questions;
DROP TABLE import_problems;
DROP TABLE import_files;
DROP TABLE imports;
