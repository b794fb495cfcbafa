-- What partners add and whose a contact is: rows are only ever added. So are the moves of a challenge.
CREATE TRIGGER hub_parts_no_update BEFORE UPDATE ON hub_parts
BEGIN SELECT RAISE(ABORT, 'hub_parts only grows'); END;
CREATE TRIGGER hub_parts_no_delete BEFORE DELETE ON hub_parts
BEGIN SELECT RAISE(ABORT, 'hub_parts only grows'); END;
CREATE TRIGGER hub_routes_no_update BEFORE UPDATE ON hub_routes
BEGIN SELECT RAISE(ABORT, 'hub_routes only grows'); END;
CREATE TRIGGER hub_routes_no_delete BEFORE DELETE ON hub_routes
BEGIN SELECT RAISE(ABORT, 'hub_routes only grows'); END;
CREATE TRIGGER challenge_moves_no_update BEFORE UPDATE ON challenge_moves
BEGIN SELECT RAISE(ABORT, 'challenge_moves only grows'); END;
CREATE TRIGGER challenge_moves_no_delete BEFORE DELETE ON challenge_moves
BEGIN SELECT RAISE(ABORT, 'challenge_moves only grows'); END;
