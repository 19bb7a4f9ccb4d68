import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { openDatabase } from './open.ts'

/** Writes another epoch into the store of a stopped server. Throws where there is none. */
export function renewEpoch(folder: string, epoch: string): void {
  const path = join(folder, 'parley.db')
  if (!existsSync(path)) throw new Error(`There is no store at ${path}.`)
  const db = openDatabase(path, 'write')
  try {
    const { changes } = db.prepare("UPDATE meta SET value = ? WHERE key = 'epoch'").run(epoch)
    if (changes !== 1) throw new Error('This store has no epoch: Parley did not write it.')
  } finally {
    db.close()
  }
}
