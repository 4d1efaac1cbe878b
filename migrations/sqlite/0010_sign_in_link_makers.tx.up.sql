-- Who made a sign-in link for somebody: what a former administrator has made must not work any longer.
-- NULL: whoever runs programs beside the database.
ALTER TABLE sign_in_links ADD COLUMN creator_id integer REFERENCES users (id);
