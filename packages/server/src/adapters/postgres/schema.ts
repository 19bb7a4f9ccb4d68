/** One step of the schema, forward only. */
export interface Migration {
  readonly sql: string
  /**
   * How many steps a program must know to work with the database from here on. A step that only adds leaves it as it
   * was, so that the version before goes on beside the new one; what nobody needs any more goes a version later.
   */
  readonly needs: number
}

/** Ids are text, in the order of their bytes. `rooms.n` is a room's short name inside the store. */
const first = `
CREATE TABLE meta(key TEXT PRIMARY KEY, value TEXT NOT NULL);

CREATE TABLE users(
  id TEXT PRIMARY KEY,
  handle TEXT UNIQUE,
  skeleton TEXT UNIQUE,
  name TEXT NOT NULL,
  name_key TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('owner', 'account', 'guest', 'bot')),
  password TEXT,
  invisible BOOLEAN NOT NULL DEFAULT false,
  typing BOOLEAN NOT NULL DEFAULT true,
  receipts BOOLEAN NOT NULL DEFAULT true,
  reports BOOLEAN NOT NULL DEFAULT true,
  created_at BIGINT NOT NULL
);
CREATE INDEX users_by_name ON users(name_key);
CREATE UNIQUE INDEX one_owner ON users(kind) WHERE kind = 'owner';
CREATE INDEX users_imported ON users(substr(password, 5, 2)) WHERE password LIKE '$2_$__$%';

CREATE TABLE passkeys(
  id TEXT PRIMARY KEY,
  "user" TEXT NOT NULL REFERENCES users(id),
  public_key BYTEA NOT NULL,
  counter BIGINT NOT NULL,
  transports TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  used_at BIGINT NOT NULL
);
CREATE INDEX passkeys_by_user ON passkeys("user");

CREATE TABLE sessions(
  device TEXT PRIMARY KEY,
  "user" TEXT NOT NULL REFERENCES users(id),
  name TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  seen_at BIGINT NOT NULL,
  generation BIGINT NOT NULL DEFAULT 0,
  refresh BYTEA NOT NULL,
  refresh_before BYTEA,
  rotated_at BIGINT NOT NULL,
  revoked_at BIGINT,
  inbox_seq BIGINT NOT NULL DEFAULT 0,
  keepsake BYTEA
) WITH (fillfactor = 80);
CREATE INDEX sessions_by_user ON sessions("user");
CREATE INDEX sessions_ended ON sessions(revoked_at) WHERE revoked_at IS NOT NULL;
CREATE INDEX sessions_by_use ON sessions(seen_at) WHERE revoked_at IS NULL;

CREATE TABLE invites(
  id TEXT PRIMARY KEY,
  token BYTEA NOT NULL UNIQUE,
  purpose TEXT NOT NULL CHECK (purpose IN ('account', 'guest')),
  room TEXT,
  created_by TEXT NOT NULL REFERENCES users(id),
  created_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL,
  uses_left BIGINT NOT NULL
);
CREATE INDEX invites_by_maker ON invites(created_by);
CREATE INDEX invites_by_room ON invites(room);

CREATE TABLE rooms(
  n BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL CHECK (kind IN ('public', 'private', 'direct')),
  name TEXT NOT NULL,
  topic TEXT NOT NULL,
  direct_key TEXT UNIQUE,
  version BIGINT NOT NULL DEFAULT 0,
  last_seq BIGINT NOT NULL DEFAULT 0,
  messages BIGINT NOT NULL DEFAULT 0,
  last_at BIGINT NOT NULL DEFAULT 0,
  members BIGINT NOT NULL DEFAULT 0,
  created_at BIGINT NOT NULL,
  genesis TEXT,
  lines BIGINT,
  visible_from BIGINT
) WITH (fillfactor = 60);
CREATE INDEX rooms_public ON rooms(members DESC) WHERE kind = 'public';

CREATE TABLE room_lines(
  room BIGINT NOT NULL,
  n BIGINT NOT NULL,
  seq BIGINT NOT NULL,
  PRIMARY KEY(room, n)
);

CREATE TABLE members(
  room BIGINT NOT NULL REFERENCES rooms(n),
  "user" TEXT NOT NULL REFERENCES users(id),
  role TEXT NOT NULL CHECK (role IN ('owner', 'moderator', 'member')),
  state TEXT NOT NULL CHECK (state IN ('joined', 'invited', 'left', 'banned')),
  since BIGINT NOT NULL,
  invited_by TEXT,
  read_seq BIGINT NOT NULL DEFAULT 0,
  read_messages BIGINT NOT NULL DEFAULT 0,
  PRIMARY KEY(room, "user")
) WITH (fillfactor = 70);
CREATE INDEX members_by_user ON members("user", state);
CREATE INDEX members_owners ON members(room) WHERE role = 'owner';

CREATE TABLE entries(
  room BIGINT NOT NULL,
  seq BIGINT NOT NULL,
  id TEXT NOT NULL,
  kind TEXT NOT NULL,
  sender TEXT NOT NULL,
  device TEXT NOT NULL,
  at BIGINT NOT NULL,
  messages BIGINT NOT NULL,
  body TEXT NOT NULL,
  PRIMARY KEY(room, seq)
);
CREATE UNIQUE INDEX entries_once ON entries(device, id, room);

CREATE TABLE marks(
  room BIGINT NOT NULL,
  device TEXT NOT NULL,
  "user" TEXT NOT NULL,
  delivered BIGINT NOT NULL,
  read BIGINT NOT NULL,
  PRIMARY KEY(room, "user", device)
) WITH (fillfactor = 80);

CREATE TABLE sealed_marks(
  room BIGINT NOT NULL,
  "user" TEXT NOT NULL,
  device TEXT NOT NULL,
  sealed TEXT NOT NULL,
  PRIMARY KEY(room, "user", device)
) WITH (fillfactor = 80);

CREATE TABLE inbox(
  device TEXT NOT NULL,
  seq BIGINT NOT NULL,
  kind TEXT NOT NULL,
  from_user TEXT NOT NULL,
  from_device TEXT NOT NULL,
  call TEXT,
  at BIGINT NOT NULL,
  body TEXT NOT NULL,
  PRIMARY KEY(device, seq)
);
`

const keys = `
CREATE TABLE device_keys(
  device TEXT PRIMARY KEY,
  "user" TEXT NOT NULL REFERENCES users(id),
  keys TEXT NOT NULL
);
CREATE INDEX device_keys_by_user ON device_keys("user");

CREATE TABLE one_time_keys(
  n BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  device TEXT NOT NULL,
  id TEXT NOT NULL,
  key TEXT NOT NULL,
  claimed BOOLEAN NOT NULL DEFAULT false,
  UNIQUE(device, id)
);
CREATE INDEX one_time_keys_in_order ON one_time_keys(device, claimed, n);

CREATE TABLE fallback_keys(
  device TEXT NOT NULL,
  id TEXT NOT NULL,
  key TEXT NOT NULL,
  used BOOLEAN NOT NULL DEFAULT false,
  PRIMARY KEY(device, id)
);

CREATE TABLE identities(
  "user" TEXT PRIMARY KEY REFERENCES users(id),
  master TEXT NOT NULL,
  self_signing TEXT NOT NULL,
  user_signing TEXT NOT NULL
);

CREATE TABLE signatures(
  signer TEXT NOT NULL REFERENCES users(id),
  "user" TEXT NOT NULL REFERENCES users(id),
  target TEXT NOT NULL,
  key TEXT NOT NULL,
  signature TEXT NOT NULL,
  PRIMARY KEY(signer, "user", target, key)
);
CREATE INDEX signatures_by_target ON signatures("user", target);

CREATE TABLE key_changes(
  "user" TEXT PRIMARY KEY REFERENCES users(id),
  n BIGINT NOT NULL UNIQUE
);

CREATE TABLE backups(
  n BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  "user" TEXT NOT NULL REFERENCES users(id),
  algorithm TEXT NOT NULL,
  auth TEXT NOT NULL,
  count BIGINT NOT NULL DEFAULT 0,
  etag BIGINT NOT NULL DEFAULT 0
);
CREATE INDEX backups_by_user ON backups("user", n);

CREATE TABLE backup_sessions(
  backup BIGINT NOT NULL REFERENCES backups(n),
  room TEXT NOT NULL,
  session TEXT NOT NULL,
  first BIGINT NOT NULL,
  forwarded BIGINT NOT NULL,
  verified BOOLEAN NOT NULL,
  data TEXT NOT NULL,
  PRIMARY KEY(backup, room, session)
);

CREATE TABLE secrets(
  "user" TEXT NOT NULL REFERENCES users(id),
  name TEXT NOT NULL,
  body TEXT NOT NULL,
  PRIMARY KEY("user", name)
);

CREATE TABLE sealed_profiles(
  "user" TEXT PRIMARY KEY REFERENCES users(id),
  version BIGINT NOT NULL,
  body TEXT,
  key TEXT
);
`

const voice = 'ALTER TABLE rooms ADD COLUMN voice BOOLEAN NOT NULL DEFAULT false'

export const schema: readonly Migration[] = [
  { sql: first + keys, needs: 1 },
  { sql: voice, needs: 1 },
]
