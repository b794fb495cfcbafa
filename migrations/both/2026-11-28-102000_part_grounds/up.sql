-- On which ground a partner shares their part. Parts of before have none: nobody was asked.
ALTER TABLE hub_parts ADD COLUMN ground TEXT CHECK (ground IN ('agreement', 'harm_now', 'harm_later', 'crime', 'law'));
ALTER TABLE hub_parts ADD COLUMN law TEXT CHECK (law IS NULL OR ground = 'law');
