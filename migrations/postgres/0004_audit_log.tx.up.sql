-- Who did what on a server. Entries are numbered per server; the number is taken from the server's row, locked until the
-- commit, so that the order is that of the commits.
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
