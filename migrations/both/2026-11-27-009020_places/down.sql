DROP TABLE move_jobs;
DROP TABLE ready_rooms;
DROP TABLE place_views;
