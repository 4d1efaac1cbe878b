-- Ranges of deleted messages without another message between them, so that a page can skip them. A run is identified by the numbers of
-- its first and last message. Posts never touch the table.
CREATE TABLE deleted_runs (
  channel_id   bigint NOT NULL,
  first_number bigint NOT NULL,
  last_number  bigint NOT NULL,
  PRIMARY KEY (channel_id, last_number)
);
--bun:split
INSERT INTO deleted_runs (channel_id, first_number, last_number)
SELECT channel_id, min(number), max(number) FROM (
  SELECT channel_id, number, deleted_at,
    row_number() OVER (PARTITION BY channel_id ORDER BY number)
      - row_number() OVER (PARTITION BY channel_id, deleted_at IS NULL ORDER BY number) AS run
  FROM messages WHERE channel_id IN (SELECT channel_id FROM messages WHERE deleted_at IS NOT NULL)) AS m
WHERE deleted_at IS NOT NULL GROUP BY channel_id, run;
