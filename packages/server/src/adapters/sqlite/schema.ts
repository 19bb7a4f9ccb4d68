import type { DatabaseSync } from 'node:sqlite'

/**
 * Migrations, forward only: `PRAGMA user_version` counts those that ran.
 * Ids are text; `rooms.n` is a room's short name inside the store. Positions and counts stay below 2^53.
 */
const migrations: readonly string[] = [
  `
CREATE TABLE meta(key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;

CREATE TABLE users(
  id TEXT PRIMARY KEY,
  handle TEXT UNIQUE,
  skeleton TEXT UNIQUE,
  name TEXT NOT NULL,
  name_key TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('owner', 'account', 'guest', 'bot')),
  password TEXT,
  invisible INTEGER NOT NULL DEFAULT 0,
  typing INTEGER NOT NULL DEFAULT 1,
  receipts INTEGER NOT NULL DEFAULT 1,
  created_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX users_by_name ON users(name_key);
CREATE UNIQUE INDEX one_owner ON users(kind) WHERE kind = 'owner';

CREATE TABLE passkeys(
  id TEXT PRIMARY KEY,
  user TEXT NOT NULL REFERENCES users(id),
  public_key BLOB NOT NULL,
  counter INTEGER NOT NULL,
  transports TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  used_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX passkeys_by_user ON passkeys(user);

CREATE TABLE sessions(
  device TEXT PRIMARY KEY,
  user TEXT NOT NULL REFERENCES users(id),
  name TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  seen_at INTEGER NOT NULL,
  generation INTEGER NOT NULL DEFAULT 0,
  refresh BLOB NOT NULL,
  refresh_before BLOB,
  rotated_at INTEGER NOT NULL,
  revoked_at INTEGER,
  inbox_seq INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;
CREATE INDEX sessions_by_user ON sessions(user);
CREATE INDEX sessions_ended ON sessions(revoked_at) WHERE revoked_at IS NOT NULL;
CREATE INDEX sessions_by_use ON sessions(seen_at) WHERE revoked_at IS NULL;

CREATE TABLE invites(
  id TEXT PRIMARY KEY,
  token BLOB NOT NULL UNIQUE,
  purpose TEXT NOT NULL CHECK (purpose IN ('account', 'guest')),
  room TEXT,
  created_by TEXT NOT NULL REFERENCES users(id),
  created_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  uses_left INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX invites_by_maker ON invites(created_by);

CREATE TABLE rooms(
  n INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL CHECK (kind IN ('public', 'private', 'direct')),
  name TEXT NOT NULL,
  topic TEXT NOT NULL,
  direct_key TEXT UNIQUE,
  version INTEGER NOT NULL DEFAULT 0,
  last_seq INTEGER NOT NULL DEFAULT 0,
  messages INTEGER NOT NULL DEFAULT 0,
  last_at INTEGER NOT NULL DEFAULT 0,
  members INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL
) STRICT;
CREATE INDEX rooms_public ON rooms(members DESC) WHERE kind = 'public';

CREATE TABLE members(
  room INTEGER NOT NULL REFERENCES rooms(n),
  user TEXT NOT NULL REFERENCES users(id),
  role TEXT NOT NULL CHECK (role IN ('owner', 'moderator', 'member')),
  state TEXT NOT NULL CHECK (state IN ('joined', 'invited', 'left', 'banned')),
  since INTEGER NOT NULL,
  invited_by TEXT,
  read_seq INTEGER NOT NULL DEFAULT 0,
  read_messages INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY(room, user)
) STRICT, WITHOUT ROWID;
CREATE INDEX members_by_user ON members(user, state);
CREATE INDEX members_owners ON members(room) WHERE role = 'owner';

CREATE TABLE entries(
  room INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  id TEXT NOT NULL,
  kind TEXT NOT NULL,
  sender TEXT NOT NULL,
  device TEXT NOT NULL,
  at INTEGER NOT NULL,
  messages INTEGER NOT NULL,
  body TEXT NOT NULL,
  PRIMARY KEY(room, seq)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX entries_once ON entries(room, device, id);

CREATE TABLE marks(
  room INTEGER NOT NULL,
  device TEXT NOT NULL,
  user TEXT NOT NULL,
  delivered INTEGER NOT NULL,
  read INTEGER NOT NULL,
  PRIMARY KEY(room, user, device)
) STRICT, WITHOUT ROWID;

CREATE TABLE inbox(
  device TEXT NOT NULL,
  seq INTEGER NOT NULL,
  kind TEXT NOT NULL,
  from_user TEXT NOT NULL,
  from_device TEXT NOT NULL,
  call TEXT,
  at INTEGER NOT NULL,
  body TEXT NOT NULL,
  PRIMARY KEY(device, seq)
) STRICT, WITHOUT ROWID;
`,
  "CREATE INDEX users_imported ON users(substr(password, 5, 2)) WHERE password GLOB '$2?$??$*';",
  `
CREATE TABLE device_keys(
  device TEXT PRIMARY KEY,
  user TEXT NOT NULL REFERENCES users(id),
  keys TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX device_keys_by_user ON device_keys(user);

CREATE TABLE one_time_keys(
  n INTEGER PRIMARY KEY,
  device TEXT NOT NULL,
  id TEXT NOT NULL,
  key TEXT NOT NULL,
  claimed INTEGER NOT NULL DEFAULT 0,
  UNIQUE(device, id)
) STRICT;
CREATE INDEX one_time_keys_in_order ON one_time_keys(device, claimed, n);

CREATE TABLE fallback_keys(
  device TEXT NOT NULL,
  id TEXT NOT NULL,
  key TEXT NOT NULL,
  used INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY(device, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE identities(
  user TEXT PRIMARY KEY REFERENCES users(id),
  master TEXT NOT NULL,
  self_signing TEXT NOT NULL,
  user_signing TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE signatures(
  signer TEXT NOT NULL REFERENCES users(id),
  user TEXT NOT NULL REFERENCES users(id),
  target TEXT NOT NULL,
  key TEXT NOT NULL,
  signature TEXT NOT NULL,
  PRIMARY KEY(signer, user, target, key)
) STRICT, WITHOUT ROWID;
CREATE INDEX signatures_by_target ON signatures(user, target);

CREATE TABLE key_changes(
  user TEXT PRIMARY KEY REFERENCES users(id),
  n INTEGER NOT NULL UNIQUE
) STRICT, WITHOUT ROWID;

CREATE TABLE backups(
  n INTEGER PRIMARY KEY AUTOINCREMENT,
  user TEXT NOT NULL REFERENCES users(id),
  algorithm TEXT NOT NULL,
  auth TEXT NOT NULL,
  count INTEGER NOT NULL DEFAULT 0,
  etag INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX backups_by_user ON backups(user, n);

CREATE TABLE backup_sessions(
  backup INTEGER NOT NULL REFERENCES backups(n),
  room TEXT NOT NULL,
  session TEXT NOT NULL,
  first INTEGER NOT NULL,
  forwarded INTEGER NOT NULL,
  verified INTEGER NOT NULL,
  data TEXT NOT NULL,
  PRIMARY KEY(backup, room, session)
) STRICT, WITHOUT ROWID;

CREATE TABLE secrets(
  user TEXT NOT NULL REFERENCES users(id),
  name TEXT NOT NULL,
  body TEXT NOT NULL,
  PRIMARY KEY(user, name)
) STRICT, WITHOUT ROWID;
`,
  // Rooms from before have no genesis until one of their members seals them. `room_lines.seq`: the entry that carries line `n`.
  `
ALTER TABLE rooms ADD COLUMN genesis TEXT;
ALTER TABLE rooms ADD COLUMN lines INTEGER;
CREATE TABLE room_lines(
  room INTEGER NOT NULL,
  n INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  PRIMARY KEY(room, n)
) STRICT, WITHOUT ROWID;
`,
  'ALTER TABLE users ADD COLUMN reports INTEGER NOT NULL DEFAULT 1;',
  // What stood in clear of sealed rooms goes.
  `
CREATE TABLE sealed_marks(
  room INTEGER NOT NULL,
  user TEXT NOT NULL,
  device TEXT NOT NULL,
  sealed TEXT NOT NULL,
  PRIMARY KEY(room, user, device)
) STRICT, WITHOUT ROWID;
DELETE FROM marks WHERE room IN (SELECT n FROM rooms WHERE lines IS NOT NULL);
`,
  // First position that newcomers may read; null: they read from their coming.
  'ALTER TABLE rooms ADD COLUMN visible_from INTEGER;',
  // A profile that was removed keeps its version, so that no older one comes back.
  `
CREATE TABLE sealed_profiles(
  user TEXT PRIMARY KEY REFERENCES users(id),
  version INTEGER NOT NULL,
  body TEXT,
  key TEXT
) STRICT, WITHOUT ROWID;
`,
  'ALTER TABLE sessions ADD COLUMN keepsake BLOB;',
  'ALTER TABLE rooms ADD COLUMN voice INTEGER NOT NULL DEFAULT 0;',
]

/** Brings a database to the newest schema. Throws when a newer version of the program wrote it. */
export function migrate(db: DatabaseSync, epoch: string): void {
  const { user_version: version } = db.prepare('PRAGMA user_version').get() as { user_version: number }
  if (version > migrations.length) {
    throw new Error(
      `This data folder was written by a newer Parley (schema ${version}): start that one, or restore a backup.`,
    )
  }
  for (const [at, sql] of migrations.entries()) {
    if (at >= version) db.exec(`BEGIN IMMEDIATE; ${sql}; PRAGMA user_version = ${at + 1}; COMMIT`)
  }
  db.prepare("INSERT OR IGNORE INTO meta VALUES ('epoch', ?)").run(epoch)
}

/** Which incarnation of the store a database is (C9). */
export function epochOf(db: DatabaseSync): string {
  const { value } = db.prepare("SELECT value FROM meta WHERE key = 'epoch'").get() as { value: string }
  return value
}
