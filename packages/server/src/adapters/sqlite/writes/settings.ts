import type { DatabaseSync } from 'node:sqlite'
import type { SettingsWrites } from '../../../ports/storage/settings.ts'
import type { Writers } from './index.ts'

export function settingsWriters(db: DatabaseSync): Writers<SettingsWrites> {
  const set = db.prepare('INSERT INTO meta VALUES (?, ?) ON CONFLICT(key) DO UPDATE SET value = excluded.value')
  return {
    'settings.set': ({ name, registration }) => {
      set.run('name', name)
      set.run('registration', registration)
      return null
    },
  }
}
