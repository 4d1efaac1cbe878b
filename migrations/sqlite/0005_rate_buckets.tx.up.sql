-- The buckets of webhooks are in the memory of the one process that serves a SQLite database, so there is no table for them.
SELECT 1;
