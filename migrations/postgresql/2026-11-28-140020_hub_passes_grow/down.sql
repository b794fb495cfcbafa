DROP TRIGGER hub_passes_no_change ON hub_passes;
