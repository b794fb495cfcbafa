-- Whatever is kept in versions says which version took its place.
ALTER TABLE contacts ADD COLUMN superseded_by TEXT REFERENCES contacts (id);
ALTER TABLE notes ADD COLUMN superseded_by TEXT REFERENCES notes (id);
ALTER TABLE homes ADD COLUMN superseded_by TEXT REFERENCES homes (id);
ALTER TABLE activities ADD COLUMN superseded_by TEXT REFERENCES activities (id);
CREATE INDEX contacts_superseded_by ON contacts (superseded_by);
CREATE INDEX notes_superseded_by ON notes (superseded_by);
CREATE INDEX homes_superseded_by ON homes (superseded_by);
CREATE INDEX activities_superseded_by ON activities (superseded_by);
