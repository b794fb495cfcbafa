ALTER TABLE sealed_drafts RENAME COLUMN hash TO code_hash;
ALTER TABLE sealed_drafts RENAME TO worried_drafts;
