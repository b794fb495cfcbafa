DROP TABLE hub_passes;
