-- The last good copy of what others publish, with who it came from and when.
CREATE TABLE outside_copies (
    name TEXT NOT NULL PRIMARY KEY,
    body TEXT NOT NULL,
    came_from TEXT NOT NULL,
    came_at TIMESTAMP NOT NULL
);
