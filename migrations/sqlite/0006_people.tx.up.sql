-- The keys are names and addresses after model.FoldCase, so that both databases compare letters in the same way.
ALTER TABLE users ADD COLUMN name_key text;
ALTER TABLE users ADD COLUMN email text;
ALTER TABLE users ADD COLUMN email_key text;
UPDATE users SET name_key = lower(name);
DROP INDEX users_name;
CREATE UNIQUE INDEX users_name ON users (name_key);
CREATE UNIQUE INDEX users_email ON users (email_key);

CREATE TABLE passwords (
  user_id    integer PRIMARY KEY REFERENCES users (id),
  hash       text NOT NULL,
  changed_at timestamp NOT NULL
);

-- The identity of a user at an OpenID provider.
CREATE TABLE identities (
  issuer     text NOT NULL,
  subject    text NOT NULL,
  user_id    integer NOT NULL REFERENCES users (id),
  created_at timestamp NOT NULL,
  PRIMARY KEY (issuer, subject)
);
CREATE INDEX identities_user ON identities (user_id);

-- Whether the session was started with a sign-in link. Such a session may set a new password.
ALTER TABLE sessions ADD COLUMN by_link boolean NOT NULL DEFAULT false;

CREATE TABLE invitations (
  id         integer PRIMARY KEY,
  server_id  integer NOT NULL REFERENCES servers (id),
  creator_id integer NOT NULL,
  token_hash blob NOT NULL UNIQUE,
  max_uses   integer NOT NULL,
  uses       integer NOT NULL,
  created_at timestamp NOT NULL,
  expires_at timestamp NOT NULL
);
CREATE INDEX invitations_server ON invitations (server_id, id);
CREATE INDEX invitations_expiry ON invitations (expires_at);
