-- Ids are created in Go (model.ID). Times are created in Go too, in UTC with whole microseconds.

-- The milliseconds of ids. Each is given to one instance, once.
CREATE TABLE id_clock (
  id          smallint PRIMARY KEY CHECK (id = 1),
  millisecond bigint NOT NULL
);
-- The first millisecond that results in ids of 19 digits, for machines whose clock has not been set.
INSERT INTO id_clock (id, millisecond) VALUES (1, 238418579102);

CREATE TABLE users (
  id            bigint PRIMARY KEY,
  name          text NOT NULL,
  administrator boolean NOT NULL,
  created_at    timestamptz NOT NULL
);
CREATE UNIQUE INDEX users_name ON users (lower(name));

CREATE TABLE sessions (
  id         bigint PRIMARY KEY,
  user_id    bigint NOT NULL REFERENCES users (id),
  token_hash bytea NOT NULL UNIQUE,
  created_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL
);
CREATE INDEX sessions_user ON sessions (user_id);
CREATE INDEX sessions_expiry ON sessions (expires_at);

CREATE TABLE sign_in_links (
  id         bigint PRIMARY KEY,
  user_id    bigint NOT NULL REFERENCES users (id),
  token_hash bytea NOT NULL UNIQUE,
  created_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL
);
CREATE INDEX sign_in_links_expiry ON sign_in_links (expires_at);

CREATE TABLE access_tokens (
  id           bigint PRIMARY KEY,
  user_id      bigint NOT NULL REFERENCES users (id),
  name         text NOT NULL,
  token_hash   bytea NOT NULL UNIQUE,
  read_only    boolean NOT NULL,
  channel_ids  text,
  created_at   timestamptz NOT NULL,
  expires_at   timestamptz,
  last_used_at timestamptz
);
CREATE INDEX access_tokens_user ON access_tokens (user_id, id);
CREATE INDEX access_tokens_expiry ON access_tokens (expires_at);

CREATE TABLE servers (
  id         bigint PRIMARY KEY,
  name       text NOT NULL,
  owner_id   bigint NOT NULL REFERENCES users (id),
  created_at timestamptz NOT NULL,
  deleted_at timestamptz
);
CREATE INDEX servers_owner ON servers (owner_id);
CREATE INDEX servers_deleted ON servers (id) WHERE deleted_at IS NOT NULL;

CREATE TABLE members (
  id         bigint PRIMARY KEY,
  server_id  bigint NOT NULL REFERENCES servers (id),
  user_id    bigint NOT NULL REFERENCES users (id),
  created_at timestamptz NOT NULL
);
CREATE UNIQUE INDEX members_user ON members (user_id, server_id);
CREATE INDEX members_server ON members (server_id, id);

CREATE TABLE roles (
  id          bigint PRIMARY KEY,
  server_id   bigint NOT NULL REFERENCES servers (id),
  name        text NOT NULL,
  everyone    boolean NOT NULL,
  permissions bigint NOT NULL,
  created_at  timestamptz NOT NULL
);
CREATE INDEX roles_server ON roles (server_id, id);

CREATE TABLE member_roles (
  member_id bigint NOT NULL REFERENCES members (id) ON DELETE CASCADE,
  role_id   bigint NOT NULL REFERENCES roles (id) ON DELETE CASCADE,
  PRIMARY KEY (member_id, role_id)
);
CREATE INDEX member_roles_role ON member_roles (role_id);

CREATE TABLE channels (
  id         bigint PRIMARY KEY,
  server_id  bigint NOT NULL REFERENCES servers (id),
  name       text NOT NULL,
  topic      text,
  created_at timestamptz NOT NULL,
  deleted_at timestamptz
);
CREATE INDEX channels_server ON channels (server_id, id);
CREATE INDEX channels_deleted ON channels (id) WHERE deleted_at IS NOT NULL;

-- The row that is locked while a number is taken. It must contain nothing else, and no other table may refer to it.
CREATE TABLE channel_heads (
  channel_id     bigint PRIMARY KEY,
  number         bigint NOT NULL,
  event_id       bigint NOT NULL,
  floor_number   bigint NOT NULL,
  floor_event_id bigint NOT NULL
) WITH (fillfactor = 50);

CREATE TABLE webhooks (
  id           bigint PRIMARY KEY,
  server_id    bigint NOT NULL REFERENCES servers (id),
  channel_id   bigint NOT NULL REFERENCES channels (id),
  creator_id   bigint NOT NULL,
  name         text NOT NULL,
  avatar_url   text,
  token_hash   bytea NOT NULL,
  enabled      boolean NOT NULL,
  created_at   timestamptz NOT NULL,
  last_used_at timestamptz
);
CREATE INDEX webhooks_server ON webhooks (server_id, id);
CREATE INDEX webhooks_channel ON webhooks (channel_id, id);

-- A message is also its own MESSAGE_POSTED event: the number and the id of the message are those of the event.
CREATE TABLE messages (
  id          bigint PRIMARY KEY,
  channel_id  bigint NOT NULL,
  number      bigint NOT NULL,
  author_kind text NOT NULL,
  author_id   bigint NOT NULL,
  author_name text NOT NULL,
  avatar_url  text,
  content     text NOT NULL,
  created_at  timestamptz NOT NULL,
  edited_at   timestamptz,
  deleted_at  timestamptz
);
CREATE UNIQUE INDEX messages_number ON messages (channel_id, number);

-- The events of edits and deletions.
CREATE TABLE message_changes (
  channel_id  bigint NOT NULL,
  number      bigint NOT NULL,
  event_id    bigint NOT NULL,
  kind        text NOT NULL,
  message_id  bigint NOT NULL,
  occurred_at timestamptz NOT NULL,
  PRIMARY KEY (channel_id, number)
);

-- The message that was posted with an idempotency key. Scope: the id of a webhook and user 0, or the ids of a channel and a user.
CREATE TABLE idempotency_keys (
  scope_id    bigint NOT NULL,
  user_id     bigint NOT NULL,
  key_hash    bytea NOT NULL,
  fingerprint bytea NOT NULL,
  message_id  bigint NOT NULL,
  created_at  timestamptz NOT NULL,
  PRIMARY KEY (scope_id, user_id, key_hash)
);
CREATE INDEX idempotency_keys_age ON idempotency_keys (created_at);
