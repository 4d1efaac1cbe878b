-- Incremented with every change of a webhook. A post compares it to detect that the webhook has changed since it was read.
ALTER TABLE webhooks ADD COLUMN revision bigint NOT NULL DEFAULT 0;
--bun:split
-- The fast path: stores the posts of a batch in one round trip. Each statement of a PL/pgSQL function has its own snapshot, so the rows
-- that are read after the heads were locked cannot change before the commit. `stored` lists place:number of the stored posts. The
-- caller stores the others on the slow path, one by one. A webhook_id of 0 means a post by a user.
CREATE FUNCTION append_plain(
  skip_locked boolean, posted_at timestamptz, post_ids bigint[], channel_ids bigint[], webhook_ids bigint[], revisions bigint[],
  author_ids bigint[], names text[], avatars text[], contents text[],
  scope_ids bigint[], user_ids bigint[], key_hashes bytea[], fingerprints bytea[], OUT stored text
) LANGUAGE plpgsql AS $$
DECLARE
  locked bigint[];
  taken bigint[];
BEGIN
  IF skip_locked THEN
    SELECT array_agg(l.channel_id) INTO locked FROM (
      SELECT h.channel_id FROM channel_heads h WHERE h.channel_id = ANY (channel_ids)
      ORDER BY h.channel_id FOR NO KEY UPDATE SKIP LOCKED) l;
  ELSE
    SELECT array_agg(l.channel_id) INTO locked FROM (
      SELECT h.channel_id FROM channel_heads h WHERE h.channel_id = ANY (channel_ids)
      ORDER BY h.channel_id FOR NO KEY UPDATE) l;
  END IF;

  -- Taken in the order of their rows, as everybody does, and only for posts that nothing else is in the way of.
  IF key_hashes IS NOT NULL THEN
    WITH claimed AS (
      INSERT INTO idempotency_keys (scope_id, user_id, key_hash, fingerprint, message_id, created_at)
      SELECT k.scope_id, k.user_id, k.key_hash, k.fingerprint, k.post_id, posted_at
      FROM unnest(post_ids, channel_ids, webhook_ids, revisions, scope_ids, user_ids, key_hashes, fingerprints)
        WITH ORDINALITY AS k (post_id, channel_id, webhook_id, revision, scope_id, user_id, key_hash, fingerprint, place)
      JOIN channels c ON c.id = k.channel_id AND c.deleted_at IS NULL
      JOIN servers s ON s.id = c.server_id AND s.deleted_at IS NULL
      LEFT JOIN webhooks w ON w.id = k.webhook_id
      WHERE k.key_hash IS NOT NULL AND k.channel_id = ANY (locked) AND (k.webhook_id = 0 OR w.revision = k.revision)
      ORDER BY k.scope_id, k.user_id, k.key_hash, k.place -- of equal keys the first post's
      ON CONFLICT DO NOTHING RETURNING message_id)
    SELECT array_agg(claimed.message_id) INTO taken FROM claimed;
  END IF;

  WITH post AS MATERIALIZED (
    SELECT p.* FROM unnest(post_ids, channel_ids, webhook_ids, revisions, author_ids, names, avatars, contents, key_hashes)
      WITH ORDINALITY AS p (id, channel_id, webhook_id, revision, author_id, name, avatar, content, key_hash, place)
    JOIN channels c ON c.id = p.channel_id AND c.deleted_at IS NULL
    JOIN servers s ON s.id = c.server_id AND s.deleted_at IS NULL
    LEFT JOIN webhooks w ON w.id = p.webhook_id
    WHERE p.channel_id = ANY (locked) AND (p.webhook_id = 0 OR w.revision = p.revision)
      AND (p.key_hash IS NULL OR p.id = ANY (taken))
  ), head AS (
    UPDATE channel_heads h SET number = h.number + n.posts, event_id = n.last_id
    FROM (SELECT channel_id, count(*) AS posts, (array_agg(id ORDER BY place DESC))[1] AS last_id FROM post GROUP BY channel_id) n
    WHERE h.channel_id = n.channel_id RETURNING h.channel_id, h.number - n.posts AS before
  ), numbered AS MATERIALIZED (
    SELECT p.*, h.before + row_number() OVER (PARTITION BY p.channel_id ORDER BY p.place) AS number
    FROM post p JOIN head h ON h.channel_id = p.channel_id
  ), inserted AS (
    INSERT INTO messages (id, channel_id, number, author_kind, author_id, author_name, avatar_url, content, created_at)
    SELECT id, channel_id, number, CASE webhook_id WHEN 0 THEN 'USER' ELSE 'WEBHOOK' END, author_id, name, avatar, content, posted_at
    FROM numbered
  )
  SELECT string_agg(place || ':' || number, ',') INTO stored FROM numbered;
END $$;
