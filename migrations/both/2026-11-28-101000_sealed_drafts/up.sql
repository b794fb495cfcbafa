-- Not only what is written to the hub is kept for a while until it is sent: also a form that came after its session had ended.
ALTER TABLE worried_drafts RENAME TO sealed_drafts;
ALTER TABLE sealed_drafts RENAME COLUMN code_hash TO hash;
