DROP TABLE hub_alerts;
