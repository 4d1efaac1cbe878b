-- The actions on a server. Entries are numbered per server. The number comes from the row of the server, which is locked until the
-- commit, so the numbers follow the order of the commits.
ALTER TABLE servers ADD COLUMN audit_number bigint NOT NULL DEFAULT 0;
--bun:split
CREATE TABLE audit_entries (
  id          bigint PRIMARY KEY,
  server_id   bigint NOT NULL REFERENCES servers (id),
  number      bigint NOT NULL,
  action      text NOT NULL,
  actor_id    bigint NOT NULL,
  actor_name  text NOT NULL,
  target_id   bigint NOT NULL,
  target_name text NOT NULL,
  changes     text,
  created_at  timestamptz NOT NULL
);
--bun:split
CREATE UNIQUE INDEX audit_entries_number ON audit_entries (server_id, number);
