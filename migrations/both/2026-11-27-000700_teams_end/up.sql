-- A team that ended keeps its name for what it did; nobody is put into it any more.
ALTER TABLE teams ADD COLUMN ended_at TIMESTAMP;
