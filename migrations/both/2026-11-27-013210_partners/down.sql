DROP TABLE hub_routes;
DROP TABLE hub_parts;
DROP TABLE hub_partners;
