DROP TRIGGER hub_views_no_update;
DROP TRIGGER hub_views_no_delete;
