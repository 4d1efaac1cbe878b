-- The buckets of webhooks are in the memory of the one process that serves a SQLite database: there is nobody to share them with.
SELECT 1;
