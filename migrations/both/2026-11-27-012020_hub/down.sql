DROP TABLE hub_steps;
DROP TABLE hub_contacts;
