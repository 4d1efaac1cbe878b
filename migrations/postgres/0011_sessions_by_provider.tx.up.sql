-- A user without a password needs a recent sign-in to change how they sign in.
ALTER TABLE sessions ADD COLUMN by_provider boolean NOT NULL DEFAULT false;
