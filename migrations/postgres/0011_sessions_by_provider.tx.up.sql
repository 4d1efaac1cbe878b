-- Who has no password shows by a fresh sign-in that they may change how they sign in.
ALTER TABLE sessions ADD COLUMN by_provider boolean NOT NULL DEFAULT false;
