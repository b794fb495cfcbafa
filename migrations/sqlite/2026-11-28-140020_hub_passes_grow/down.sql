DROP TRIGGER hub_passes_no_update;
DROP TRIGGER hub_passes_no_delete;
