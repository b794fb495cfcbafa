DROP TABLE demonstrations;
