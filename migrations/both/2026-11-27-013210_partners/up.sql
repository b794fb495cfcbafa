-- Which agency a partner of the hub is of. Without a row a partner sees nothing.
CREATE TABLE hub_partners (
    user_id TEXT NOT NULL PRIMARY KEY REFERENCES users (id),
    agency TEXT NOT NULL CHECK (agency IN ('council', 'other_council', 'police', 'health', 'education')),
    set_at TIMESTAMP NOT NULL,
    set_by TEXT NOT NULL REFERENCES users (id)
);

-- What a partner adds to a contact that something was shared with them about. Rows are only ever added.
CREATE TABLE hub_parts (
    id TEXT NOT NULL PRIMARY KEY,
    contact_id TEXT NOT NULL REFERENCES hub_contacts (id),
    agency TEXT NOT NULL CHECK (agency IN ('council', 'other_council', 'police', 'health', 'education')),
    words TEXT NOT NULL,
    at TIMESTAMP NOT NULL,
    by_user TEXT NOT NULL REFERENCES users (id)
);
CREATE INDEX hub_parts_contact ON hub_parts (contact_id);

-- Which of the two councils a contact belongs to, by the home of the child: the last row says it.
CREATE TABLE hub_routes (
    id TEXT NOT NULL PRIMARY KEY,
    contact_id TEXT NOT NULL REFERENCES hub_contacts (id),
    home TEXT NOT NULL CHECK (home IN ('ours', 'neighbour', 'both', 'nobody')),
    why TEXT NOT NULL,
    at TIMESTAMP NOT NULL,
    by_user TEXT NOT NULL REFERENCES users (id)
);
CREATE INDEX hub_routes_contact ON hub_routes (contact_id);
