-- Counted up whenever somebody may have lost access, so that instances notice by reading one number.
ALTER TABLE servers ADD COLUMN access_version integer NOT NULL DEFAULT 0;
--bun:split
ALTER TABLE users ADD COLUMN access_version integer NOT NULL DEFAULT 0;
