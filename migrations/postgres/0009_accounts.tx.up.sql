-- The user of a disabled account cannot sign in. What the user owns stays.
ALTER TABLE users ADD COLUMN disabled_at timestamptz;
--bun:split
ALTER TABLE users ADD COLUMN last_signed_in_at timestamptz;
--bun:split
-- Actions of administrators on accounts belong to no server. The numbers of their entries come from this row, like those of a server
-- from its row.
CREATE TABLE installation (
  id           smallint PRIMARY KEY CHECK (id = 1),
  audit_number bigint NOT NULL
);
--bun:split
INSERT INTO installation (id, audit_number) VALUES (1, 0);
--bun:split
ALTER TABLE audit_entries ALTER COLUMN server_id DROP NOT NULL;
--bun:split
CREATE UNIQUE INDEX audit_entries_installation ON audit_entries (number) WHERE server_id IS NULL;
