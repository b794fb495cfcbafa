PRAGMA writable_schema = ON;
UPDATE sqlite_schema SET sql = replace(sql, '''hub_worker'', ''partner'', ''manager''', '''hub_worker'', ''manager''')
WHERE type = 'table' AND name = 'users';
PRAGMA writable_schema = RESET;
