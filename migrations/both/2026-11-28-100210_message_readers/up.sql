-- Who on the other side first opened a message: its readers are shown by name.
ALTER TABLE messages ADD COLUMN read_by TEXT;
