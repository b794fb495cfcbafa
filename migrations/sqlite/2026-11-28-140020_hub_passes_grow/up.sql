-- What was passed on stays as it is.
CREATE TRIGGER hub_passes_no_update BEFORE UPDATE ON hub_passes
BEGIN SELECT RAISE(ABORT, 'hub_passes only grows'); END;
CREATE TRIGGER hub_passes_no_delete BEFORE DELETE ON hub_passes
BEGIN SELECT RAISE(ABORT, 'hub_passes only grows'); END;
