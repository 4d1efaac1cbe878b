-- The time at which the bucket of a webhook is full again, for all instances together. The rows are short-lived, so the table is not
-- written to the write-ahead log, and a crash empties it.
CREATE UNLOGGED TABLE rate_buckets (
  webhook_id bigint PRIMARY KEY,
  full_at    timestamptz NOT NULL
) WITH (fillfactor = 50);
