ALTER TABLE imports DROP COLUMN rights_of;
DROP TABLE import_rights;
