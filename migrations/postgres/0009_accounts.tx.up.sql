-- A disabled account signs nobody in; what it owns stays.
ALTER TABLE users ADD COLUMN disabled_at timestamptz;
--bun:split
ALTER TABLE users ADD COLUMN last_signed_in_at timestamptz;
--bun:split
-- What administrators do to accounts belongs to no server: such entries are numbered here, as those of a server are in its row.
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
