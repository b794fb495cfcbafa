DROP INDEX directory_entries_ours;
