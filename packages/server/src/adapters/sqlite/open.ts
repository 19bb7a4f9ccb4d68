import { DatabaseSync } from 'node:sqlite'

/** Opens a connection with the settings that the contract needs: WAL with an fsync at each commit (C1). */
export function openDatabase(path: string, mode: 'write' | 'read'): DatabaseSync {
  const db = new DatabaseSync(path, { readOnly: mode === 'read' })
  if (mode === 'write')
    db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 16000')
  db.exec('PRAGMA busy_timeout = 5000; PRAGMA cache_size = -16000; PRAGMA temp_store = MEMORY')
  return db
}
