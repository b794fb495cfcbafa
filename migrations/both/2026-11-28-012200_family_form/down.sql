DROP INDEX persons_family_form;
ALTER TABLE persons DROP COLUMN family_form;
