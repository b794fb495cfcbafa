DROP TRIGGER hub_views_no_change ON hub_views;
