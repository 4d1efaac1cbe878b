-- The administrator who created a sign-in link. The link becomes invalid when that user is no longer an administrator.
-- NULL: the operator created the link with the command sign-in-link.
ALTER TABLE sign_in_links ADD COLUMN creator_id bigint REFERENCES users (id);
