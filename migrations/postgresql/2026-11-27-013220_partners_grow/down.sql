DROP TRIGGER hub_parts_no_change ON hub_parts;
DROP TRIGGER hub_routes_no_change ON hub_routes;
DROP TRIGGER challenge_moves_no_change ON challenge_moves;
