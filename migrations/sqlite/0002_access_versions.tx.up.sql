-- Incremented whenever a user may have lost access, so that instances detect this by reading one number.
ALTER TABLE servers ADD COLUMN access_version integer NOT NULL DEFAULT 0;
--bun:split
ALTER TABLE users ADD COLUMN access_version integer NOT NULL DEFAULT 0;
