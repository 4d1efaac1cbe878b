-- The user of a disabled account cannot sign in. What the user owns stays.
ALTER TABLE users ADD COLUMN disabled_at timestamp;
--bun:split
ALTER TABLE users ADD COLUMN last_signed_in_at timestamp;
--bun:split
-- Actions of administrators on accounts belong to no server. The numbers of their entries come from this row, like those of a server
-- from its row.
CREATE TABLE installation (
  id           integer PRIMARY KEY CHECK (id = 1),
  audit_number integer NOT NULL
);
--bun:split
INSERT INTO installation (id, audit_number) VALUES (1, 0);
--bun:split
-- SQLite cannot remove NOT NULL from a column, so the table is created again.
CREATE TABLE audit_entries_anew (
  id          integer PRIMARY KEY,
  server_id   integer REFERENCES servers (id),
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
INSERT INTO audit_entries_anew (id, server_id, number, action, actor_id, actor_name, target_id, target_name, changes, created_at)
SELECT id, server_id, number, action, actor_id, actor_name, target_id, target_name, changes, created_at FROM audit_entries;
--bun:split
DROP TABLE audit_entries;
--bun:split
ALTER TABLE audit_entries_anew RENAME TO audit_entries;
--bun:split
CREATE UNIQUE INDEX audit_entries_number ON audit_entries (server_id, number);
--bun:split
CREATE UNIQUE INDEX audit_entries_installation ON audit_entries (number) WHERE server_id IS NULL;
