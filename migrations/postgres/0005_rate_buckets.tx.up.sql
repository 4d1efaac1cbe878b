-- When the bucket of a webhook will be full again, for all instances together. It is soon forgotten anyway: a crash may empty
-- it, and nothing about it is worth a write to the log.
CREATE UNLOGGED TABLE rate_buckets (
  webhook_id bigint PRIMARY KEY,
  full_at    timestamptz NOT NULL
) WITH (fillfactor = 50);
