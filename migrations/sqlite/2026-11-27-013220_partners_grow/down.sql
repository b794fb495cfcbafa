DROP TRIGGER hub_parts_no_update;
DROP TRIGGER hub_parts_no_delete;
DROP TRIGGER hub_routes_no_update;
DROP TRIGGER hub_routes_no_delete;
DROP TRIGGER challenge_moves_no_update;
DROP TRIGGER challenge_moves_no_delete;
