-- How an agency saw a decision is written once.
CREATE TRIGGER hub_views_no_update BEFORE UPDATE ON hub_views
BEGIN SELECT RAISE(ABORT, 'hub_views only grows'); END;
CREATE TRIGGER hub_views_no_delete BEFORE DELETE ON hub_views
BEGIN SELECT RAISE(ABORT, 'hub_views only grows'); END;
