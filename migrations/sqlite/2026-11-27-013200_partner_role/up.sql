-- Partners of the hub sign in with a role of their own. The list of roles is a check of a table that many others refer to, so its
-- text is changed where it stands.
PRAGMA writable_schema = ON;
UPDATE sqlite_schema SET sql = replace(sql, '''hub_worker'', ''manager''', '''hub_worker'', ''partner'', ''manager''')
WHERE type = 'table' AND name = 'users';
PRAGMA writable_schema = RESET;
