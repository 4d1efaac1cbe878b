-- Who did what on a server. Entries are numbered per server; the number is taken from the server's row, locked until the
-- commit, so that the order is that of the commits.
ALTER TABLE servers ADD COLUMN audit_number integer NOT NULL DEFAULT 0;
--bun:split
CREATE TABLE audit_entries (
  id          integer PRIMARY KEY,
  server_id   integer NOT NULL REFERENCES servers (id),
  number      integer NOT NULL,
  action      text NOT NULL,
  actor_id    integer NOT NULL,
  actor_name  text NOT NULL,
  target_id   integer NOT NULL,
  target_name text NOT NULL,
  changes     text,
  created_at  timestamp NOT NULL
);
--bun:split
CREATE UNIQUE INDEX audit_entries_number ON audit_entries (server_id, number);
